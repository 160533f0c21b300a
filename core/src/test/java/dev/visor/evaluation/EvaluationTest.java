package dev.visor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Dodging;
import dev.visor.attack.ExampleSource;
import dev.visor.attack.Goal;
import dev.visor.attack.Impersonation;
import dev.visor.defense.Fills;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.Threshold;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Scores;
import dev.visor.run.CancelledException;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Readings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Four clean pictures and four adversarial ones, whose answers are written down, and every rate counted by hand. */
class EvaluationTest {

    private static final Identity ANN = RandomSystem.PEOPLE.get(0);
    private static final Identity BEA = RandomSystem.PEOPLE.get(1);
    private static final Identity CEM = RandomSystem.PEOPLE.get(2);
    private static final RunContext RUN = RunContext.of(1);
    private static final SaliencyMaskConfig UPPER_LEFT =
            new SaliencyMaskConfig(new MapKind(Readings.ABSOLUTE, false), Threshold.absolute(0.5), 0, 0, 2, Fills.ZERO);

    private final TableRecognizer recognizer = new TableRecognizer(List.of(ANN, BEA, CEM));
    private final List<Face> clean = new ArrayList<>();
    private final List<AdversarialExample> adversarial = new ArrayList<>();
    private int pictures;

    /** Returns a gray picture of its own, of which the defense blackens the upper left pixel. */
    private Image picture(double[] before, double[] after) {
        pictures++;
        byte[] rgb = Image.filled(2, 2, Color.rgb8(10 * pictures, 0, 0)).toRgb8();
        Image image = Image.fromRgb8(2, 2, rgb);
        rgb[0] = 0;
        recognizer.put(image, before);
        recognizer.put(Image.fromRgb8(2, 2, rgb), after);
        return image;
    }

    private Face face(Identity person, Image image) {
        return new Face("face " + pictures, person, image, Alignment.DLIB.landmarks(2, 2));
    }

    private void clean(Identity person, double[] before, double[] after) {
        clean.add(face(person, picture(before, after)));
    }

    private void attack(Identity person, Goal goal, double[] before, double[] after) {
        Image image = picture(before, after);
        Scores scores = recognizer.identify(image);
        Mask region = Mask.of(2, 2, new boolean[] {true, true, false, false});
        adversarial.add(new AdversarialExample(
                "attack " + adversarial.size(),
                face(person, image),
                goal,
                image,
                image,
                region,
                scores,
                scores,
                scores,
                1,
                true,
                OptionalInt.empty()));
    }

    private DefenseEvaluation evaluate() {
        return new Evaluation(clean, ExampleSource.of(adversarial), recognizer)
                .evaluate(Map.of("blackened", UPPER_LEFT), CleanMaps.none(), RUN)
                .get(0);
    }

    private static double[] p(double ann, double bea, double cem) {
        return new double[] {ann, bea, cem};
    }

    private void fourAndFour() {
        clean(ANN, p(0.90, 0.05, 0.05), p(0.91, 0.05, 0.04));
        clean(ANN, p(0.70, 0.20, 0.10), p(0.85, 0.10, 0.05));
        clean(BEA, p(0.02, 0.95, 0.03), p(0.10, 0.30, 0.60));
        clean(BEA, p(0.85, 0.10, 0.05), p(0.20, 0.50, 0.30));
        attack(ANN, new Impersonation(BEA), p(0.03, 0.95, 0.02), p(0.90, 0.06, 0.04));
        attack(ANN, new Impersonation(BEA), p(0.20, 0.75, 0.05), p(0.75, 0.15, 0.10));
        attack(BEA, new Impersonation(CEM), p(0.05, 0.05, 0.90), p(0.04, 0.05, 0.91));
        attack(BEA, new Impersonation(CEM), p(0.85, 0.05, 0.10), p(0.005, 0.99, 0.005));
    }

    @Test
    void everyRateAtAnyConfidence() {
        fourAndFour();
        DefenseEvaluation result = evaluate();
        int any = result.indexOf(0);
        assertThat(result.before().get(any)).isEqualTo(new Rates(0, new Rate(3, 4), new Rate(0, 4), new Rate(3, 4)));
        assertThat(result.after().get(any)).isEqualTo(new Rates(0, new Rate(3, 4), new Rate(3, 4), new Rate(1, 4)));
        assertThat(result.defenseSuccess().get(any)).isEqualTo(new Rate(2, 4));
    }

    @Test
    void everyRateAtTheArticlesConfidence() {
        fourAndFour();
        DefenseEvaluation result = evaluate();
        int sure = result.indexOf(Evaluation.ARTICLE_THRESHOLD);
        assertThat(result.before().get(sure)).isEqualTo(new Rates(0.8, new Rate(2, 4), new Rate(0, 4), new Rate(2, 4)));
        assertThat(result.after().get(sure)).isEqualTo(new Rates(0.8, new Rate(2, 4), new Rate(2, 4), new Rate(1, 4)));
        assertThat(result.defenseSuccess().get(sure)).isEqualTo(new Rate(1, 4));
    }

    @Test
    void theGoodnessScoreBeforeAndAfter() {
        fourAndFour();
        DefenseEvaluation result = evaluate();
        assertScore(
                result.scoreBefore(),
                (0.90 + 0.70 + 0.95 + 0.10) / 4,
                (0.03 + 0.20 + 0.05 + 0.05) / 4,
                (0.95 + 0.75 + 0.90 + 0.10) / 4);
        assertScore(
                result.score(),
                (0.91 + 0.85 + 0.30 + 0.50) / 4,
                (0.90 + 0.75 + 0.05 + 0.99) / 4,
                (0.06 + 0.15 + 0.91 + 0.005) / 4);
    }

    private static void assertScore(GoodnessScore score, double cleanReal, double real, double target) {
        assertThat(score.cleanReal()).isCloseTo(cleanReal, within(1e-6));
        assertThat(score.adversarialReal()).isCloseTo(real, within(1e-6));
        assertThat(score.adversarialTarget()).isCloseTo(target, within(1e-6));
    }

    @Test
    void whatBecameOfEachPicture() {
        fourAndFour();
        DefenseEvaluation result = evaluate();
        assertThat(result.name()).isEqualTo("blackened");
        assertThat(result.config()).isEqualTo(UPPER_LEFT);
        Outcome outcome = result.outcomes().get(3);
        assertThat(outcome.attack()).isEqualTo("attack 3");
        assertThat(outcome.before().person()).isEqualTo(ANN);
        assertThat(outcome.before().confidence()).isCloseTo(0.85, within(1e-6));
        assertThat(outcome.before().realConfidence()).isCloseTo(0.05, within(1e-6));
        assertThat(outcome.before().targetConfidence()).isCloseTo(0.10, within(1e-6));
        assertThat(outcome.after().person()).isEqualTo(BEA);
        assertThat(outcome.maskedShare()).isEqualTo(0.25);
        assertThat(outcome.maskedFrameShare()).isEqualTo(0.5);
    }

    @Test
    void aHigherThresholdNeverCountsMore() {
        fourAndFour();
        DefenseEvaluation result = evaluate();
        assertThat(result.after())
                .extracting(Rates::threshold)
                .isSorted()
                .startsWith(0.0)
                .contains(0.8);
        for (int i = 1; i < result.after().size(); i++) {
            assertThat(result.after().get(i).clean().hits())
                    .isLessThanOrEqualTo(result.after().get(i - 1).clean().hits());
            assertThat(result.before().get(i).success().hits())
                    .isLessThanOrEqualTo(result.before().get(i - 1).success().hits());
        }
        assertThatThrownBy(() -> result.indexOf(0.123))
                .hasMessage("nothing was measured at the confidence threshold 0.123");
    }

    @Test
    void dodgingSucceedsWhenAnybodyElseIsAnswered() {
        clean(ANN, p(0.9, 0.05, 0.05), p(0.9, 0.05, 0.05));
        attack(ANN, new Dodging(ANN), p(0.1, 0.85, 0.05), p(0.9, 0.05, 0.05));
        attack(ANN, new Dodging(ANN), p(0.3, 0.1, 0.6), p(0.3, 0.1, 0.6));
        attack(ANN, new Dodging(ANN), p(0.6, 0.3, 0.1), p(0.6, 0.3, 0.1));
        attack(ANN, new Dodging(ANN), p(0.05, 0.05, 0.9), p(0.1, 0.9, 0.0001));
        DefenseEvaluation result = evaluate();
        assertThat(result.before().get(0).success()).isEqualTo(new Rate(3, 4));
        assertThat(result.after().get(0).success()).isEqualTo(new Rate(2, 4));
        assertThat(result.defenseSuccess().get(0)).isEqualTo(new Rate(1, 4));
        assertThat(result.before().get(result.indexOf(0.8)).success()).isEqualTo(new Rate(2, 4));
        assertThat(result.scoreBefore().adversarialTarget()).isCloseTo((0.9 + 0.7 + 0.4 + 0.95) / 4, within(1e-6));
        assertThat(result.outcomes().get(0).before().targetConfidence()).isZero();
    }

    @Test
    void needsPicturesOfBothKinds() {
        fourAndFour();
        assertThatThrownBy(() -> new Evaluation(List.of(), ExampleSource.of(adversarial), recognizer))
                .hasMessage("illegal pictures to evaluate on: 0 clean and 4 adversarial, must be at least one of each");
        assertThatThrownBy(() -> new Evaluation(clean, ExampleSource.of(List.of()), recognizer))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stopsWhenTheRunIsCancelled() {
        fourAndFour();
        Evaluation evaluation = new Evaluation(clean, ExampleSource.of(adversarial), recognizer);
        RunContext cancelled = RUN.cancelledWhen(() -> true);
        assertThatThrownBy(() -> evaluation.evaluate(Map.of("never", UPPER_LEFT), CleanMaps.none(), cancelled))
                .isInstanceOf(CancelledException.class);
    }
}
