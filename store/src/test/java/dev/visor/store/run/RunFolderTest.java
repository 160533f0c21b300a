package dev.visor.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.experiment.DataSummary;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.StageTime;
import dev.visor.store.experiment.BackboneSource;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.experiment.FaceSource;
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

    private static final RunRecord RUN = new RunRecord(
            "00", new TreeMap<>(), new DataSummary("name", 150, 150, "dlib", new TreeMap<>(), 1, 1, List.of()));

    private static final List<String> PRODUCTS = List.of(
            "attacks/a.png",
            "experiment.yaml",
            "hardened/glasses.safetensors",
            "pictures/tuned/p.png",
            "recognizer.safetensors",
            "report.html",
            "results.json",
            "run.json",
            "training.json",
            "tuning-attacks/t.png",
            "tuning-journal.jsonl",
            "tuning.json");

    @TempDir
    Path temporary;

    @Test
    void clearsAStageAndAllLaterOnes() throws IOException {
        assertThat(leftAfterClearing(Stage.REPORT)).isEqualTo(without("report.html"));
        assertThat(leftAfterClearing(Stage.EVALUATE))
                .isEqualTo(without("report.html", "results.json", "pictures/tuned/p.png"));
        assertThat(leftAfterClearing(Stage.TUNE))
                .isEqualTo(without(
                        "report.html", "results.json", "pictures/tuned/p.png", "tuning.json", "tuning-journal.jsonl"));
        assertThat(leftAfterClearing(Stage.ATTACK))
                .containsExactly(
                        "experiment.yaml",
                        "hardened/glasses.safetensors",
                        "recognizer.safetensors",
                        "run.json",
                        "training.json");
        assertThat(leftAfterClearing(Stage.TRAIN)).isEmpty();
    }

    @Test
    void clearsWhatIsNotThere() {
        RunFolder run = new RunFolder(temporary.resolve("none"));
        assertThatCode(() -> run.clearFrom(Stage.TRAIN)).doesNotThrowAnyException();
        assertThat(run.path()).doesNotExist();
    }

    @Test
    void clearingRemovesALinkButNotWhatItLeadsTo() throws IOException {
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Path kept = Files.writeString(outside.resolve("kept"), "x");
        RunFolder run = new RunFolder(Files.createDirectory(temporary.resolve("run")));
        Files.createSymbolicLink(run.pictures(), outside);
        run.clearFrom(Stage.EVALUATE);
        assertThat(kept).exists();
        assertThat(Files.isSymbolicLink(run.pictures())).isFalse();
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
        Files.writeString(folder.resolve("run.json"), "{\"run\": \"of another program\"}");
        assertThatThrownBy(run::checkWritable)
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith(folder.resolve("run.json") + ": line 1");
    }

    @Test
    void readsAPictureOfTheRunHoweverTheFolderIsWritten() throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("x/.././run"));
        Files.createDirectories(temporary.resolve("run/pictures/tuned"));
        Files.createDirectory(temporary.resolve("x"));
        Files.writeString(temporary.resolve("run/pictures/tuned/p.png"), "picture");
        assertThat(run.readPicture("tuned/p.png")).asString().isEqualTo("picture");
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
    void aMissingStageNamesTheCommandThatWritesIt() {
        RunFolder run = new RunFolder(temporary.resolve("run"));
        assertBad(run::readRun, run.path().resolve("run.json") + ": is not there; 'visor train' writes it");
        assertBad(run::readTraining, run.path().resolve("training.json") + ": is not there; 'visor train' writes it");
        assertBad(run::readResults, run.results() + ": is not there; 'visor evaluate' writes it");
    }

    @Test
    void bringsBackTheExperiment() throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("run"));
        ExperimentFile experiment =
                ExperimentFile.of(3, FaceSource.EMBEDDED, BackboneSource.EMBEDDED, ExperimentConfig.DEFAULT);
        run.writeExperiment(experiment);
        assertThat(run.readExperiment()).isEqualTo(experiment);
    }

    @Test
    void oneProcessAtATimeMayWrite() throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("run"));
        try (FolderLock lock = run.lock()) {
            assertBad(
                    run::lock,
                    run.path() + ": is being written by another process; wait for it, or choose another --out");
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

    private static List<String> without(String... cleared) {
        List<String> gone = List.of(cleared);
        return PRODUCTS.stream().filter(product -> !gone.contains(product)).toList();
    }

    private static void assertBad(ThrowingCallable work, String message) {
        assertThatThrownBy(work).isInstanceOf(IOException.class).hasMessage(message);
    }
}
