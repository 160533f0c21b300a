package dev.visor.cli;

import dev.visor.attack.AttackTask;
import dev.visor.attack.ExampleSource;
import dev.visor.evaluation.DefenseEvaluation;
import dev.visor.evaluation.TuningResult;
import dev.visor.experiment.AttackSummary;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.ExampleGallery;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.Provenance;
import dev.visor.experiment.Settings;
import dev.visor.experiment.StageTime;
import dev.visor.face.FaceSet;
import dev.visor.run.RunContext;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.file.FolderLock;
import dev.visor.store.file.JournalFile;
import dev.visor.store.run.AttackFolder;
import dev.visor.store.run.RecognizerFile;
import dev.visor.store.run.RunFolder;
import dev.visor.store.run.RunFolder.Stage;
import dev.visor.store.run.RunRecord;
import dev.visor.store.weights.LoadedWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a run: each reads what it needs from the run folder, computes, and writes what it made. Closing it frees
 * the network and the folder.
 */
final class Pipeline implements AutoCloseable {

    private final LoadedRun run;
    private final RunFolder folder;
    private final FolderLock lock;
    private final Console console;

    private Pipeline(LoadedRun run, FolderLock lock, Console console) {
        this.run = run;
        this.folder = run.folder();
        this.lock = lock;
        this.console = console;
    }

    /** Checks where the run is to be written, before long work starts. */
    static Pipeline open(CommonOptions common) throws IOException {
        LoadedRun run = new LoadedRun(common);
        run.folder().checkWritable();
        return new Pipeline(run, run.folder().lock(), common.console());
    }

    RunFolder folder() {
        return folder;
    }

    /** Returns the experiment of the run. */
    ExperimentFile experiment() throws IOException {
        return run.experiment();
    }

    /** Runs an experiment from the beginning. */
    void start(ExperimentFile newExperiment) throws IOException {
        train(newExperiment);
        goOn();
    }

    /**
     * Runs what is not there yet of an experiment.
     *
     * @throws IOException if the folder holds another experiment
     */
    void resume(ExperimentFile sameExperiment) throws IOException {
        if (folder.isTrained()) {
            checkSame(sameExperiment);
            console.print("going on with %s%n", folder.path());
        } else {
            train(sameExperiment);
        }
        goOn();
    }

    private void checkSame(ExperimentFile other) throws IOException {
        if (!experiment().equals(other)) {
            throw new AnotherFileException(
                    folder.path(), "experiment", experiment().toYaml(), other.toYaml());
        }
    }

    private void goOn() throws IOException {
        if (!AttackFolder.isFinished(folder.attacks())) {
            heldOutAttacks(null);
        }
        if (experiment().config().tuningAttacks() > 0) {
            if (!AttackFolder.isFinished(folder.tuningAttacks())) {
                tuningAttacks();
            }
            if (!folder.isTuned()) {
                search();
            }
        }
        if (!Files.exists(folder.results())) {
            evaluate();
        }
        ReportCommand.write(folder);
    }

    /** Trains a recognizer. */
    void train(ExperimentFile newExperiment) throws IOException {
        run.use(newExperiment);
        timed("training", () -> {
            FaceSet faces = run.faces();
            LoadedWeights weights = newExperiment.backbone().load();
            Experiment.Training training = stages(seeded()).train(faces, run.backbone(weights));
            run.use(training.system());
            folder.clearFrom(Stage.TRAIN);
            folder.writeRun(new RunRecord(weights.sha256(), Versions.all(), run.data()));
            folder.writeExperiment(newExperiment);
            RecognizerFile.write(folder.recognizer(), training.system());
            folder.writeTraining(training.summary());
            console.training(training.summary());
        });
    }

    /** A plan made when the recognizer is there. */
    interface Plan {
        List<AttackTask> of(EnrolledSystem system, FaceSet faces, RunContext run);
    }

    /** Makes the attacks of a plan, or those with held-out faces if there is none, and the ones to tune on. */
    void attack(ExperimentFile changed, Plan plan) throws IOException {
        List<AttackTask> tasks = plan.of(run.system(), run.faces(), seeded());
        folder.clearFrom(Stage.ATTACK);
        change(changed);
        heldOutAttacks(tasks);
        if (changed.config().tuningAttacks() > 0) {
            tuningAttacks();
        }
    }

    private void heldOutAttacks(@Nullable List<AttackTask> plan) throws IOException {
        timed("attacks", () -> {
            List<AttackTask> tasks = plan == null ? stages(seeded()).planHeldOut(run.system(), run.faces()) : plan;
            console.attacks(attack(tasks, folder.attacks(), "held-out faces"));
        });
    }

    private void tuningAttacks() throws IOException {
        timed("attacks to tune on", () -> {
            attack(stages(seeded()).planTraining(run.system(), run.faces()), folder.tuningAttacks(), "training faces");
        });
    }

    /** Makes the attacks of a plan that are not there yet. */
    private AttackSummary attack(List<AttackTask> tasks, Path path, String pictures) throws IOException {
        try (AttackFolder attacks = AttackFolder.open(path)) {
            List<AttackTask> open =
                    tasks.stream().filter(task -> !attacks.has(task)).toList();
            stages(seeded()).attack(open, run.system(), (task, examples) -> attacks.add(examples));
            return attacks.finish(pictures, tasks);
        }
    }

    /** Tunes the defense anew. */
    void tune(ExperimentFile changed) throws IOException {
        attacks(folder.tuningAttacks()).close();
        folder.clearFrom(Stage.TUNE);
        change(changed);
        search();
    }

    private void search() throws IOException {
        timed("grid search", () -> {
            try (AttackFolder attacks = attacks(folder.tuningAttacks());
                    JournalFile journal = folder.openTuningJournal()) {
                ExampleSource examples =
                        attacks.examples(run.faces(), run.system().recognizer().gallery());
                TuningResult tuning = stages(seeded().withJournal(journal)).tune(run.system(), examples);
                folder.writeTuning(tuning);
                console.tuning(tuning);
            }
        });
    }

    /** Evaluates the defenses of the experiment and the tuned one. */
    void evaluate() throws IOException {
        timed("evaluation", () -> {
            TuningResult tuning = folder.readTuning().orElse(null);
            try (AttackFolder attacks = attacks(folder.attacks())) {
                ExampleSource examples =
                        attacks.examples(run.faces(), run.system().recognizer().gallery());
                List<DefenseEvaluation> defenses =
                        stages(seeded()).evaluate(run.system(), run.faces(), examples, tuning);
                ExampleGallery gallery = ExampleGallery.of(
                        run.system(),
                        run.faces(),
                        examples,
                        defenses,
                        experiment().config().examples());
                folder.clearFrom(Stage.EVALUATE);
                folder.writeResults(results(tuning, defenses, gallery), gallery.pictures());
                console.defenses(defenses);
            }
        });
    }

    private ExperimentResults results(
            @Nullable TuningResult tuning, List<DefenseEvaluation> defenses, ExampleGallery gallery)
            throws IOException {
        RunRecord record = folder.readRun();
        ExperimentFile file = experiment();
        Provenance provenance = new Provenance(
                file.title(),
                file.seed(),
                file.backbone().name(),
                record.weightsSha256(),
                record.versions(),
                Settings.of(file.config(), file.backbone().precision(), tuning != null));
        return new ExperimentResults(
                provenance,
                record.data(),
                folder.readTraining(),
                tuning == null ? null : AttackFolder.readSummary(folder.tuningAttacks()),
                AttackFolder.readSummary(folder.attacks()),
                tuning,
                defenses,
                gallery.examples());
    }

    private static AttackFolder attacks(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new IOException(path + ": is not there; 'visor attack' writes it");
        }
        return AttackFolder.open(path);
    }

    private void change(ExperimentFile changed) throws IOException {
        run.use(changed);
        folder.writeExperiment(changed);
    }

    private Experiment stages(RunContext context) throws IOException {
        return new Experiment(experiment().config(), context);
    }

    private RunContext seeded() throws IOException {
        return console.run(experiment().seed());
    }

    @Override
    public void close() throws IOException {
        run.close();
        lock.close();
    }

    /** A stage, which may fail to read or write. */
    private interface Work {
        void run() throws IOException;
    }

    private void timed(String stage, Work work) throws IOException {
        long start = System.nanoTime();
        work.run();
        folder.addTime(new StageTime(stage, (System.nanoTime() - start) / 1e9));
    }
}
