package dev.visor.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.Accessories;
import dev.visor.accessory.ShapeFamily;
import dev.visor.api.ExperimentRun;
import dev.visor.api.RunListener;
import dev.visor.cli.CommandRun;
import dev.visor.cli.Fixtures;
import dev.visor.cli.SharedRun;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Occlusions;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.device.Compute;
import dev.visor.experiment.Deployment;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.network.NamedTensors;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Scores;
import dev.visor.run.Progress;
import dev.visor.setting.Registry;
import dev.visor.store.faces.EmbeddedFaces;
import dev.visor.store.file.FolderLock;
import dev.visor.store.file.Json;
import dev.visor.store.file.Pictures;
import dev.visor.store.run.RunFolder;
import dev.visor.store.tensors.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chain of defenses in front of the system of a run. */
class DefendCommandTest {

    private static final String FEW =
            "calibrated on 6 held-out faces, which allow a false alarm rate of 14.3 %; 1.0 % takes 99";

    private static final String TRAINING = "training a head with occlusions, once; it is kept in ";

    /** What the two heads are trained with: of the recognizer, and of whom the detector asks. */
    private static final Occlusions GLASSES = Occlusions.DEFAULT;

    private static final Occlusions OTHERS = GLASSES.withFamilies(List.of(
            ShapeFamily.HAT_BAND, ShapeFamily.FOREHEAD_STICKER, ShapeFamily.CHEEK_STICKER, ShapeFamily.FACE_MASK));

    @TempDir
    static Path dir;

    private static RunFolder run = new RunFolder(Path.of(""));
    private static CommandRun first = new CommandRun(-1, "", "");

    @BeforeAll
    static void defendForTheFirstTime() throws IOException {
        run = new RunFolder(Fixtures.copy(SharedRun.trained(), dir.resolve("run")));
        FaceSet johns = EmbeddedFaces.johns();
        for (int i = 0; i < 10; i++) {
            Pictures.writePng(dir.resolve("pictures/" + i + ".png"), picture(johns, i));
        }
        Files.writeString(dir.resolve("pictures/notes.txt"), "no picture");
        first = defend(run.path(), "--json", dir.resolve("first.json").toString());
    }

    /** Every other one wears something that shows a part of another person's face. */
    private static Image picture(FaceSet faces, int number) {
        Face face = faces.faces().get(3 * number);
        if (number % 2 == 0) {
            return face.image();
        }
        Face other = faces.faces().get((3 * number + 15) % 33);
        return Objects.requireNonNull(Accessories.presets().get(number < 5 ? "face mask" : "eyeglass frame"))
                .wear(face.landmarks(), faces.width(), faces.height())
                .render(face.image(), other.image().values());
    }

    private static CommandRun defend(Path folder, String... options) {
        List<String> args =
                new ArrayList<>(List.of("defend", dir.resolve("pictures").toString()));
        args.addAll(List.of("--run", folder.toString(), "--defense", "GUARDED"));
        args.addAll(List.of(options));
        return CommandRun.of(args.toArray(String[]::new));
    }

    @Test
    void printsWhoItIsWithoutTheDefenseAndWhatItDecides() throws IOException {
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.messages())
                .containsExactly(
                        "left out: " + dir.resolve("pictures/notes.txt") + ": is no JPEG, PNG, BMP or WebP picture",
                        TRAINING + run.hardened().file(OTHERS),
                        TRAINING + run.hardened().file(GLASSES),
                        "calibrated on 6 held-out faces, once; it is kept in "
                                + run.calibrated().file(ChainConfig.GUARDED, Registry.standard()),
                        FEW);
        assertThat(first.err()).contains("training the head: 8/8 in ", "pictures: 11/11 in ");
        assertThat(first.out().lines())
                .hasSize(10)
                .allMatch(line -> line.matches(".*/\\d\\.png: John_\\w+ \\d+\\.\\d % ->"
                        + " (John_\\w+ \\d+\\.\\d %(, proven against glasses)?|unknown|tampered)"))
                .anyMatch(line -> line.endsWith("-> tampered"));
        assertThat(Json.readList(dir.resolve("first.json"), PictureDecision.class).stream()
                        .map(PictureDecision::line))
                .isEqualTo(first.out().lines().toList());
        assertThat(Path.of("cleansed")).doesNotExist();
    }

    @Test
    void certifiedDetectionIsTheDefault() throws IOException {
        Path copy = Fixtures.copy(SharedRun.trained(), dir.resolve("default"));
        CommandRun defended = CommandRun.of("defend", dir.resolve("pictures").toString(), "--run", copy.toString());
        assertThat(defended.code()).as(defended.err()).isZero();
        assertThat(defended.messages())
                .filteredOn(line -> line.startsWith(TRAINING))
                .hasSize(5);
        assertThat(defended.messages())
                .noneMatch(line -> line.startsWith("calibrated on"))
                .contains(
                        "certified detection is not calibrated: there are 12 pairs of a clean face and another person for a"
                                + " share of false matches of 0.005, must be at least 199; false-matches: 0.077 is the lowest share for"
                                + " 12; with false-matches: none only the most probable person is plausible under a mask");
        assertThat(defended.out().lines())
                .hasSize(10)
                .anyMatch(line -> line.endsWith("tampered"))
                .anyMatch(line ->
                        line.endsWith("proven against glasses, hat band, forehead sticker, cheek sticker, face mask"));
    }

    @Test
    void decidesAsTheLibraryDoes() throws IOException {
        List<String> expected = new ArrayList<>();
        try (ExperimentRun open = new ExperimentRun(
                run.path(), Registry.standard(), Compute.threads(1), Progress.silent(), RunListener.NONE)) {
            Deployment deployment = open.deploy(ChainConfig.GUARDED);
            assertThat(deployment.faces()).isEqualTo(6);
            assertThat(deployment.chain()).isEqualTo(ChainConfig.GUARDED.withFalseAlarms(FalseAlarmRate.least(6)));
            for (int i = 0; i < 10; i++) {
                Path file = dir.resolve("pictures/" + i + ".png");
                Scores before = open.system().recognizer().identify(Pictures.read(file));
                Decision after = deployment
                        .recognizer()
                        .decide(List.of(Pictures.read(file)))
                        .get(0);
                expected.add(PictureDecision.of(file, before, after, deployment.chain())
                        .line());
            }
        }
        assertThat(first.out().lines()).isEqualTo(expected);
    }

    @Test
    void theHeadsAreTrainedOnceAndReadingThemTakesNoLock() throws IOException {
        Path copy = Fixtures.copy(run.path(), dir.resolve("trained"));
        try (FolderLock lock = new RunFolder(copy).lock()) {
            CommandRun again = defend(copy, "--threads", "1");
            assertThat(again.code()).as(again.err()).isZero();
            assertThat(again.out()).isEqualTo(first.out());
            assertThat(again.err()).doesNotContain("training", "calibrating", "is kept in");
        }
        for (Occlusions occlusions : List.of(GLASSES, OTHERS)) {
            assertThat(new RunFolder(copy).hardened().file(occlusions))
                    .hasSameBinaryContentAs(run.hardened().file(occlusions));
        }
    }

    @Test
    void aHeadThatIsMissingIsTrainedAlone() throws IOException {
        RunFolder copy = new RunFolder(Fixtures.copy(run.path(), dir.resolve("half")));
        Files.delete(copy.hardened().file(OTHERS));
        CommandRun again = defend(copy.path());
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.messages())
                .contains(TRAINING + copy.hardened().file(OTHERS))
                .doesNotContain(TRAINING + copy.hardened().file(GLASSES));
        assertThat(again.out()).isEqualTo(first.out());
    }

    @Test
    void anotherRateIsTakenOrRefusedBeforeAnythingIsTrained() throws IOException {
        CommandRun loose = defend(run.path(), "--false-alarms", "0.3");
        assertThat(loose.code()).as(loose.err()).isZero();
        assertThat(loose.messages())
                .hasSize(2)
                .noneMatch(line -> line.startsWith("calibrated on 6 held-out faces, which"));
        assertThat(tampered(loose)).isGreaterThanOrEqualTo(tampered(first));
        CommandRun strict = defend(SharedRun.trained(), "--false-alarms", "0.05");
        assertThat(strict.code()).isEqualTo(2);
        assertThat(strict.messages())
                .containsExactly(
                        "visor: illegal number of clean faces for a false alarm rate of 0.05: 6, must be at least 19");
        assertThat(new RunFolder(SharedRun.trained()).hardened().path()).doesNotExist();
    }

    private static long tampered(CommandRun defended) {
        return defended.out().lines().filter(line -> line.endsWith("tampered")).count();
    }

    @Test
    void twoProcessesDoNotTrainAtOnce() throws IOException {
        Path copy = Fixtures.copy(SharedRun.trained(), dir.resolve("locked"));
        try (FolderLock lock = new RunFolder(copy).lock()) {
            CommandRun second = defend(copy);
            assertThat(second.code()).isEqualTo(2);
            assertThat(second.messages())
                    .contains("visor: " + copy
                            + ": is being written by another process; wait for it, or choose another folder");
        }
    }

    @Test
    void aNewTrainingRemovesTheHeads() throws IOException {
        Path copy = Fixtures.copy(run.path(), dir.resolve("anew"));
        CommandRun.good("train", SharedRun.file().toString(), "--out", copy.toString(), "--epochs", "1");
        assertThat(new RunFolder(copy).hardened().path()).doesNotExist();
        assertThat(new RunFolder(copy).calibrated().path()).doesNotExist();
    }

    @Test
    void aHeadThatWasTrainedOnOtherFacesIsRefused() throws IOException {
        RunFolder copy = new RunFolder(Fixtures.copy(run.path(), dir.resolve("other")));
        Path file = copy.hardened().file(GLASSES);
        NamedTensors there = SafeTensors.read(file);
        NamedTensors.Builder other = NamedTensors.builder();
        there.metadata()
                .forEach((key, value) -> other.metadata(key, key.equals("training-faces") ? "somebody else" : value));
        for (String name : there.names()) {
            other.tensor(
                    name,
                    there.values(name),
                    there.shape(name).stream().mapToInt(Integer::intValue).toArray());
        }
        copy.checksums().write(file, SafeTensors.bytes(other.build()));
        CommandRun refused = defend(copy.path());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.messages())
                .contains("visor: " + file + ": was trained on other faces than the system beside it;"
                        + " delete it to have it trained anew");
    }
}
