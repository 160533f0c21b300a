package dev.visor.cli;

import dev.visor.attack.AttackTask;
import dev.visor.attack.ExampleSource;
import dev.visor.evaluation.DefenseEvaluation;
import dev.visor.evaluation.TuningResult;
import dev.visor.experiment.AttackSummary;
import dev.visor.experiment.DataSummary;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.ExampleGallery;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.Provenance;
import dev.visor.experiment.Settings;
import dev.visor.experiment.StageTime;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.recognition.Backbone;
import dev.visor.run.RunContext;
import dev.visor.store.experiment.BackboneSource;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.faces.LoadedFaces;
import dev.visor.store.file.FolderLock;
import dev.visor.store.file.JournalFile;
import dev.visor.store.run.AttackFolder;
import dev.visor.store.run.RecognizerFile;
import dev.visor.store.run.RunFolder;
import dev.visor.store.run.RunFolder.Stage;
import dev.visor.store.run.RunRecord;
import dev.visor.store.weights.LoadedWeights;
import dev.visor.torch.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a run: each reads what it needs from the run folder, computes, and writes what it made. Closing it frees
 * the network and the folder.
 */
final class Pipeline implements AutoCloseable {

    private final RunFolder folder;
    private final @Nullable FolderLock lock;
    private final CommonOptions common;
    private final Console console;

    private @Nullable ExperimentFile experiment;
    private @Nullable Engine engine;
    private @Nullable LoadedFaces faces;
    private @Nullable EnrolledSystem system;

    private Pipeline(RunFolder folder, @Nullable FolderLock lock, CommonOptions common) {
        this.folder = folder;
        this.lock = lock;
        this.common = common;
        this.console = common.console();
    }

    /** Checks where the run is to be written, before long work starts. */
    static Pipeline open(CommonOptions common) throws IOException {
        RunFolder folder = new RunFolder(common.out());
        folder.checkWritable();
        return new Pipeline(folder, folder.lock(), common);
    }

    /** Opens a run to use its recognizer, without writing. */
    static Pipeline toRead(CommonOptions common) {
        return new Pipeline(new RunFolder(common.out()), null, common);
    }

    RunFolder folder() {
        return folder;
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
            List<String> there = experiment().toYaml().lines().toList();
            List<String> here = other.toYaml().lines().toList();
            int line = 0;
            while (line < Math.min(there.size(), here.size()) - 1
                    && there.get(line).equals(here.get(line))) {
                line++;
            }
            throw new IOException(folder.path() + ": holds another experiment, with \""
                    + there.get(line).strip() + "\" instead of \""
                    + here.get(line).strip()
                    + "\"; choose another --out");
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
        experiment = newExperiment;
        timed("training", () -> {
            FaceSet set = faces();
            LoadedWeights weights = newExperiment.backbone().load();
            Backbone backbone = backbone(newExperiment.backbone(), weights, set);
            Experiment.Training training =
                    new Experiment(newExperiment.config(), console.run(newExperiment.seed())).train(set, backbone);
            system = training.system();
            folder.clearFrom(Stage.TRAIN);
            folder.writeRun(new RunRecord(weights.sha256(), Versions.all(), data(training.system())));
            folder.writeExperiment(newExperiment);
            RecognizerFile.write(folder.recognizer(), training.system());
            folder.writeTraining(training.summary());
            console.training(training.summary());
        });
    }

    private Backbone backbone(BackboneSource source, LoadedWeights weights, FaceSet set) throws IOException {
        Backbone.checkSize(source.name(), set.width(), set.height());
        try {
            return Backbone.load(
                    source.name(),
                    weights.tensors(),
                    weights.sha256(),
                    set.alignment(),
                    set.width(),
                    set.height(),
                    engine());
        } catch (IllegalArgumentException e) {
            if (source.weights().isEmpty()) {
                throw e;
            }
            throw new IOException(
                    source.weights().get() + ": must hold the weights of " + source.name() + ", but " + e.getMessage(),
                    e);
        }
    }

    private DataSummary data(EnrolledSystem trained) throws IOException {
        FaceSet set = faces();
        SortedMap<Identity, Integer> perPerson = new TreeMap<>();
        set.people().forEach(person -> perPerson.put(person, set.of(person).size()));
        return new DataSummary(
                set.name(),
                set.width(),
                set.height(),
                set.alignment().name(),
                perPerson,
                trained.trainingFaces(set).size(),
                trained.heldOutFaces(set).size(),
                faces == null ? List.of() : faces.leftOut());
    }

    /** A plan made when the recognizer is there. */
    interface Plan {
        List<AttackTask> of(EnrolledSystem system, FaceSet faces, RunContext run);
    }

    /** Makes the attacks of a plan, or those with held-out faces if there is none, and the ones to tune on. */
    void attack(ExperimentFile changed, Plan plan) throws IOException {
        List<AttackTask> tasks = plan.of(system(), faces(), run());
        folder.clearFrom(Stage.ATTACK);
        change(changed);
        heldOutAttacks(tasks);
        if (changed.config().tuningAttacks() > 0) {
            tuningAttacks();
        }
    }

    private void heldOutAttacks(@Nullable List<AttackTask> plan) throws IOException {
        timed("attacks", () -> {
            List<AttackTask> tasks = plan == null ? stages(run()).planHeldOut(system(), faces()) : plan;
            console.attacks(attack(tasks, folder.attacks(), "held-out faces"));
        });
    }

    private void tuningAttacks() throws IOException {
        timed("attacks to tune on", () -> {
            attack(stages(run()).planTraining(system(), faces()), folder.tuningAttacks(), "training faces");
        });
    }

    /** Makes the attacks of a plan that are not there yet. */
    private AttackSummary attack(List<AttackTask> tasks, Path path, String pictures) throws IOException {
        try (AttackFolder attacks = AttackFolder.open(path)) {
            List<AttackTask> open =
                    tasks.stream().filter(task -> !attacks.has(task)).toList();
            stages(run()).attack(open, system(), (task, examples) -> attacks.add(examples));
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
                        attacks.examples(faces(), system().recognizer().gallery());
                TuningResult tuning = stages(run().withJournal(journal)).tune(system(), examples);
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
                        attacks.examples(faces(), system().recognizer().gallery());
                List<DefenseEvaluation> defenses = stages(run()).evaluate(system(), faces(), examples, tuning);
                ExampleGallery gallery = ExampleGallery.of(
                        system(),
                        faces(),
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
        RunRecord run = folder.readRun();
        ExperimentFile file = experiment();
        Provenance provenance = new Provenance(
                file.title(),
                file.seed(),
                file.backbone().name(),
                run.weightsSha256(),
                run.versions(),
                Settings.of(file.config(), file.backbone().precision(), tuning != null));
        return new ExperimentResults(
                provenance,
                run.data(),
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

    /** Returns the experiment of the run. */
    ExperimentFile experiment() throws IOException {
        if (experiment == null) {
            experiment = folder.readExperiment();
        }
        return experiment;
    }

    private void change(ExperimentFile changed) throws IOException {
        experiment = changed;
        folder.writeExperiment(changed);
    }

    private Experiment stages(RunContext run) throws IOException {
        return new Experiment(experiment().config(), run);
    }

    private RunContext run() throws IOException {
        return console.run(experiment().seed());
    }

    private FaceSet faces() throws IOException {
        if (faces == null) {
            faces = experiment().data().load();
            faces.leftOut().forEach(console::leftOut);
        }
        return faces.faces();
    }

    /** Returns the trained recognizer of the run. */
    EnrolledSystem system() throws IOException {
        if (system == null) {
            LoadedWeights weights = experiment().backbone().load();
            system = RecognizerFile.read(folder.recognizer(), weights, engine());
        }
        return system;
    }

    private Engine engine() throws IOException {
        if (engine == null) {
            engine = Engine.start(common.threads(), experiment().backbone().precision());
        }
        return engine;
    }

    @Override
    public void close() throws IOException {
        if (system != null) {
            system.recognizer().close();
            system.recognizer().backbone().close();
        }
        if (engine != null) {
            engine.close();
        }
        if (lock != null) {
            lock.close();
        }
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
