package dev.visor.store.run;

import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.evaluation.grid.TuningResult;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.TrainingSummary;
import dev.visor.experiment.cost.StageTime;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.FolderLock;
import dev.visor.store.file.JournalFile;
import dev.visor.store.file.Json;
import dev.visor.store.file.Pictures;
import dev.visor.store.file.Sha256;
import dev.visor.store.file.Sha256Sums;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The folder of a run. Each stage reads what the stages before it wrote:
 *
 * <pre>
 * experiment.yaml          everything that decides the results
 * run.json                 versions, weights, faces                        (train)
 * faces.sha256             a fingerprint of each face                      (train)
 * face-files.sha256        the same of their files                         (train)
 * recognizer.safetensors   the system under test                           (train)
 * training.json            how training went                               (train)
 * hardened/                the same, trained with occlusions, once a defense needs it
 * surrogates/              other systems that attacks are made on, once an attack needs them
 * calibrated/              what clean faces set in a chain of defenses, once it is deployed
 * attacks/ATTACKER/ACCESSORY/            attacks on the undefended system  (attack)
 * attacks/ATTACKER/ACCESSORY/DEFENSE/    attacks of those who know it      (evaluate)
 * tuning-attacks/          attacks with training faces                     (attack)
 * tuning.json              the grid search                                 (tune)
 * answers.jsonl            what a service answered, if it is the system under test
 * journal.jsonl            pieces of the grid search and of the evaluation that are done
 * results.json, pictures/  the evaluation                                  (evaluate)
 * times.json               how long each stage took
 * checksums.sha256         the SHA-256 of what later stages rest on
 * captures.json            what photographs of printed attacks show        (report --captures)
 * manifest.json            the SHA-256 of everything, once the run has ended
 * manifest.json.sig        a signature of that, if somebody signed it
 * report.html              the report                                      (report)
 * </pre>
 *
 * <p>The pictures of more than a thousand attacks of a folder are packed into tar files, see {@link AttackFolder}.
 *
 * <p>What is read must have the sum that it was written with. Used by one process at a time, which {@link #lock} sees to.
 */
public final class RunFolder {

    private static final String CAPTURES = "captures.json";
    private static final String MANIFEST = "manifest.json";
    private static final String SIGNATURE = "manifest.json.sig";

    /** The stages in their order, and what each writes; what says that it is finished comes first. */
    public enum Stage {
        /** Training. */
        TRAIN(
                "training.json",
                "calibrated",
                "hardened",
                "recognizer.safetensors",
                "times.json",
                "face-files.sha256",
                "faces.sha256",
                "experiment.yaml",
                "run.json"),
        /** Attacking the undefended system. */
        ATTACK("attacks", "tuning-attacks", "surrogates"),
        /** Tuning. */
        TUNE("tuning.json", "journal.jsonl"),
        /** Evaluating. */
        EVALUATE("results.json", CAPTURES, MANIFEST, SIGNATURE, "pictures", "journal.jsonl"),
        /** Reporting. */
        REPORT("report.html");

        private final List<String> products;

        Stage(String... products) {
            this.products = List.of(products);
        }
    }

    private final Path folder;
    private final Checksums checksums;

    /** Names a run folder, which need not be there yet. */
    public RunFolder(Path folder) {
        this.folder = folder;
        this.checksums = new Checksums(folder);
    }

    /** Returns the sums of the files that later work rests on. */
    public Checksums checksums() {
        return checksums;
    }

    /**
     * Takes the right to write here, which one process has at a time.
     *
     * @throws IOException with one line if another process has it or the folder can't be written
     */
    public FolderLock lock() throws IOException {
        return FolderLock.take(folder);
    }

    /** Returns whether training has been finished. */
    public boolean isTrained() {
        return Files.exists(folder.resolve("training.json"));
    }

    /** Returns whether the grid search has been finished. */
    public boolean isTuned() {
        return Files.exists(folder.resolve("tuning.json"));
    }

    /** Returns whether the evaluation has been finished. */
    public boolean isEvaluated() {
        return Files.exists(results());
    }

    /** Returns where it is. */
    public Path path() {
        return folder;
    }

    /** Returns the file of the system under test. */
    public Path recognizer() {
        return folder.resolve("recognizer.safetensors");
    }

    /** Returns the folder of the systems that were trained with occlusions. */
    public HardenedFolder hardened() {
        return new HardenedFolder(folder.resolve("hardened"));
    }

    /** Returns the file of a surrogate. */
    public Path surrogate(String name) {
        return folder.resolve("surrogates").resolve(name + ".safetensors");
    }

    /** Returns the folder of the chains of defenses that were calibrated. */
    public CalibratedFolder calibrated() {
        return new CalibratedFolder(folder.resolve("calibrated"));
    }

    /** Returns the folder of the attacks on the undefended system of an attacker who does not know the defense. */
    public Path attacks(String attacker, String accessory) {
        return folder.resolve("attacks").resolve(attacker).resolve(accessory);
    }

    /** Returns the folder of the attacks on a defense of an attacker who knows it. */
    public Path attacks(String attacker, String accessory, String defense) {
        return attacks(attacker, accessory).resolve(defense);
    }

    /** Returns the folder of the attacks that tuning uses. */
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

    /** Returns the file of what photographs of printed attacks show. */
    public Path captures() {
        return folder.resolve(CAPTURES);
    }

    /** Returns the file of the manifest. */
    public Path manifest() {
        return folder.resolve(MANIFEST);
    }

    /** Returns the file of the manifest's signature. */
    public Path signature() {
        return folder.resolve(SIGNATURE);
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
            RunForm.check(folder);
            WritableFolder.checkEmpty(folder, "a run");
        }
        WritableFolder.check(folder);
    }

    /**
     * Returns whether a folder may be one that a run, or an experiment with several systems, is kept in or can begin in.
     *
     * @param names of the files and folders in it
     */
    public static boolean mayHold(Set<String> names) {
        return names.contains("run.json") || names.contains("experiment.yaml") || WritableFolder.isBegun(names);
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
                WritableFolder.delete(folder.resolve(product));
            }
            if (later == Stage.EVALUATE.ordinal()) {
                for (Path defense : WritableFolder.folders(folder.resolve("attacks"), 3)) {
                    WritableFolder.delete(defense);
                }
            }
        }
        if (stage != Stage.TRAIN) {
            checksums.forgetMissing();
        }
    }

    /** Writes what decides the results. */
    public void writeExperiment(ExperimentFile experiment, Registry registry) throws IOException {
        checksums.write(
                folder.resolve("experiment.yaml"), experiment.toYaml(registry).getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what decides the results. */
    public ExperimentFile readExperiment(Registry registry) throws IOException {
        return readExperiment(List.of(), registry);
    }

    /** Reads what decides the results, with values in the place of some, as {@link ExperimentFile#read} takes them. */
    public ExperimentFile readExperiment(List<String> overrides, Registry registry) throws IOException {
        RunForm.check(folder);
        Path file = folder.resolve("experiment.yaml");
        if (!Files.exists(file)) {
            throw new IOException(file + ": is not there; 'visor train' writes it");
        }
        checksums.check(file);
        ExperimentFile experiment = ExperimentFile.read(file, overrides, registry);
        if (experiment.systems() != null) {
            throw new IOException(folder + ": holds the runs of several systems, must be one of them, such as "
                    + folder.resolve(experiment.systems().keySet().iterator().next()));
        }
        return experiment;
    }

    /** Writes what the run was made with. */
    public void writeRun(RunRecord run) throws IOException {
        write(folder.resolve("run.json"), Json.toText(run));
    }

    /** Reads what the run was made with. */
    public RunRecord readRun() throws IOException {
        RunForm.check(folder);
        return read("run.json", RunRecord.class, "visor train");
    }

    /** Writes the fingerprints of the faces. */
    public void writeFaces(Sha256Sums faces) throws IOException {
        write(faces(), faces.text());
    }

    /** Reads the fingerprints of the faces. */
    public Sha256Sums readFaces() throws IOException {
        RunForm.check(folder);
        if (!Files.exists(faces())) {
            throw new IOException(faces() + ": is not there; 'visor train' writes it");
        }
        checksums.check(faces());
        return Sha256Sums.read(faces());
    }

    /**
     * Checks that faces are those of the run.
     *
     * @param now their fingerprints
     * @throws IOException with one line naming the first that differ
     */
    public void checkFaces(Sha256Sums now) throws IOException {
        List<String> differences = readFaces().differences(now);
        if (!differences.isEmpty()) {
            throw new IOException(folder + ": was made with other faces: " + Sha256Sums.summary(differences)
                    + "; bring those faces back, or choose another folder");
        }
    }

    /** Writes the sums of the files that the faces were read from. */
    public void writeFaceFiles(Sha256Sums files) throws IOException {
        write(faceFiles(), files.text());
    }

    /**
     * Returns whether these are the sums of the files that the faces of the run were read from. Then the faces are the same,
     * and need not be decoded to find that out.
     */
    public boolean hasFaceFiles(Sha256Sums files) throws IOException {
        if (!Files.exists(faceFiles())) {
            return false;
        }
        checksums.check(faceFiles());
        return Sha256Sums.read(faceFiles()).equals(files);
    }

    private Path faceFiles() {
        return folder.resolve("face-files.sha256");
    }

    private Path faces() {
        return folder.resolve("faces.sha256");
    }

    /** Writes how training went. */
    public void writeTraining(TrainingSummary training) throws IOException {
        write(folder.resolve("training.json"), Json.toText(training));
    }

    /** Reads how training went. */
    public TrainingSummary readTraining() throws IOException {
        return read("training.json", TrainingSummary.class, "visor train");
    }

    /** Removes the manifest and its signature, because what they list is about to change. */
    public void clearManifest() throws IOException {
        WritableFolder.delete(signature());
        WritableFolder.delete(manifest());
    }

    /**
     * Checks that this is the folder of a run that this version can read.
     *
     * @throws IOException with one line if it is not
     */
    public void checkIsRun() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + ": there is no such folder");
        }
        RunForm.check(folder);
        if (!Files.exists(folder.resolve("run.json"))) {
            throw new IOException(folder + ": holds no run of visor, which would have a run.json");
        }
        readRun();
    }

    /**
     * Opens the answers of a service that is the system under test.
     *
     * @param writes whether this process has locked the folder
     */
    public AnswersFile openAnswers(boolean writes) throws IOException {
        return new AnswersFile(this, folder.resolve(AnswersFile.NAME), writes);
    }

    /** Opens the journal only to read it; nothing on the disk changes. */
    public RunJournal openJournalToRead() throws IOException {
        return new RunJournal(JournalFile.openToRead(journal()), journal());
    }

    /** Opens the journal of the pieces of work that are done; makes it if there is none. */
    public RunJournal openJournal() throws IOException {
        return new RunJournal(JournalFile.open(journal()), journal());
    }

    private Path journal() {
        return folder.resolve("journal.jsonl");
    }

    /** Writes what the grid search found. */
    public void writeTuning(TuningResult tuning, Registry registry) throws IOException {
        write(folder.resolve("tuning.json"), Json.toText(tuning, registry));
    }

    /** Reads what the grid search found, if there was one. */
    public Optional<TuningResult> readTuning(Registry registry) throws IOException {
        Path file = folder.resolve("tuning.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        TuningResult tuning = Json.read(file, TuningResult.class, registry);
        checksums.check(file);
        return Optional.of(tuning);
    }

    /** Writes the results and their pictures; the results come last. */
    public void writeResults(ExperimentResults results, Map<String, Image> pictures, Registry registry)
            throws IOException {
        Map<Path, byte[]> files = new LinkedHashMap<>();
        pictures.forEach((name, picture) -> files.put(pictures().resolve(name), PictureCodec.encodePng(picture)));
        checksums.writeAll(files);
        write(results(), Json.toText(results, registry));
    }

    /** Reads the results. */
    public ExperimentResults readResults(Registry registry) throws IOException {
        RunForm.check(folder);
        if (!isEvaluated()) {
            throw new IOException(results() + ": is not there; 'visor evaluate' writes it");
        }
        ExperimentResults results = Json.read(results(), ExperimentResults.class, registry);
        checksums.check(results());
        return results;
    }

    /**
     * Reads a picture that the results name, as the bytes of its file.
     *
     * @throws dev.visor.image.PictureException if it is damaged
     */
    public byte[] readPicture(String name) throws IOException {
        Path file = pictures().resolve(name).normalize();
        if (!file.startsWith(pictures().normalize())) {
            throw new DamagedFileException(results().toString(), "names a picture outside the run: " + name);
        }
        byte[] bytes = Pictures.readPng(file);
        checksums.check(file);
        return bytes;
    }

    /**
     * Keeps what photographs of printed attacks show, in place of what was kept before.
     *
     * @throws IOException with one line if they were not evaluated with the results of this run
     */
    public void writeCaptures(CapturedResults captures) throws IOException {
        if (!captures.run().equals(Sha256.of(results()))) {
            throw new IOException(folder + ": has other results than those that the captures were evaluated with; run"
                    + " 'visor captures' again");
        }
        write(captures(), Json.toText(captures));
    }

    /** Reads what photographs of printed attacks show, if that is kept. */
    public Optional<CapturedResults> readCaptures() throws IOException {
        return Files.exists(captures())
                ? Optional.of(read(CAPTURES, CapturedResults.class, "visor report --captures"))
                : Optional.empty();
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
        T value = Json.read(file, type);
        checksums.check(file);
        return value;
    }

    private void write(Path file, String text) throws IOException {
        checksums.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
