package dev.visor.store.run;

import static org.assertj.core.api.Assertions.assertThat;
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
import dev.visor.experiment.TrainingSummary;
import dev.visor.face.Identity;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.ConfusionMatrix;
import dev.visor.recognition.Verdict;
import dev.visor.setting.Registry;
import dev.visor.store.file.DamagedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run keeps of its results: training and results of a finished run, and the journal of one that goes on. */
class RunResultsTest {

    private static final Registry REGISTRY = Registry.standard();

    static final DataSummary DATA = new DataSummary(
            "name",
            150,
            150,
            "dlib",
            new TreeMap<>(Map.of(new Identity("Al"), 3)),
            2,
            1,
            1,
            0,
            List.of("left out"),
            null);

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
            List.of(new Outcome("a1", answer(1 / 3.0), answer(1e-17), 2 / 3.0, null, null)),
            null,
            null);

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
            List.of(),
            null,
            null);

    @TempDir
    Path temporary;

    private static Answer answer(double confidence) {
        return new Answer(Verdict.PERSON, new Identity("Al"), confidence, confidence, 0, false);
    }

    /** Returns the results of a small run. */
    static ExperimentResults results() {
        List<Identity> people = List.of(new Identity("Al"), new Identity("Bo"));
        TrainingSummary training = new TrainingSummary(
                List.of(), new Rate(4, 4), new Rate(1, 2), ConfusionMatrix.of(people, new int[] {0, 1}, new int[] {0, 0
                }));
        return new ExperimentResults(
                ExperimentResults.VERSION,
                new Provenance("t", 1, "resnet29", "00", new TreeMap<>(), List.of(), new TreeMap<>(Map.of("a", "b"))),
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
    }

    /** Keeps three results of a run. */
    static void keepAll(RunJournal journal) {
        journal.keep("none", CLEAN);
        journal.keep("none", CELL);
        journal.keep("a mask", BLIND);
    }

    @Test
    void bringsBackTrainingAndResults() throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("run"));
        TrainingSummary training = results().training();
        assertThat(run.isTrained()).isFalse();
        run.writeTraining(training);
        assertThat(run.isTrained()).isTrue();
        assertThat(run.readTraining()).isEqualTo(training);
        ExperimentResults results = results();
        assertThat(run.isEvaluated()).isFalse();
        run.writeResults(results, Map.of("a/b.png", Image.filled(2, 3, new Color(1, 0, 0))), REGISTRY);
        assertThat(run.isEvaluated()).isTrue();
        assertThat(run.readResults(REGISTRY)).isEqualTo(results);
        assertThat(run.readPicture("a/b.png")).startsWith((byte) 0x89, 'P', 'N', 'G');
        byte[] first = Files.readAllBytes(run.results());
        run.writeResults(run.readResults(REGISTRY), Map.of(), REGISTRY);
        assertThat(run.results()).hasBinaryContent(first);
        Files.writeString(run.results(), Files.readString(run.results()).replace("\"hits\": 3", "\"hits\": 2"));
        assertThatThrownBy(() -> run.readResults(REGISTRY))
                .isInstanceOf(DamagedFileException.class)
                .hasMessage(run.results() + ": is not what the run wrote: its SHA-256 is not that in "
                        + run.path().resolve("checksums.sha256"));
    }

    @Test
    void theJournalBringsBackCleanResultsAndCellsToTheLastBit() throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("g"));
        try (RunJournal journal = run.openJournal()) {
            assertThat(journal.clean("none")).isEmpty();
            keepAll(journal);
        }
        try (RunJournal journal = run.openJournal()) {
            assertThat(journal.clean("none")).contains(CLEAN);
            assertThat(journal.cell("none", "an attacker", "hat band")).contains(CELL);
            assertThat(journal.cell("a mask", "blind", "hat band")).contains(BLIND);
            assertThat(journal.cell("none", "blind", "hat band")).isEmpty();
            assertThat(journal.cell("none", "an attacker", "rectangle")).isEmpty();
            assertThat(journal.clean("a mask")).isEmpty();
        }
    }

    @Test
    void aTornLineIsAsIfItHadNotBeenWritten() throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("g"));
        try (RunJournal journal = run.openJournal()) {
            journal.keep("none", CLEAN);
        }
        Path file = temporary.resolve("g/journal.jsonl");
        Files.writeString(file, "{\"piece\": \"cell/none/an att", StandardOpenOption.APPEND);
        try (RunJournal journal = run.openJournal()) {
            assertThat(journal.clean("none")).contains(CLEAN);
            journal.keep("none", CELL);
        }
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void aDamagedPieceIsNamed() throws IOException {
        RunFolder run = new RunFolder(temporary.resolve("g"));
        Path file = run.path().resolve("journal.jsonl");
        try (RunJournal journal = run.openJournal()) {
            journal.pieces().keep("clean faces/none", "{}");
        }
        try (RunJournal journal = run.openJournal()) {
            assertThatThrownBy(() -> journal.clean("none"))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageStartingWith(file + ", clean faces/none: line 1");
        }
    }
}
