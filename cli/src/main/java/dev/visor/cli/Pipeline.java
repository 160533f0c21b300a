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
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.Provenance;
import dev.visor.experiment.Settings;
import dev.visor.experiment.StageTime;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.recognition.Backbone;
import dev.visor.run.RunContext;
import dev.visor.store.AttackFolder;
import dev.visor.store.EmbeddedWeights;
import dev.visor.store.JournalFile;
import dev.visor.store.LoadedFaces;
import dev.visor.store.LoadedWeights;
import dev.visor.store.RecognizerFile;
import dev.visor.store.RunFolder;
import dev.visor.store.RunFolder.Stage;
import dev.visor.store.RunRecord;
import dev.visor.torch.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a run: each reads what it needs from the run folder, computes, and writes what it made. Closing it frees
 * the network.
 */
final class Pipeline implements AutoCloseable {

    private final RunFolder folder;
    private final Engine engine;
    private final Console console;

    private @Nullable LoadedFaces faces;
    private @Nullable EnrolledSystem system;

    private Pipeline(RunFolder folder, Engine engine, Console console) {
        this.folder = folder;
        this.engine = engine;
        this.console = console;
    }

    /** Checks where the run is to be written, before long work starts. */
    static Pipeline open(CommonOptions common) throws IOException {
        RunFolder folder = new RunFolder(common.out());
        folder.checkWritable();
        return new Pipeline(folder, common.engine(), common.console());
    }

    RunFolder folder() {
        return folder;
    }

    /** Trains a recognizer. */
    void train(FaceOptions options, String weightsFile, String backboneName, ExperimentConfig config, long seed)
            throws IOException {
        timed("training", () -> {
            LoadedFaces loaded = options.load(console);
            faces = loaded;
            LoadedWeights weights = weights(weightsFile);
            FaceSet set = loaded.faces();
            Backbone backbone = backbone(backboneName, weights, weightsFile, set);
            Experiment.Training training = new Experiment(config, console.run(seed)).train(set, backbone);
            system = training.system();
            Provenance provenance = new Provenance(
                    "Adversarial glasses on " + set.name() + ", " + backboneName,
                    seed,
                    backboneName,
                    weights.sha256(),
                    Versions.all(),
                    Settings.ofTraining(config));
            folder.clearFrom(Stage.TRAIN);
            folder.writeRun(new RunRecord(
                    options.folder(), options.alignment(), weightsFile, provenance, data(loaded, training.system())));
            RecognizerFile.write(folder.recognizer(), training.system());
            folder.writeTraining(training.summary());
            console.training(training.summary());
        });
    }

    private Backbone backbone(String name, LoadedWeights weights, String file, FaceSet set) throws IOException {
        try {
            return Backbone.load(
                    name, weights.tensors(), weights.sha256(), set.alignment(), set.width(), set.height(), engine);
        } catch (IllegalArgumentException e) {
            if (file.isEmpty() || !Backbone.names().contains(name)) {
                throw e;
            }
            throw new IOException(file + ": must hold the weights of " + name + ", but " + e.getMessage(), e);
        }
    }

    private static DataSummary data(LoadedFaces loaded, EnrolledSystem system) {
        FaceSet set = loaded.faces();
        SortedMap<Identity, Integer> perPerson = new TreeMap<>();
        set.people().forEach(person -> perPerson.put(person, set.of(person).size()));
        return new DataSummary(
                set.name(),
                set.width(),
                set.height(),
                set.alignment().name(),
                perPerson,
                system.trainingFaces(set).size(),
                system.heldOutFaces(set).size(),
                loaded.leftOut());
    }

    /** A plan made when the recognizer is there. */
    interface Plan {
        List<AttackTask> of(EnrolledSystem system, FaceSet faces, RunContext run);
    }

    /** Makes the attacks of a plan, or those with held-out faces if there is none, and the ones to tune on. */
    void attack(ExperimentConfig config, @Nullable Plan plan) throws IOException {
        timed("attacks", () -> {
            RunContext run = run();
            Experiment experiment = new Experiment(config, run);
            List<AttackTask> tasks =
                    plan == null ? experiment.planHeldOut(system(), faces()) : plan.of(system(), faces(), run);
            folder.clearFrom(Stage.ATTACK);
            changeSettings(Settings.ofTuning(config).keySet(), Settings.ofAttack(config));
            console.attacks(attack(experiment, tasks, folder.attacks(), "held-out faces"));
        });
        if (config.tuningAttacks() > 0) {
            timed("attacks to tune on", () -> {
                Experiment experiment = new Experiment(config, run());
                List<AttackTask> tasks = experiment.planTraining(system(), faces());
                attack(experiment, tasks, folder.tuningAttacks(), "training faces");
            });
        }
    }

    /** Makes the attacks of a plan that are not there yet. */
    private AttackSummary attack(Experiment experiment, List<AttackTask> tasks, Path path, String pictures)
            throws IOException {
        try (AttackFolder attacks = AttackFolder.open(path)) {
            List<AttackTask> open =
                    tasks.stream().filter(task -> !attacks.has(task)).toList();
            experiment.attack(open, system(), (task, examples) -> attacks.add(examples));
            return attacks.finish(pictures, tasks);
        }
    }

    /** Tunes the defense. */
    void tune(ExperimentConfig config) throws IOException {
        timed("grid search", () -> {
            try (AttackFolder attacks = attacks(folder.tuningAttacks())) {
                ExampleSource examples =
                        attacks.examples(faces(), system().recognizer().gallery());
                folder.clearFrom(Stage.TUNE);
                changeSettings(Set.of(), Settings.ofTuning(config));
                try (JournalFile journal = folder.openTuningJournal()) {
                    TuningResult tuning = new Experiment(config, run().withJournal(journal)).tune(system(), examples);
                    folder.writeTuning(tuning);
                    console.tuning(tuning);
                }
            }
        });
    }

    /** Evaluates the presets and the tuned defense. */
    void evaluate(ExperimentConfig config) throws IOException {
        timed("evaluation", () -> {
            TuningResult tuning = folder.readTuning().orElse(null);
            List<DefenseEvaluation> defenses;
            ExampleGallery gallery;
            try (AttackFolder attacks = attacks(folder.attacks())) {
                ExampleSource examples =
                        attacks.examples(faces(), system().recognizer().gallery());
                defenses = new Experiment(config, run()).evaluate(system(), faces(), examples, tuning);
                gallery = ExampleGallery.of(system(), faces(), examples, defenses, config.examples());
            }
            RunRecord run = folder.readRun();
            folder.clearFrom(Stage.EVALUATE);
            folder.writeResults(
                    new ExperimentResults(
                            run.provenance(),
                            run.data(),
                            folder.readTraining(),
                            tuning == null ? null : AttackFolder.readSummary(folder.tuningAttacks()),
                            AttackFolder.readSummary(folder.attacks()),
                            tuning,
                            defenses,
                            gallery.examples()),
                    gallery.pictures());
            console.defenses(defenses);
        });
    }

    private static AttackFolder attacks(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new IOException(path + ": is not there; 'visor attack' writes it");
        }
        return AttackFolder.open(path);
    }

    private RunContext run() throws IOException {
        return console.run(folder.readRun().provenance().seed());
    }

    private FaceSet faces() throws IOException {
        if (faces == null) {
            RunRecord run = folder.readRun();
            faces = FaceOptions.load(run.faces(), run.alignment(), console);
        }
        return faces.faces();
    }

    /** Returns the trained recognizer of the run. */
    EnrolledSystem system() throws IOException {
        if (system == null) {
            system = RecognizerFile.read(
                    folder.recognizer(), weights(folder.readRun().weights()), engine);
        }
        return system;
    }

    private static LoadedWeights weights(String file) throws IOException {
        return file.isEmpty() ? EmbeddedWeights.resnet29() : LoadedWeights.read(Path.of(file));
    }

    private void changeSettings(Set<String> outdated, SortedMap<String, String> settings) throws IOException {
        RunRecord run = folder.readRun();
        Provenance old = run.provenance();
        SortedMap<String, String> all = new TreeMap<>(old.settings());
        all.keySet().removeAll(outdated);
        all.putAll(settings);
        folder.writeRun(new RunRecord(
                run.faces(),
                run.alignment(),
                run.weights(),
                new Provenance(old.title(), old.seed(), old.backbone(), old.weightsSha256(), old.versions(), all),
                run.data()));
    }

    @Override
    public void close() {
        if (system != null) {
            system.recognizer().close();
            system.recognizer().backbone().close();
        }
        engine.close();
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
