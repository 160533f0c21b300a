package dev.visor.defense.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.attack.Goal;
import dev.visor.attack.Impersonation;
import dev.visor.attack.Loss;
import dev.visor.defense.Fills;
import dev.visor.defense.RegionMask;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Decision;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Certified detection as an attacker sees it who knows it. */
class PursuedAgreementTest {

    private static final int SIZE = 12;
    private static final List<Image> PICTURES = RandomSystem.pictures(8, 60, SIZE, SIZE);
    private static final LinearRecognizer RECOGNIZER = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.2);
    private static final List<Double> SLACKS = List.of(0.3, 1.5, 0.0);
    private static final List<MaskedLook> LOOKS =
            IntStream.range(0, 3).mapToObj(PursuedAgreementTest::look).toList();
    private static final AgreeingRecognizer ANSWERS =
            new AgreeingRecognizer(LOOKS, new Agreement(SLACKS), CertifiedDetection.Disagreement.ALARM, RECOGNIZER);
    private static final WhiteBoxRecognizer PURSUED = new PursuedAgreement(
            ANSWERS,
            new Agreement(SLACKS),
            IntStream.range(0, 3)
                    .mapToObj(mask -> LOOKS.get(mask).inFrontOf(RECOGNIZER).stream()
                            .map(view -> new WeightedLook(view, SLACKS.get(mask)))
                            .toList())
                    .toList());

    /** A band of rows; the second one is looked at mirrored, too. */
    private static MaskedLook look(int number) {
        boolean[] inside = new boolean[SIZE * SIZE];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = i / SIZE >= 4 * number && i / SIZE < 4 * number + 3;
        }
        return new MaskedLook(
                "band " + number, new RegionMask(Mask.of(SIZE, SIZE, inside), Fills.ZERO), null, number == 1);
    }

    @Test
    void aPersonIsAcceptedWhoseScoreIsAtLeastZero() {
        List<Scores> scores = PURSUED.identify(PICTURES);
        List<Decision> decisions = PURSUED.decide(PICTURES);
        int accepted = 0;
        for (int i = 0; i < PICTURES.size(); i++) {
            assertThat(decisions.get(i).verdict())
                    .isEqualTo(ANSWERS.decide(PICTURES.get(i)).verdict());
            for (Identity person : RandomSystem.PEOPLE) {
                Goal goal = new Impersonation(person);
                boolean recognized = decisions.get(i).verdict() == Verdict.PERSON
                        && decisions.get(i).scores().best().equals(person);
                assertThat(goal.holds(scores.get(i))).isEqualTo(recognized);
                assertThat(goal.margin(scores.get(i)) >= 0).isEqualTo(recognized);
                accepted += recognized ? 1 : 0;
            }
        }
        assertThat(accepted).isBetween(1, PICTURES.size() - 1);
    }

    @Test
    void untilThenTheScoreIsMinusTheMeanLogisticLoss() {
        for (Image picture : PICTURES) {
            float[] scores = PURSUED.identify(picture).logits();
            for (int person = 0; person < scores.length; person++) {
                if (scores[person] < 0) {
                    assertThat((double) scores[person]).isCloseTo(-loss(picture, person), within(1e-5));
                }
            }
        }
    }

    private static double loss(Image picture, int person) {
        double sum = 0;
        for (int mask = 0; mask < 3; mask++) {
            Image masked = LOOKS.get(mask).mask().cleanse(picture);
            float[] logits = RECOGNIZER.identify(masked).logits();
            if (mask == 1) {
                float[] other = RECOGNIZER.identify(masked.mirrored()).logits();
                for (int i = 0; i < logits.length; i++) {
                    logits[i] = (logits[i] + other[i]) / 2;
                }
            }
            double rival = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < logits.length; i++) {
                rival = i == person ? rival : Math.max(rival, logits[i]);
            }
            sum += Math.log1p(Math.exp(rival - logits[person] - SLACKS.get(mask)));
        }
        return sum / 3;
    }

    @Test
    void gradientsComeWithTheSameScoresAndLeadUphill() {
        Identity target = RandomSystem.PEOPLE.get(1);
        Goal goal = new Impersonation(target);
        List<Backward> results =
                PURSUED.backward(PICTURES, (probe, scores) -> Loss.MARGIN.gradient(goal, scores), BackwardRule.EXACT);
        List<Scores> scores = PURSUED.identify(PICTURES);
        int uphill = 0;
        int open = 0;
        for (int i = 0; i < PICTURES.size(); i++) {
            assertThat(results.get(i).isExact()).isTrue();
            assertThat(results.get(i).scores().logits()).isEqualTo(scores.get(i).logits());
            if (goal.margin(scores.get(i)) < 0) {
                open++;
                Image moved = moved(PICTURES.get(i), results.get(i).gradient());
                uphill += goal.margin(PURSUED.identify(moved)) > goal.margin(scores.get(i)) ? 1 : 0;
            }
        }
        assertThat(uphill).isEqualTo(open).isPositive();
    }

    private static Image moved(Image picture, float[] gradient) {
        float[] values = picture.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, Math.min(1, values[i] - 2 / 255f * Math.signum(gradient[i])));
        }
        return Image.of(SIZE, SIZE, values);
    }
}
