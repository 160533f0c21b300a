package dev.visor.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.ExperimentRun;
import dev.visor.api.RunListener;
import dev.visor.cli.CommandRun;
import dev.visor.cli.Fixtures;
import dev.visor.cli.SharedRun;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.device.Compute;
import dev.visor.experiment.Deployment;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.run.Progress;
import dev.visor.setting.Registry;
import dev.visor.store.file.FolderLock;
import dev.visor.store.file.Pictures;
import dev.visor.store.run.KeptCalibration;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A defense of a run that is calibrated once: its heads are trained, its faces lie in a folder beside some other file. */
class CalibrateOnceTest {

    private static final String CALIBRATING = "calibrating the detector: ";

    @TempDir
    static Path dir;

    private static Path faces = Path.of("");
    private static Path picture = Path.of("");
    private static RunFolder run = new RunFolder(Path.of(""));
    private static CommandRun first = new CommandRun(-1, "", "");

    @BeforeAll
    static void calibrate() throws IOException {
        faces = Fixtures.copy(SharedRun.faces(), dir.resolve("faces"));
        run = new RunFolder(Fixtures.copy(SharedRun.whole(), dir.resolve("run")));
        readFacesFrom(faces, run, SharedRun.faces());
        Files.writeString(faces.resolve("readme.txt"), "belongs to nobody");
        picture = pictures(faces).get(0);
        first = defend(run);
    }

    /** Makes a run read its faces from a copy of their folder. */
    private static void readFacesFrom(Path copy, RunFolder folder, Path before) throws IOException {
        Path experiment = folder.path().resolve("experiment.yaml");
        String text = Files.readString(experiment).replace(before.toString(), copy.toString());
        folder.checksums().write(experiment, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Path> pictures(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(file -> file.toString().matches(".*\\.(png|jpg)"))
                    .sorted()
                    .toList();
        }
    }

    private static CommandRun defend(RunFolder folder, String... options) {
        List<String> args = new ArrayList<>(
                List.of("defend", picture.toString(), "--run", folder.path().toString(), "--defense", "hardened"));
        args.addAll(List.of(options));
        return CommandRun.of(args.toArray(String[]::new));
    }

    private static ChainConfig chain(RunFolder folder) throws IOException {
        return folder.readExperiment(Registry.standard()).config().defenses().get("hardened");
    }

    private static Path file(RunFolder folder) throws IOException {
        return folder.calibrated().file(chain(folder), Registry.standard());
    }

    private static RunFolder copy(String name) throws IOException {
        return new RunFolder(Fixtures.copy(run.path(), dir.resolve(name)));
    }

    @Test
    void theFirstCallKeepsItAndLaterCallsReadNoFace() throws IOException {
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.messages())
                .containsExactly(
                        "left out: readme.txt: lies in no person's folder",
                        "calibrated on 6 held-out faces, once; it is kept in " + file(run));
        assertThat(first.err()).contains(CALIBRATING);
        byte[] kept = Files.readAllBytes(file(run));
        CommandRun second = defend(run);
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(second.messages()).isEmpty();
        assertThat(second.err()).doesNotContain(CALIBRATING);
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(file(run)).hasBinaryContent(kept);
    }

    private static List<Decision> decisions(RunFolder folder, boolean anew) throws IOException {
        try (ExperimentRun open = new ExperimentRun(
                folder.path(), Registry.standard(), Compute.threads(2), Progress.silent(), RunListener.NONE)) {
            if (anew) {
                open.calibrate(chain(folder));
            }
            Deployment deployment = open.deploy(chain(folder));
            List<Image> images = open.faces().faces().stream().map(Face::image).toList();
            return deployment.recognizer().decide(images);
        }
    }

    @Test
    void decisionsAreTheSameToTheLastBitWhetherItIsCalibratedOrRead() throws IOException {
        RunFolder anew = copy("bits");
        Files.delete(file(anew));
        List<Decision> calibrated = decisions(anew, true);
        List<Decision> read = decisions(run, false);
        assertThat(file(anew)).hasSameBinaryContentAs(file(run));
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).verdict()).isEqualTo(calibrated.get(i).verdict());
            assertThat(read.get(i).certified()).isEqualTo(calibrated.get(i).certified());
            assertThat(read.get(i).scores().logits())
                    .isEqualTo(calibrated.get(i).scores().logits());
        }
    }

    @Test
    void itCanBeCalibratedWithoutAnImage() throws IOException {
        RunFolder copy = copy("ordered");
        CommandRun calibrated =
                CommandRun.good("defend", "--calibrate", "--run", copy.path().toString(), "--defense", "hardened");
        assertThat(calibrated.err()).contains(CALIBRATING);
        assertThat(calibrated.out())
                .containsPattern("tamper detector +40\\.0 % +\\d/6 = \\d+\\.\\d %")
                .doesNotContain("certified masking");
        assertThat(file(copy)).hasSameBinaryContentAs(file(run));
        CommandRun nothing =
                CommandRun.of("defend", "--calibrate", "--run", copy.path().toString(), "--defense", "saliency-mask");
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.messages()).containsExactly("visor: nothing to calibrate in the chain [saliency mask]");
        CommandRun nobody = CommandRun.of("defend", "--run", copy.path().toString());
        assertThat(nobody.code()).isEqualTo(2);
        assertThat(nobody.messages())
                .containsExactly("visor: no IMAGE to decide about; name one, or calibrate with --calibrate");
    }

    @Test
    void itIsCalibratedAnewIfWhatItRestsOnHasChanged() throws IOException {
        RunFolder copy = copy("changed");
        Path kept = file(copy);
        SortedMap<String, String> other =
                new TreeMap<>(KeptCalibration.read(kept).fingerprints());
        other.put("recognizer", "zz");
        KeptCalibration.of(KeptCalibration.read(kept).calibration(Registry.standard()), other, Registry.standard())
                .write(kept);
        CommandRun again = defend(copy);
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.messages())
                .anyMatch(line -> line.matches("\\Q" + kept + "\\E: is out of date \\(recognizer was zz, is .*\\),"
                        + " so the chain is calibrated anew"))
                .contains("calibrated on 6 held-out faces, once; it is kept in " + kept);
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(kept).hasSameBinaryContentAs(file(run));
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        RunFolder copy = copy("damaged");
        Path kept = file(copy);
        String text = Files.readString(kept);
        for (String damaged : List.of(
                text.substring(0, 99),
                text.replace("\"medians\"", "\"means\""),
                text.replace("\"limit\": [ ", "\"limit\": [ 9"))) {
            Files.writeString(kept, damaged);
            CommandRun refused = defend(copy);
            assertThat(refused.code()).as(refused.err()).isEqualTo(2);
            assertThat(refused.messages())
                    .hasSize(1)
                    .allMatch(line -> line.startsWith("visor: " + kept + ": ")
                            && line.endsWith("; delete it to have the chain calibrated anew"));
        }
    }

    @Test
    void withoutTheRightToWriteItDecidesAllTheSame() throws IOException {
        RunFolder copy = copy("taken");
        Files.delete(file(copy));
        try (FolderLock lock = copy.lock()) {
            CommandRun decided = defend(copy);
            assertThat(decided.code()).as(decided.err()).isZero();
            assertThat(decided.out()).isEqualTo(first.out());
            assertThat(decided.messages())
                    .contains("the calibration is not kept: " + copy.path()
                            + ": is being written by another process; wait for it, or choose another folder");
            assertThat(defend(copy, "--calibrate").code()).isEqualTo(2);
        }
        assertThat(file(copy)).doesNotExist();
    }

    @Test
    void facesThatWereWrittenAnewAreTheSameAndFacesThatHaveChangedAreRefused() throws IOException {
        Path moved = Fixtures.copy(faces, dir.resolve("others"));
        RunFolder copy = copy("moved");
        readFacesFrom(moved, copy, faces);
        Path one = pictures(moved).get(3);
        Files.writeString(moved.resolve(one.getParent()).resolve(".note"), "no picture");
        Image image = Pictures.read(one);
        Pictures.writePng(one, image);
        CommandRun same = defend(copy);
        assertThat(same.code()).as(same.err()).isZero();
        assertThat(same.err()).doesNotContain(CALIBRATING);
        Pictures.writePng(one, image.mirrored());
        CommandRun refused = defend(copy);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.messages())
                .anyMatch(line -> line.startsWith("visor: " + copy.path() + ": was made with other faces: ")
                        && line.contains(one.getFileName() + " has changed"));
    }
}
