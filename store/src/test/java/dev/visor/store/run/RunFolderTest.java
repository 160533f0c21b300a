package dev.visor.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.attack.GradientCheck;
import dev.visor.evaluation.Answer;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.CleanResult;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.GoodnessScore;
import dev.visor.evaluation.Outcome;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.Rates;
import dev.visor.experiment.DataSummary;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.Provenance;
import dev.visor.experiment.StageTime;
import dev.visor.experiment.TrainingSummary;
import dev.visor.face.Identity;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.ConfusionMatrix;
import dev.visor.recognition.Verdict;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.experiment.ExperimentFileException;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.FolderLock;
import dev.visor.store.file.JournalFile;
import dev.visor.store.run.RunFolder.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    private static final Registry REGISTRY = Registry.standard();

    private static final DataSummary DATA = new DataSummary(
            "name", 150, 150, "dlib", new TreeMap<>(Map.of(new Identity("Al"), 3)), 2, 1, 1, 0, List.of("left out"));

    private static final RunRecord RUN = new RunRecord(RunRecord.VERSION, "00", new TreeMap<>(), DATA);

    private static final CleanResult CLEAN = new CleanResult(
            new Rate(3, 4),
            new Rate(0, 4),
            new Rate(1, 4),
            new Rate(2, 4),
            Set.of("b", "a"),
            List.of(new Rate(3, 4), new Rate(0, 4)),
            0.1 + 0.2,
            1 / 3.0,
            0.1);

    private static final Cell CELL = new Cell(
            "an attacker",
            "hat band",
            new Rate(1, 3),
            new Rate(1, 3),
            new Rate(0, 3),
            new Rate(1, 3),
            new Rate(0, 0),
            List.of(0, 7),
            300,
            new GradientCheck(3, 1, 0),
            List.of(new Rates(0.8, new Rate(1, 4), new Rate(1, 3), new Rate(0, 3), new Rate(1, 3))),
            new GoodnessScore(1 / 7.0, Double.MIN_VALUE, 0.3),
            List.of(new Outcome("a1", answer(1 / 3.0), answer(1e-17), 2 / 3.0, null)));

    private static final Cell BLIND = new Cell(
            "blind",
            "hat band",
            new Rate(0, 3),
            new Rate(3, 3),
            new Rate(0, 3),
            new Rate(0, 3),
            null,
            List.of(),
            1000,
            null,
            List.of(),
            new GoodnessScore(1, 0, 0),
            List.of());

    /** Everything that a run with adaptive attackers can hold, and what somebody else put beside it. */
    private static final List<String> PRODUCTS = List.of(
            "attacks/adaptive/hat band/none/A1.png",
            "attacks/adaptive/hat band/none/attacks.json",
            "attacks/unaware/hat band/A1.png",
            "attacks/unaware/hat band/attacks.json",
            "attacks/unaware/hat band/journal.jsonl",
            "experiment.yaml",
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

    private static Answer answer(double confidence) {
        return new Answer(Verdict.PERSON, new Identity("Al"), confidence, confidence, 0, false);
    }

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
        for (String other : List.of("{\"run\": \"of another program\"}", "x", "", "{\"version\": 3}")) {
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
    void aRunOfALaterVersionIsRefused() throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("run"));
        run.writeRun(RUN);
        Path file = run.path().resolve("run.json");
        Files.writeString(file, Files.readString(file).replace("\"version\": 2", "\"version\": 3"));
        assertThatThrownBy(run::readRun)
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith(file + ": line ")
                .hasMessageContaining("illegal version of a run folder: 3, must be 2");
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
    void bringsBackTrainingAndResults() throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("run"));
        List<Identity> people = List.of(new Identity("Al"), new Identity("Bo"));
        TrainingSummary training = new TrainingSummary(
                List.of(),
                new Rate(4, 4),
                new Rate(1, 2),
                new ConfusionMatrix(people, List.of(List.of(1, 0), List.of(1, 0))));
        assertThat(run.isTrained()).isFalse();
        run.writeTraining(training);
        assertThat(run.isTrained()).isTrue();
        assertThat(run.readTraining()).isEqualTo(training);
        ExperimentResults results = new ExperimentResults(
                ExperimentResults.VERSION,
                new Provenance("t", 1, "resnet29", "00", new TreeMap<>(), new TreeMap<>(Map.of("a", "b"))),
                DATA,
                training,
                new Rate(4, 5),
                List.of(),
                List.of("hat band"),
                List.of(),
                null,
                List.of(new DefenseResult("none", List.of("rejection below 0.8"), CLEAN, List.of(CELL, BLIND))),
                List.of(),
                List.of());
        assertThat(run.isEvaluated()).isFalse();
        run.writeResults(results, Map.of("a/b.png", Image.filled(2, 3, new Color(1, 0, 0))), REGISTRY);
        assertThat(run.isEvaluated()).isTrue();
        assertThat(run.readResults(REGISTRY)).isEqualTo(results);
        assertThat(run.readPicture("a/b.png")).startsWith((byte) 0x89, 'P', 'N', 'G');
        byte[] first = Files.readAllBytes(run.results());
        run.writeResults(run.readResults(REGISTRY), Map.of(), REGISTRY);
        assertThat(run.results()).hasBinaryContent(first);
    }

    @Test
    void theJournalBringsBackCleanResultsAndCellsToTheLastBit() throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("g"));
        try (JournalFile journal = run.openJournal()) {
            assertThat(run.clean(journal, "none")).isEmpty();
            run.keep(journal, "none", CLEAN);
            run.keep(journal, "none", CELL);
            run.keep(journal, "a mask", BLIND);
        }
        try (JournalFile journal = run.openJournal()) {
            assertThat(run.clean(journal, "none")).contains(CLEAN);
            assertThat(run.cell(journal, "none", "an attacker", "hat band")).contains(CELL);
            assertThat(run.cell(journal, "a mask", "blind", "hat band")).contains(BLIND);
            assertThat(run.cell(journal, "none", "blind", "hat band")).isEmpty();
            assertThat(run.cell(journal, "none", "an attacker", "rectangle")).isEmpty();
            assertThat(run.clean(journal, "a mask")).isEmpty();
        }
    }

    @Test
    void aTornLineIsAsIfItHadNotBeenWritten() throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("g"));
        try (JournalFile journal = run.openJournal()) {
            run.keep(journal, "none", CLEAN);
        }
        Path file = temporary.resolve("g/journal.jsonl");
        Files.writeString(file, "{\"piece\": \"cell/none/an att", StandardOpenOption.APPEND);
        try (JournalFile journal = run.openJournal()) {
            assertThat(run.clean(journal, "none")).contains(CLEAN);
            run.keep(journal, "none", CELL);
        }
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void aDamagedPieceIsNamed() throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("g"));
        Path file = Files.createDirectories(run.path()).resolve("journal.jsonl");
        Files.writeString(file, "{\"piece\": \"clean faces/none\", \"result\": \"{}\"}\n");
        try (JournalFile journal = run.openJournal()) {
            assertThatThrownBy(() -> run.clean(journal, "none"))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageStartingWith(file + ", clean faces/none: line 1");
        }
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
