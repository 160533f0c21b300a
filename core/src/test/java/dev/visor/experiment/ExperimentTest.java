package dev.visor.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackTask;
import dev.visor.attack.ExampleSource;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.MomentumStep;
import dev.visor.defense.Fill;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.Threshold;
import dev.visor.evaluation.DefenseEvaluation;
import dev.visor.evaluation.Grid;
import dev.visor.evaluation.GridStrategy;
import dev.visor.evaluation.TuningResult;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.recognition.HeadTrainer;
import dev.visor.recognition.RandomSystem;
import dev.visor.run.RunContext;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All stages on drawn weights and drawn faces: what goes where, and that the outcome depends on the seed alone. */
class ExperimentTest {

    private static final Map<String, SaliencyMaskConfig> DEFENSES = defenses();
    private static final ExperimentConfig SMALL = new ExperimentConfig(
            0.25,
            new HeadTrainer.Config(List.of(8), 0.5, 3, 4, 1e-3, 1e-4),
            new GradientAttackConfig(
                    List.of(GradientAttackConfig.YELLOW),
                    new MomentumStep(20, 1, 0.4, 0),
                    new GradientAttackConfig.Effort(2, 1, 0),
                    8),
            EyeglassFrame.DEFAULT,
            3,
            2,
            new Grid(
                    List.of(new MapKind(Reading.GRADIENT_TIMES_INPUT, true)),
                    List.of(Threshold.quantile(0.9)),
                    List.of(1),
                    List.of(0, 40),
                    List.of(Fill.ZERO, Fill.TELEA),
                    150,
                    GridStrategy.EXHAUSTIVE),
            DEFENSES,
            2);
    private static final FaceSet FACES = faces();

    private static Map<String, SaliencyMaskConfig> defenses() {
        Map<String, SaliencyMaskConfig> defenses = new LinkedHashMap<>();
        defenses.put("ZERO", SaliencyMaskConfig.RECOMMENDED.withFill(Fill.ZERO));
        defenses.put("ARTICLE", SaliencyMaskConfig.ARTICLE);
        return defenses;
    }

    private static FaceSet faces() {
        List<Face> faces = new ArrayList<>();
        List<Identity> people = RandomSystem.PEOPLE.subList(0, 3);
        for (Image image : RandomSystem.pictures(21, 12, 150, 150)) {
            faces.add(new Face(
                    "face " + faces.size(), people.get(faces.size() % 3), image, Alignment.DLIB.landmarks(150, 150)));
        }
        return new FaceSet("drawn", Alignment.DLIB, faces);
    }

    private record Outcome(
            TrainingSummary training,
            AttackSummary heldOut,
            AttackSummary tuning,
            List<Image> attackedPictures,
            TuningResult tuned,
            List<DefenseEvaluation> evaluations,
            ExampleGallery gallery) {}

    private static Outcome run(int threads) {
        Experiment experiment = new Experiment(SMALL, RunContext.of(4));
        try (RandomSystem random = RandomSystem.start(threads)) {
            Experiment.Training training = experiment.train(FACES, random.backbone());
            EnrolledSystem system = training.system();
            List<AdversarialExample> heldOut = attack(experiment, experiment.planHeldOut(system, FACES), system);
            List<AdversarialExample> tuning = attack(experiment, experiment.planTraining(system, FACES), system);
            assertThat(heldOut).extracting(AdversarialExample::face).isSubsetOf(system.heldOutFaces(FACES));
            assertThat(tuning).extracting(AdversarialExample::face).isSubsetOf(system.trainingFaces(FACES));
            TuningResult tuned = experiment.tune(system, ExampleSource.of(tuning));
            List<DefenseEvaluation> evaluations = experiment.evaluate(system, FACES, ExampleSource.of(heldOut), tuned);
            ExampleGallery gallery = ExampleGallery.of(system, FACES, ExampleSource.of(heldOut), evaluations, 2);
            system.recognizer().close();
            return new Outcome(
                    training.summary(),
                    AttackSummary.of("held out", records(heldOut)),
                    AttackSummary.of("training", records(tuning)),
                    heldOut.stream().map(AdversarialExample::image).toList(),
                    tuned,
                    evaluations,
                    gallery);
        }
    }

    private static List<AdversarialExample> attack(
            Experiment experiment, List<AttackTask> plan, EnrolledSystem system) {
        List<AdversarialExample> examples = new ArrayList<>();
        experiment.attack(plan, system, (task, made) -> examples.addAll(made));
        return examples;
    }

    private static List<AttackRecord> records(List<AdversarialExample> examples) {
        return examples.stream().map(AttackRecord::of).toList();
    }

    @Test
    void theSameSeedGivesTheSameOutcomeForAnyNumberOfThreads() {
        Outcome one = run(1);
        assertThat(run(3)).isEqualTo(one);

        assertThat(one.training.epochs()).hasSize(3);
        assertThat(one.training.training().trials()).isEqualTo(9);
        assertThat(one.training.validation().trials()).isEqualTo(3);
        assertThat(one.heldOut.attacks())
                .extracting(AttackRecord::id)
                .hasSize(3)
                .allMatch(id -> id.startsWith("E"));
        assertThat(one.tuning.attacks()).extracting(AttackRecord::id).hasSize(2).allMatch(id -> id.startsWith("T"));
        assertThat(one.tuned.points()).hasSize(4);
        assertThat(one.evaluations).extracting(DefenseEvaluation::name).containsExactly("TUNED", "ZERO", "ARTICLE");
        assertThat(one.evaluations.get(0).config()).isEqualTo(one.tuned.best().config());
        assertThat(one.evaluations).allMatch(e -> e.outcomes().size() == 3);
        assertThat(one.evaluations.get(2).config().iterations()).isEqualTo(5);
        checkExamples(one);
    }

    private static void checkExamples(Outcome outcome) {
        assertThat(outcome.gallery.examples())
                .extracting(Example::defense)
                .containsExactly("TUNED", "TUNED", "ARTICLE");
        for (Example example : outcome.gallery.examples()) {
            assertThat(outcome.gallery.pictures())
                    .containsKeys(
                            example.facePicture(),
                            example.targetPicture(),
                            example.startPicture(),
                            example.attackedPicture(),
                            example.saliencyPicture(),
                            example.maskPicture(),
                            example.cleansedPicture());
            assertThat(outcome.attackedPictures)
                    .contains(outcome.gallery.pictures().get(example.attackedPicture()));
        }
        assertThat(outcome.gallery.pictures()).hasSize(21);
    }
}
