package dev.visor.store.run;

import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.StageTime;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.setting.Registry;
import dev.visor.store.MutatedFiles;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.JournalFile;
import dev.visor.store.tensors.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a run. */
class MutatedRunTest {

    private static final Registry REGISTRY = Registry.standard();

    @TempDir
    Path folder;

    private RunFolder run = new RunFolder(Path.of("run"));

    @BeforeEach
    void makeFolder() throws IOException {
        run = new RunFolder(Files.createDirectory(folder.resolve("run")));
    }

    @Test
    void readsOrRefusesExperiments() throws Exception {
        run.writeExperiment(ExperimentFile.demo(List.of(), REGISTRY), REGISTRY);
        MutatedFiles.check(
                folder.resolve("run/experiment.yaml"),
                path -> run.readExperiment(REGISTRY).settings(REGISTRY));
    }

    @Test
    void readsOrRefusesResults() throws Exception {
        run.writeResults(RunResultsTest.results(), Map.of(), REGISTRY);
        MutatedFiles.check(run.results(), path -> run.readResults(REGISTRY));
    }

    @Test
    void readsOrRefusesRecords() throws Exception {
        run.writeRun(new RunRecord(
                RunRecord.VERSION, "00", new TreeMap<>(Map.of("a", "b")), List.of("x"), RunResultsTest.DATA));
        MutatedFiles.check(folder.resolve("run/run.json"), path -> run.readRun());
        run.addTime(new StageTime("train", 2.5));
        MutatedFiles.check(folder.resolve("run/times.json"), path -> run.readTimes());
    }

    /** A line that is torn at the end is cut off, which changes the file and not what it says. */
    @Test
    void readsOrRefusesJournals() throws Exception {
        try (JournalFile journal = run.openJournal()) {
            RunResultsTest.keepAll(run, journal);
        }
        MutatedFiles.check(folder.resolve("run/journal.jsonl"), path -> {
            try (JournalFile journal = run.openJournal()) {
                List<Object> all = new ArrayList<>();
                all.add(run.clean(journal, "none"));
                all.add(run.cell(journal, "none", "an attacker", "hat band"));
                all.add(run.cell(journal, "a mask", "blind", "hat band"));
                return all;
            }
        });
    }

    @Test
    void refusesEveryDamagedPictureOfTheReport() throws Exception {
        run.writeResults(RunResultsTest.results(), Map.of("a.png", Image.filled(20, 30, new Color(1, 0, 0))), REGISTRY);
        MutatedFiles.checkWithChecksums(
                run.pictures().resolve("a.png"), path -> List.of(Image.CHANNELS, run.readPicture("a.png")[1]));
    }

    @Test
    void readsOrRefusesHeads() throws Exception {
        SafeTensors.write(run.recognizer(), SmallSystem.FACTORY.write(SmallSystem.SYSTEM));
        MutatedFiles.check(run.recognizer(), MutatedRunTest::head);
    }

    /** As the front door reads it. */
    private static Object head(Path path) throws IOException {
        try {
            EnrolledSystem system = SmallSystem.FACTORY.read(SafeTensors.read(path));
            return system.recognizer().gallery() + " " + system.trainingIds();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DamagedFileException(path.toString(), String.valueOf(e.getMessage()), e);
        }
    }
}
