package dev.visor.experiment;

import dev.visor.attack.Attack;
import dev.visor.attack.AttackTask;
import dev.visor.attack.ExampleSource;
import dev.visor.attack.GlassesAttack;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.evaluation.DefenseEvaluation;
import dev.visor.evaluation.Evaluation;
import dev.visor.evaluation.GridSearch;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.TuningResult;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.network.Backbone;
import dev.visor.recognition.ConfusionMatrix;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.HeadTrainer;
import dev.visor.recognition.NetworkRecognizer;
import dev.visor.recognition.TrainedHead;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The article's experiment, stage by stage: train a recognizer, attack it, tune the defense on attacks of training
 * faces, and evaluate it on attacks of faces that neither training nor tuning has seen.
 *
 * <p>Immutable and thread-safe.
 */
public final class Experiment {

    private final ExperimentConfig config;
    private final RunContext run;

    /**
     * Makes an experiment.
     *
     * @param config its settings
     * @param run its seed decides every random draw
     */
    public Experiment(ExperimentConfig config, RunContext run) {
        this.config = config;
        this.run = run;
    }

    /**
     * A trained system and how training went.
     *
     * @param system the recognizer and what its defense needs
     * @param summary how training went
     */
    public record Training(EnrolledSystem system, TrainingSummary summary) {}

    /** Trains the head on the backbone, and learns what the saliency maps of the training faces look like. */
    public Training train(FaceSet faces, Backbone backbone) {
        FaceSet.Split split = faces.split(config.validationShare(), run.seed().derive("split"));
        TrainedHead trained =
                new HeadTrainer(config.head()).train(backbone, new Gallery(faces.people()), split, run.derive("head"));
        NetworkRecognizer recognizer = new NetworkRecognizer(backbone, trained.head());
        CleanMaps cleanMaps =
                CleanMaps.of(split.training().stream().map(Face::image).toList(), recognizer, run);
        EnrolledSystem system = new EnrolledSystem(
                recognizer, cleanMaps, split.training().stream().map(Face::id).collect(Collectors.toSet()));
        TrainingSummary summary = new TrainingSummary(
                trained.epochs(), rate(trained.training()), rate(trained.validation()), trained.validation());
        return new Training(system, summary);
    }

    private static Rate rate(ConfusionMatrix confusion) {
        return new Rate(confusion.correct(), confusion.total());
    }

    /** Returns the attacks with faces that the recognizer has never seen. */
    public List<AttackTask> planHeldOut(EnrolledSystem system, FaceSet faces) {
        return AttackPlan.impersonations(
                system.heldOutFaces(faces),
                system.recognizer().gallery(),
                config.attacks(),
                "E",
                run.seed().derive("attacks"));
    }

    /** Returns the attacks with training faces, to tune the defense on. */
    public List<AttackTask> planTraining(EnrolledSystem system, FaceSet faces) {
        return AttackPlan.impersonations(
                system.trainingFaces(faces),
                system.recognizer().gallery(),
                config.tuningAttacks(),
                "T",
                run.seed().derive("tuning attacks"));
    }

    /** Makes the attacks of a plan. */
    public void attack(List<AttackTask> plan, EnrolledSystem system, Attack.Finished finished) {
        new GlassesAttack(config.attack()).craft(plan, system.recognizer(), run, finished);
    }

    /**
     * Searches the grid on attacks of training faces and on the clean faces that they started from.
     *
     * @param attacks at least one, all with a target
     */
    public TuningResult tune(EnrolledSystem system, ExampleSource attacks) {
        List<Face> clean = attacks.faces().stream().distinct().toList();
        return new GridSearch(config.grid(), system.cleanMaps()).search(clean, attacks, system.recognizer(), run);
    }

    /**
     * Evaluates the tuned defense and the others on all held-out faces and on attacks with them.
     *
     * @param attacks at least one
     * @param tuning what the grid search found; null evaluates the others alone
     */
    public List<DefenseEvaluation> evaluate(
            EnrolledSystem system, FaceSet faces, ExampleSource attacks, @Nullable TuningResult tuning) {
        Map<String, SaliencyMaskConfig> defenses = new LinkedHashMap<>();
        if (tuning != null) {
            defenses.put(ExperimentConfig.TUNED, tuning.best().config());
        }
        defenses.putAll(config.defenses());
        return new Evaluation(system.heldOutFaces(faces), attacks, system.recognizer())
                .evaluate(defenses, system.cleanMaps(), run);
    }
}
