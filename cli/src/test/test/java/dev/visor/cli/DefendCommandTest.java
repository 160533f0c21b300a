package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.Accessories;
import dev.visor.accessory.AccessoryFamily;
import dev.visor.defense.DefenseChain;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Occlusions;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Scores;
import dev.visor.run.RunContext;
import dev.visor.store.faces.EmbeddedFaces;
import dev.visor.store.file.FolderLock;
import dev.visor.store.file.Json;
import dev.visor.store.file.Pictures;
import dev.visor.store.run.RecognizerFile;
import dev.visor.store.run.RunFolder;
import dev.visor.store.weights.EmbeddedWeights;
import dev.visor.torch.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recommended defense before the recognizer of a run. */
class DefendCommandTest {

    private static final String FEW =
            "set by 10 held-out faces, which allow a false alarm rate of 9.1 %; 1.0 % takes 99";

    private static final String TRAINING = "training a head with occlusions, which takes place once; it is kept in ";

    /** What the two heads are trained with: of the recognizer, and of whom the detector asks. */
    private static final Occlusions GLASSES = Occlusions.DEFAULT;

    private static final Occlusions OTHERS = GLASSES.withFamilies(List.of(
            AccessoryFamily.HAT_BAND,
            AccessoryFamily.FOREHEAD_STICKER,
            AccessoryFamily.CHEEK_STICKER,
            AccessoryFamily.FACE_MASK));

    @TempDir
    static Path dir;

    private static RunFolder run = new RunFolder(Path.of(""));
    private static CommandRun first = new CommandRun(-1, "", "");

    @BeforeAll
    static void trainAndDefend() throws IOException {
        run = new RunFolder(dir.resolve("run"));
        CommandRun.good("train", "--out", run.path().toString(), "--epochs", "10");
        FaceSet johns = EmbeddedFaces.johns();
        for (int i = 0; i < 10; i++) {
            Pictures.writePng(dir.resolve("pictures/" + i + ".png"), picture(johns, i));
        }
        Files.writeString(dir.resolve("pictures/notes.txt"), "no picture");
        first = defend(run.path(), "--json", dir.resolve("first.json").toString());
    }

    /** Every other one wears something that shows a part of another person's face. */
    private static Image picture(FaceSet faces, int number) {
        Face face = faces.faces().get(5 * number);
        if (number % 2 == 0) {
            return face.image();
        }
        Face other = faces.faces().get((5 * number + 25) % faces.faces().size());
        return Accessories.parse(number < 5 ? "face mask" : "eyeglass frame")
                .wear(face.landmarks(), faces.width(), faces.height())
                .render(face.image(), other.image().values());
    }

    private static CommandRun defend(Path folder, String... options) {
        List<String> args =
                new ArrayList<>(List.of("defend", dir.resolve("pictures").toString()));
        args.addAll(List.of("--out", folder.toString()));
        args.addAll(List.of(options));
        return CommandRun.of(args.toArray(String[]::new));
    }

    @Test
    void tellsWhoItIsWithoutTheDefenseAndWhatItDecides() throws IOException {
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.messages())
                .containsExactly(
                        "left out: " + dir.resolve("pictures/notes.txt") + ": is no JPEG, PNG, BMP or WebP picture",
                        FEW,
                        TRAINING + run.hardened().file(OTHERS),
                        TRAINING + run.hardened().file(GLASSES));
        assertThat(first.err()).contains("training the head: 10/10 in ", "decisions: 10/10 in ");
        assertThat(first.out().lines())
                .hasSize(10)
                .allMatch(line -> line.matches(".*/\\d\\.png: John_\\w+ \\d+\\.\\d % ->"
                        + " (John_\\w+ \\d+\\.\\d %(, certified)?|unknown|tampered)"))
                .anyMatch(line -> line.endsWith(", certified"))
                .anyMatch(line -> line.endsWith("-> tampered"));
        assertThat(Json.readList(dir.resolve("first.json"), PictureDecision.class).stream()
                        .map(PictureDecision::line))
                .isEqualTo(first.out().lines().toList());
        assertThat(Path.of("cleansed")).doesNotExist();
    }

    @Test
    void decidesAsTheLibraryDoesWithAllHeldOutFaces() throws IOException {
        FaceSet johns = EmbeddedFaces.johns();
        FalseAlarmRate rate = new FalseAlarmRate(1.0 / 11);
        List<String> expected = new ArrayList<>();
        try (Engine engine = Engine.start(1)) {
            EnrolledSystem plain = RecognizerFile.read(run.recognizer(), EmbeddedWeights.resnet29(), engine);
            EnrolledSystem hardened = hardened(GLASSES, engine);
            EnrolledSystem witness = hardened(OTHERS, engine);
            List<Face> heldOut = plain.heldOutFaces(johns);
            assertThat(heldOut).hasSize(10);
            DefenseContext context = new DefenseContext(
                    hardened.recognizer(),
                    GLASSES,
                    Map.of(GLASSES, hardened.recognizer(), OTHERS, witness.recognizer()),
                    hardened.cleanMaps(),
                    heldOut.get(0).landmarks(),
                    johns.width(),
                    johns.height(),
                    heldOut.stream().map(Face::image).toList(),
                    RunContext.of(1).derive("defense"));
            DefenseChain chain = DefenseConfig.build(
                    DefenseChain.RECOMMENDED.stream()
                            .map(part -> part.withFalseAlarms(rate))
                            .toList(),
                    context);
            for (int i = 0; i < 10; i++) {
                Path file = dir.resolve("pictures/" + i + ".png");
                Scores before = plain.recognizer().identify(Pictures.read(file));
                Decision after = chain.protect(hardened.recognizer()).decide(Pictures.read(file));
                expected.add(PictureDecision.of(file, before, after).line());
            }
            close(plain);
            close(hardened);
            close(witness);
        }
        assertThat(first.out().lines()).isEqualTo(expected);
    }

    private static EnrolledSystem hardened(Occlusions occlusions, Engine engine) throws IOException {
        return RecognizerFile.read(run.hardened().file(occlusions), EmbeddedWeights.resnet29(), engine);
    }

    private static void close(EnrolledSystem system) {
        system.recognizer().close();
        system.recognizer().backbone().close();
    }

    @Test
    void theHeadsAreTrainedOnceAndReadingThemTakesNoLock() throws IOException {
        Path copy = Fixtures.copy(run.path(), dir.resolve("trained"));
        try (FolderLock lock = new RunFolder(copy).lock()) {
            CommandRun again = defend(copy, "--threads", "1");
            assertThat(again.code()).as(again.err()).isZero();
            assertThat(again.out()).isEqualTo(first.out());
            assertThat(again.err()).doesNotContain("training");
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
        assertThat(loose.messages()).hasSize(1);
        assertThat(loose.out().lines().filter(line -> line.endsWith("tampered")))
                .hasSizeGreaterThanOrEqualTo((int) first.out()
                        .lines()
                        .filter(line -> line.endsWith("tampered"))
                        .count());
        Path copy = untrained("refused");
        CommandRun strict = defend(copy, "--false-alarms", "0.05");
        assertThat(strict.code()).isEqualTo(2);
        assertThat(strict.messages())
                .hasSize(2)
                .contains(
                        "visor: illegal number of clean faces for a false alarm rate of 0.05: 10, must be at least 19");
        assertThat(new RunFolder(copy).hardened().path()).doesNotExist();
    }

    @Test
    void twoProcessesDoNotTrainAtOnce() throws IOException {
        Path copy = untrained("locked");
        try (FolderLock lock = new RunFolder(copy).lock()) {
            CommandRun second = defend(copy);
            assertThat(second.code()).isEqualTo(2);
            assertThat(second.err())
                    .isEqualTo("visor: " + copy + ": is being written by another process; wait for it, or choose"
                            + " another --out" + System.lineSeparator());
        }
    }

    private static Path untrained(String name) throws IOException {
        Path copy = Fixtures.copy(run.path(), dir.resolve(name));
        for (Occlusions occlusions : List.of(GLASSES, OTHERS)) {
            Files.delete(new RunFolder(copy).hardened().file(occlusions));
        }
        Files.delete(new RunFolder(copy).hardened().path());
        return copy;
    }

    @Test
    void aNewTrainingRemovesTheHeads() throws IOException {
        Path copy = Fixtures.copy(run.path(), dir.resolve("anew"));
        Path faces = Fixtures.faces(dir.resolve("faces"));
        CommandRun.good("train", "--out", copy.toString(), "--faces", faces.toString(), "--epochs", "1");
        assertThat(new RunFolder(copy).hardened().path()).doesNotExist();
    }

    @Test
    void aHeadThatWasTrainedOnOtherFacesIsRefused() throws IOException {
        RunFolder copy = new RunFolder(Fixtures.copy(run.path(), dir.resolve("other")));
        try (Engine engine = Engine.start(1)) {
            EnrolledSystem hardened = hardened(GLASSES, engine);
            RecognizerFile.write(
                    copy.hardened().file(GLASSES),
                    new EnrolledSystem(hardened.recognizer(), hardened.cleanMaps(), Set.of("somebody else")));
            close(hardened);
        }
        CommandRun refused = defend(copy.path());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.messages())
                .contains("visor: " + copy.hardened().file(GLASSES)
                        + ": was trained on other faces than the recognizer beside it;"
                        + " delete it to have it trained anew");
    }
}
