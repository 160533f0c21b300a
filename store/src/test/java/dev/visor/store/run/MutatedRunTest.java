package dev.visor.store.run;

import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.cost.StageTime;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.setting.Registry;
import dev.visor.store.MutatedFiles;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.Json;
import dev.visor.store.file.Sha256Sums;
import dev.visor.store.tensors.SafeTensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
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
        try (RunJournal journal = run.openJournal()) {
            RunResultsTest.keepAll(journal);
        }
        MutatedFiles.check(folder.resolve("run/journal.jsonl"), path -> {
            try (RunJournal journal = run.openJournal()) {
                List<Object> all = new ArrayList<>();
                all.add(journal.clean("none"));
                all.add(journal.cell("none", "an attacker", "hat band"));
                all.add(journal.cell("a mask", "blind", "hat band"));
                return all;
            }
        });
    }

    /** Sums refuse a changed file before it is parsed, so here the sums are those of the changed file. */
    @Test
    void readsOrRefusesWhatHasTheRightSum() throws Exception {
        run.writeExperiment(ExperimentFile.demo(List.of(), REGISTRY), REGISTRY);
        checkWithRightSum("experiment.yaml", () -> run.readExperiment(REGISTRY).settings(REGISTRY));
        run.writeResults(RunResultsTest.results(), Map.of(), REGISTRY);
        checkWithRightSum("results.json", () -> run.readResults(REGISTRY));
        run.writeRun(new RunRecord(
                RunRecord.VERSION, "00", new TreeMap<>(Map.of("a", "b")), List.of("x"), RunResultsTest.DATA));
        checkWithRightSum("run.json", run::readRun);
        run.writeTraining(RunResultsTest.results().training());
        checkWithRightSum("training.json", run::readTraining);
        run.writeFaces(new Sha256Sums(new TreeMap<>(Map.of("Al/1.png", "0".repeat(64)))));
        checkWithRightSum("faces.sha256", run::readFaces);
    }

    private void checkWithRightSum(String name, Callable<Object> reader) throws Exception {
        Path file = run.path().resolve(name);
        Path seed = Files.copy(file, folder.resolve("seed-" + name));
        MutatedFiles.check(seed, changed -> {
            run.checksums().write(file, Files.readAllBytes(changed));
            return reader.call();
        });
    }

    @Test
    void readsOrRefusesPiecesWhoseLinesHaveTheRightSum() throws Exception {
        for (String piece : List.of("clean faces/none", "cell/none/an attacker/hat band")) {
            try (RunJournal journal = run.openJournal()) {
                RunResultsTest.keepAll(journal);
                Files.writeString(seed(), journal.pieces().find(piece).orElseThrow());
            }
            MutatedFiles.check(seed(), changed -> {
                Files.delete(run.path().resolve("journal.jsonl"));
                try (RunJournal journal = run.openJournal()) {
                    journal.pieces().keep(piece, new String(Files.readAllBytes(changed), StandardCharsets.UTF_8));
                    return List.of(journal.clean("none"), journal.cell("none", "an attacker", "hat band"));
                }
            });
        }
    }

    private Path seed() {
        return folder.resolve("piece.json");
    }

    /** A calibration has its own sum, of what was read. */
    @Test
    void readsOrRefusesCalibrationsThatHaveTheRightSum() throws Exception {
        Path file = folder.resolve("calibration.json");
        KeptCalibration.of(KeptCalibrationTest.CALIBRATION, KeptCalibrationTest.FINGERPRINTS, REGISTRY)
                .write(file);
        MutatedFiles.check(file, changed -> calibration(changed));
    }

    private static Object calibration(Path file) throws IOException {
        try {
            KeptCalibration changed = Json.read(file, KeptCalibration.class);
            return new KeptCalibration(changed.version(), changed.fingerprints(), changed.faces(), changed.parts(), "")
                    .withSum()
                    .calibration(REGISTRY);
        } catch (IllegalArgumentException e) {
            throw new DamagedFileException(file.toString(), String.valueOf(e.getMessage()), e);
        }
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
