package dev.visor.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.experiment.cost.StageTime;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.image.PictureException;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.experiment.ExperimentFileException;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.FolderLock;
import dev.visor.store.run.RunFolder.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    private static final Registry REGISTRY = Registry.standard();

    private static final RunRecord RUN =
            new RunRecord(RunRecord.VERSION, "00", new TreeMap<>(), List.of("amd64"), RunResultsTest.DATA);

    /** Everything that a run with adaptive attackers can hold, and what somebody else put beside it. */
    private static final List<String> PRODUCTS = List.of(
            "attacks/adaptive/hat band/none/A1.png",
            "attacks/adaptive/hat band/none/attacks.json",
            "attacks/unaware/hat band/A1.png",
            "attacks/unaware/hat band/attacks.json",
            "attacks/unaware/hat band/journal.jsonl",
            "experiment.yaml",
            "faces.sha256",
            "hardened/glasses.safetensors",
            "journal.jsonl",
            "notes/mine.txt",
            "pictures/tuned/p.png",
            "recognizer.safetensors",
            "report.html",
            "results.json",
            "run.json",
            "times.json",
            "training.json",
            "tuning-attacks/t.png",
            "tuning.json");

    @TempDir
    Path temporary;

    @Test
    void clearsAStageAndAllLaterOnesAndNothingElse() throws IOException {
        assertThat(leftAfterClearing(Stage.REPORT)).isEqualTo(without("report.html"));
        String[] evaluation = {
            "report.html",
            "results.json",
            "pictures/tuned/p.png",
            "journal.jsonl",
            "attacks/adaptive/hat band/none/A1.png",
            "attacks/adaptive/hat band/none/attacks.json"
        };
        assertThat(leftAfterClearing(Stage.EVALUATE)).isEqualTo(without(evaluation));
        assertThat(leftAfterClearing(Stage.TUNE)).isEqualTo(without(with(evaluation, "tuning.json")));
        assertThat(leftAfterClearing(Stage.ATTACK))
                .containsExactly(
                        "experiment.yaml",
                        "faces.sha256",
                        "hardened/glasses.safetensors",
                        "notes/mine.txt",
                        "recognizer.safetensors",
                        "run.json",
                        "times.json",
                        "training.json");
        assertThat(leftAfterClearing(Stage.TRAIN)).containsExactly("notes/mine.txt");
    }

    @Test
    void clearsWhatIsNotThere() {
        RunFolder run = new RunFolder(temporary.resolve("none"));
        assertThatCode(() -> run.clearFrom(Stage.TRAIN)).doesNotThrowAnyException();
        assertThat(run.path()).doesNotExist();
    }

    @Test
    void clearingRemovesALinkButNotWhatItLeadsTo() throws IOException {
        Path outside = Files.createDirectories(temporary.resolve("outside/defense"));
        Path kept = Files.writeString(outside.resolve("kept"), "x");
        RunFolder run = new RunFolder(Files.createDirectory(temporary.resolve("run")));
        Files.createSymbolicLink(run.pictures(), outside);
        Files.createDirectories(run.path().resolve("attacks/a"));
        Files.createSymbolicLink(run.attacks("a", "hat band"), outside.getParent());
        run.clearFrom(Stage.EVALUATE);
        assertThat(kept).exists();
        assertThat(Files.isSymbolicLink(run.pictures())).isFalse();
        run.clearFrom(Stage.ATTACK);
        assertThat(kept).exists();
        assertThat(run.path().resolve("attacks")).doesNotExist();
    }

    @Test
    void aNewAnEmptyAndAnOldRunFolderCanBeWritten() throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("a/b/run"));
        assertThatCode(run::checkWritable).doesNotThrowAnyException();
        assertThat(temporary.resolve("a")).doesNotExist();
        Files.createDirectories(run.path());
        assertThatCode(run::checkWritable).doesNotThrowAnyException();
        run.writeRun(RUN);
        Files.writeString(run.path().resolve("other"), "x");
        assertThatCode(run::checkWritable).doesNotThrowAnyException();
        assertThat(run.readRun()).isEqualTo(RUN);
    }

    @Test
    void aFileCannotBeWritten() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "x");
        for (Path folder : List.of(file, file.resolve("run"), file.resolve("a/b"))) {
            RunFolder run = new RunFolder(folder);
            assertBad(run::checkWritable, folder + ": can't be a folder, because " + file + " is a file");
        }
    }

    @Test
    void aFolderWithSomethingElseCannotBeWritten() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("photos"));
        Files.writeString(folder.resolve("1.jpg"), "x");
        RunFolder run = new RunFolder(folder);
        assertBad(
                run::checkWritable, folder + ": holds something else than a run of visor, must be new, empty or a run");
        for (String other : List.of("{\"run\": \"of another program\"}", "x", "", "{\"version\": 4}")) {
            Files.writeString(folder.resolve("run.json"), other);
            assertThatThrownBy(run::checkWritable)
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageStartingWith(folder.resolve("run.json") + ": line 1")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void runsOfVersion01AreRefused() throws IOException {
        Path gauntlet = Files.createDirectory(temporary.resolve("gauntlet"));
        Files.writeString(gauntlet.resolve("gauntlet.yaml"), "data: {faces: embedded}");
        Files.writeString(gauntlet.resolve("results.json"), "{}");
        Path run = Files.createDirectory(temporary.resolve("old run"));
        Files.writeString(run.resolve("experiment.yaml"), "data: {faces: embedded}");
        Files.writeString(run.resolve("training.json"), "{}");
        Files.writeString(run.resolve("results.json"), "{}");
        Files.writeString(run.resolve("run.json"), "{\n  \"weightsSha256\": \"00\",\n  \"versions\": {}\n}\n");
        for (Path folder : List.of(gauntlet, run)) {
            RunFolder old = new RunFolder(folder);
            String message = folder + ": is a run of Visor 0.1, which this version can't read; run its experiment again"
                    + " in another folder";
            assertBad(old::checkWritable, message);
            assertBad(old::readRun, message);
            assertBad(() -> old.readExperiment(REGISTRY), message);
            assertBad(() -> old.readResults(REGISTRY), message);
        }
    }

    @Test
    void aRunOfAnotherVersionIsRefused() throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("run"));
        run.writeRun(RUN);
        Path file = run.path().resolve("run.json");
        String written = Files.readString(file);
        for (int form : new int[] {RunRecord.VERSION - 1, RunRecord.VERSION + 1}) {
            Files.writeString(file, written.replace("\"version\": " + RunRecord.VERSION, "\"version\": " + form));
            assertBad(
                    run::readRun,
                    run.path() + ": is a run of another version of Visor (form " + form + " of a run, must be "
                            + RunRecord.VERSION
                            + "), which this version can't read; run its experiment again in another"
                            + " folder");
        }
    }

    @Test
    void readsAPictureOfTheRunHoweverTheFolderIsWritten() throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("x/.././run"));
        Files.createDirectory(temporary.resolve("x"));
        byte[] picture = PictureCodec.encodePng(Image.filled(9, 8, new Color(1, 0, 0)));
        run.checksums().write(temporary.resolve("run/pictures/tuned/p.png"), picture);
        assertThat(run.readPicture("tuned/p.png")).isEqualTo(picture);
    }

    @Test
    void namesADamagedPictureOfTheRun() throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("run"));
        Files.createDirectories(run.pictures());
        Path file = run.pictures().resolve("p.png");
        byte[] picture = PictureCodec.encodePng(Image.filled(9, 8, new Color(1, 0, 0)));
        for (int at = 0; at < picture.length; at++) {
            byte[] flipped = picture.clone();
            flipped[at] ^= 4;
            Files.write(file, flipped);
            assertThatThrownBy(() -> run.readPicture("p.png"))
                    .as("byte %d", at)
                    .isInstanceOf(PictureException.class)
                    .hasMessageStartingWith(file + ": is ");
        }
        Files.write(file, new byte[] {'B', 'M'});
        assertThatThrownBy(() -> run.readPicture("p.png")).hasMessage(file + ": is no JPEG, PNG, BMP or WebP picture");
    }

    @Test
    void readsNoPictureOutsideTheRun() throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("run"));
        Path secret = Files.writeString(temporary.resolve("secret"), "x");
        Files.createDirectories(run.pictures());
        for (String name : List.of("../../secret", "tuned/../../../secret", secret.toString())) {
            assertBad(() -> run.readPicture(name), run.results() + ": names a picture outside the run: " + name);
        }
    }

    @Test
    void aMissingStageNamesTheCommandThatWritesIt() throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("run"));
        assertBad(
                () -> run.readExperiment(REGISTRY),
                run.path().resolve("experiment.yaml") + ": is not there; 'visor train' writes it");
        assertBad(run::readRun, run.path().resolve("run.json") + ": is not there; 'visor train' writes it");
        assertBad(run::readTraining, run.path().resolve("training.json") + ": is not there; 'visor train' writes it");
        assertBad(() -> run.readResults(REGISTRY), run.results() + ": is not there; 'visor evaluate' writes it");
        assertThat(run.readTuning(REGISTRY)).isEmpty();
    }

    @Test
    void bringsBackTheExperiment() throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("run"));
        ExperimentFile experiment = ExperimentFile.demo(List.of("seed=3"), REGISTRY);
        run.writeExperiment(experiment, REGISTRY);
        assertThat(run.readExperiment(REGISTRY)).isEqualTo(experiment);
        assertThat(run.readExperiment(List.of("seed=4"), REGISTRY).seed()).isEqualTo(4);
        assertThatThrownBy(() -> run.readExperiment(List.of("seed=x"), REGISTRY))
                .isInstanceOf(ExperimentFileException.class)
                .hasMessage("--set seed: \"x\", must be a whole number");
    }

    @Test
    void attacksOfThoseWhoAdaptLieBelowTheirDefense() {
        RunFolder run = new RunFolder(Path.of("g"));
        assertThat(run.attacks("unaware", "hat band")).isEqualTo(Path.of("g", "attacks", "unaware", "hat band"));
        assertThat(run.attacks("adaptive", "hat band", "a mask"))
                .isEqualTo(Path.of("g", "attacks", "adaptive", "hat band", "a mask"));
    }

    @Test
    void oneProcessAtATimeMayWrite() throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("run"));
        try (FolderLock lock = run.lock()) {
            assertBad(
                    run::lock,
                    run.path() + ": is being written by another process; wait for it, or choose another folder");
            assertThatCode(run::checkWritable).doesNotThrowAnyException();
        }
        assertThat(run.path()).doesNotExist();
        Files.createDirectory(run.path());
        run.lock().close();
        assertThat(run.path()).isEmptyDirectory();
    }

    @Test
    void aNewWriterCutsOffWhatAKilledOneLeftHalfWritten() throws IOException {
        RunFolder run = new RunFolder(Files.createDirectory(temporary.resolve("run")));
        Path draft = run.path().resolve(".times.json.01234567-89ab-cdef-0123-456789abcdef.tmp");
        Files.writeString(draft, "half");
        Path other = Files.writeString(run.path().resolve(".hidden.tmp"), "somebody else's");
        run.lock().close();
        assertThat(draft).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void keepsOneTimePerStage() throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("run"));
        assertThat(run.readTimes()).isEmpty();
        run.addTime(new StageTime("training", 3));
        run.addTime(new StageTime("attacks", 4));
        run.addTime(new StageTime("training", 5));
        assertThat(run.readTimes()).containsExactly(new StageTime("attacks", 4), new StageTime("training", 5));
    }

    private List<String> leftAfterClearing(Stage stage) throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("run-" + stage));
        for (String product : PRODUCTS) {
            AtomicFile.write(run.path().resolve(product), new byte[1]);
        }
        run.clearFrom(stage);
        try (Stream<Path> files = Files.walk(run.path())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> run.path().relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static String[] with(String[] some, String... others) {
        return Stream.concat(Stream.of(some), Stream.of(others)).toArray(String[]::new);
    }

    private static List<String> without(String... cleared) {
        List<String> gone = List.of(cleared);
        return PRODUCTS.stream().filter(product -> !gone.contains(product)).toList();
    }

    private static void assertBad(ThrowingCallable work, String message) {
        assertThatThrownBy(work).isInstanceOf(IOException.class).hasMessage(message);
    }
}
