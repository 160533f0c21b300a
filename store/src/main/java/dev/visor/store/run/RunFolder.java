package dev.visor.store.run;

import dev.visor.evaluation.TuningResult;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.StageTime;
import dev.visor.experiment.TrainingSummary;
import dev.visor.image.Image;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.FolderLock;
import dev.visor.store.file.JournalFile;
import dev.visor.store.file.Json;
import dev.visor.store.file.Pictures;
import dev.visor.store.file.ReadableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a run. Each stage reads what the stages before it wrote:
 *
 * <pre>
 * experiment.yaml          everything that decides the results
 * run.json                 versions, weights, faces        (train)
 * recognizer.safetensors   the trained recognizer          (train)
 * training.json            how training went               (train)
 * hardened/                the same, trained with occlusions, once a defense needed it
 * attacks/                 attacks with held-out faces     (attack)
 * tuning-attacks/          attacks with training faces     (attack)
 * tuning.json              the grid search                 (tune)
 * tuning-journal.jsonl     the grid search under way       (tune)
 * results.json, pictures/  the evaluation                  (evaluate)
 * times.json               how long each stage took
 * report.html              the report                      (report)
 * </pre>
 *
 * <p>Used by one process at a time, which {@link #lock} sees to.
 */
public final class RunFolder {

    /** The stages in their order, and what each writes. */
    public enum Stage {
        /** Training. */
        TRAIN("training.json", "hardened", "recognizer.safetensors", "times.json", "experiment.yaml", "run.json"),
        /** Attacking. */
        ATTACK("attacks/attacks.json", "attacks", "tuning-attacks/attacks.json", "tuning-attacks"),
        /** Tuning. */
        TUNE("tuning.json", "tuning-journal.jsonl"),
        /** Evaluating. */
        EVALUATE("results.json", "pictures"),
        /** Reporting. */
        REPORT("report.html");

        private final List<String> products;

        Stage(String... products) {
            this.products = List.of(products);
        }
    }

    private final Path folder;

    /** Names a run folder, which need not be there yet. */
    public RunFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Takes the right to write here, which one process has at a time.
     *
     * @throws IOException with one line if another process has it or the folder can't be written
     */
    public FolderLock lock() throws IOException {
        return FolderLock.take(folder);
    }

    /** Tells whether training has been finished. */
    public boolean isTrained() {
        return Files.exists(folder.resolve("training.json"));
    }

    /** Tells whether the grid search has been finished. */
    public boolean isTuned() {
        return Files.exists(folder.resolve("tuning.json"));
    }

    /** Returns where it is. */
    public Path path() {
        return folder;
    }

    /** Returns the file of the trained recognizer. */
    public Path recognizer() {
        return folder.resolve("recognizer.safetensors");
    }

    /** Returns the folder of the recognizers whose heads were trained with occlusions; they belong to the trained one. */
    public HardenedFolder hardened() {
        return new HardenedFolder(folder.resolve("hardened"));
    }

    /** Returns the folder of the attacks that everything is told on. */
    public Path attacks() {
        return folder.resolve("attacks");
    }

    /** Returns the folder of the attacks that the defense is tuned on. */
    public Path tuningAttacks() {
        return folder.resolve("tuning-attacks");
    }

    /** Returns the file of the results. */
    public Path results() {
        return folder.resolve("results.json");
    }

    /** Returns the file of the report. */
    public Path report() {
        return folder.resolve("report.html");
    }

    /** Returns the folder of the pictures that the results name. */
    public Path pictures() {
        return folder.resolve("pictures");
    }

    /**
     * Checks that a run can be written here, before long work starts. Makes nothing.
     *
     * @throws IOException with one line if the folder is a file, can't be written, or holds something else than a run
     */
    public void checkWritable() throws IOException {
        if (Files.exists(folder.resolve("run.json"))) {
            readRun();
        } else {
            WritableFolder.checkEmpty(folder, "a run");
        }
        WritableFolder.check(folder);
    }

    /**
     * Removes what a stage and all later ones have written, because it is about to be out of date. Of each stage, what
     * says that it is finished goes first, and what says that the folder is a run goes last.
     *
     * @throws IOException with one line if something can't be removed
     */
    public void clearFrom(Stage stage) throws IOException {
        for (int later = Stage.values().length - 1; later >= stage.ordinal(); later--) {
            for (String product : Stage.values()[later].products) {
                delete(folder.resolve(product));
            }
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } else {
            Files.deleteIfExists(path);
        }
    }

    /** Writes what decides the results. */
    public void writeExperiment(ExperimentFile experiment) throws IOException {
        AtomicFile.write(folder.resolve("experiment.yaml"), experiment.toYaml().getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what decides the results. */
    public ExperimentFile readExperiment() throws IOException {
        Path file = folder.resolve("experiment.yaml");
        if (!Files.exists(file)) {
            throw new IOException(file + ": is not there; 'visor train' writes it");
        }
        return ExperimentFile.read(file, List.of());
    }

    /** Writes what the run was made with. */
    public void writeRun(RunRecord run) throws IOException {
        Json.write(folder.resolve("run.json"), run);
    }

    /** Reads what the run was made with. */
    public RunRecord readRun() throws IOException {
        return read("run.json", RunRecord.class, "visor train");
    }

    /** Writes how training went. */
    public void writeTraining(TrainingSummary training) throws IOException {
        Json.write(folder.resolve("training.json"), training);
    }

    /** Reads how training went. */
    public TrainingSummary readTraining() throws IOException {
        return read("training.json", TrainingSummary.class, "visor train");
    }

    /** Opens the journal of the grid search. */
    public JournalFile openTuningJournal() throws IOException {
        return JournalFile.open(folder.resolve("tuning-journal.jsonl"));
    }

    /** Writes what the grid search found; its journal is no longer needed. */
    public void writeTuning(TuningResult tuning) throws IOException {
        Json.write(folder.resolve("tuning.json"), tuning);
        Files.deleteIfExists(folder.resolve("tuning-journal.jsonl"));
    }

    /** Reads what the grid search found, if there was one. */
    public Optional<TuningResult> readTuning() throws IOException {
        return Files.exists(folder.resolve("tuning.json"))
                ? Optional.of(Json.read(folder.resolve("tuning.json"), TuningResult.class))
                : Optional.empty();
    }

    /** Writes the results and their pictures; the results come last. */
    public void writeResults(ExperimentResults results, Map<String, Image> pictures) throws IOException {
        for (Map.Entry<String, Image> picture : pictures.entrySet()) {
            Pictures.writePng(pictures().resolve(picture.getKey()), picture.getValue());
        }
        Json.write(results(), results);
    }

    /** Reads the results. */
    public ExperimentResults readResults() throws IOException {
        return read("results.json", ExperimentResults.class, "visor evaluate");
    }

    /** Reads a picture that the results name, as the bytes of its file. */
    public byte[] readPicture(String name) throws IOException {
        Path file = pictures().resolve(name).normalize();
        if (!file.startsWith(pictures().normalize())) {
            throw new DamagedFileException(results().toString(), "names a picture outside the run: " + name);
        }
        return ReadableFile.read(file, file.toString(), Pictures.MAX_FILE_BYTES);
    }

    /** Adds the time of a stage, in place of an earlier time of the same stage. */
    public void addTime(StageTime time) throws IOException {
        List<StageTime> times = new ArrayList<>(readTimes());
        times.removeIf(earlier -> earlier.stage().equals(time.stage()));
        times.add(time);
        Json.write(folder.resolve("times.json"), times);
    }

    /** Reads how long the stages took, none if nobody kept it. */
    public List<StageTime> readTimes() throws IOException {
        Path file = folder.resolve("times.json");
        return Files.exists(file) ? Json.readList(file, StageTime.class) : List.of();
    }

    /** Writes the report. */
    public void writeReport(String html) throws IOException {
        AtomicFile.write(report(), html.getBytes(StandardCharsets.UTF_8));
    }

    private <T> T read(String name, Class<T> type, String command) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            throw new IOException(file + ": is not there; '" + command + "' writes it");
        }
        return Json.read(file, type);
    }
}
