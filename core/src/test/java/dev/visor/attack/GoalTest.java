package dev.visor.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Identity;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Scores;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class GoalTest {

    private static final Identity ANN = new Identity("Ann");
    private static final Identity BEA = new Identity("Bea");
    private static final Gallery GALLERY = new Gallery(List.of(ANN, BEA, new Identity("Cem")));

    @Test
    void impersonationsGradientIsThatOfTheTargetsCrossEntropy() {
        checkSlopes(new Impersonation(BEA), scores -> -Math.log(scores.confidence(BEA)));
    }

    @Test
    void dodgingsGradientIsThatOfTheOwnCrossEntropyDownwards() {
        checkSlopes(new Dodging(ANN), scores -> Math.log(scores.confidence(ANN)));
    }

    @Test
    void theMarginIsTheLeadOverTheNearestRival() {
        Scores scores = new Scores(GALLERY, new float[] {1, 4, 2.5f});
        assertThat(new Impersonation(ANN).margin(scores)).isEqualTo(-3);
        assertThat(new Impersonation(BEA).margin(scores)).isEqualTo(1.5);
        assertThat(new Dodging(BEA).margin(scores)).isEqualTo(-1.5);
        assertThat(new Dodging(ANN).margin(scores)).isEqualTo(3);
        assertThat(new Impersonation(ANN).marginGradient(scores)).containsExactly(1, -1, 0);
        assertThat(new Impersonation(BEA).marginGradient(scores)).containsExactly(0, 1, -1);
        assertThat(new Dodging(ANN).marginGradient(scores)).containsExactly(new float[] {-1, 1, 0}, within(0f));
    }

    @Test
    void theMarginIsAboveZeroWhereTheGoalHolds() {
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < 100; round++) {
            float[] logits = new float[3];
            for (int i = 0; i < 3; i++) {
                logits[i] = (float) random.nextDouble(-4, 4);
            }
            Scores scores = new Scores(GALLERY, logits);
            for (Goal goal : List.of(new Impersonation(ANN), new Impersonation(BEA), new Dodging(ANN))) {
                assertThat(goal.margin(scores) > 0).isEqualTo(goal.holds(scores));
            }
        }
    }

    @Test
    void theMarginsGradientIsItsSlope() {
        for (Goal goal : List.of(new Impersonation(BEA), new Dodging(ANN))) {
            checkSlopes(goal::marginGradient, goal::margin);
        }
        for (Loss loss : List.of(Loss.CROSS_ENTROPY, Loss.MARGIN)) {
            Goal goal = new Impersonation(ANN);
            ToDoubleFunction<Scores> falling = loss == Loss.MARGIN
                    ? scores -> -loss.objective(goal, scores)
                    : scores -> loss.value(loss.objective(goal, scores));
            checkSlopes(scores -> loss.gradient(goal, scores), falling);
        }
    }

    @Test
    void bothLossesHaveTheSameValueBetweenTwoPeople() {
        Gallery two = new Gallery(List.of(ANN, BEA));
        Goal goal = new Impersonation(ANN);
        for (float lead : new float[] {-800, -30, -1, 0, 1, 30}) {
            Scores scores = new Scores(two, new float[] {lead, 0});
            double margin = Loss.MARGIN.value(goal.margin(scores));
            assertThat(margin).isPositive();
            if (lead > -700) {
                assertThat(margin).isCloseTo(Loss.CROSS_ENTROPY.value(goal.confidence(scores)), within(1e-9));
            }
        }
        assertThat(Loss.MARGIN.value(-800)).isEqualTo(800);
    }

    private static void checkSlopes(Goal goal, ToDoubleFunction<Scores> loss) {
        checkSlopes(goal::crossEntropyGradient, loss);
    }

    private static void checkSlopes(Function<Scores, float[]> slope, ToDoubleFunction<Scores> loss) {
        SplittableRandom random = new SplittableRandom(9);
        float step = 1 / 256f;
        for (int round = 0; round < 20; round++) {
            float[] logits = new float[3];
            for (int i = 0; i < 3; i++) {
                logits[i] = Math.round(random.nextDouble(-4, 4) * 256) / 256f;
            }
            float[] gradient = slope.apply(new Scores(GALLERY, logits));
            for (int i = 0; i < 3; i++) {
                float[] moved = logits.clone();
                moved[i] = logits[i] + step;
                double up = loss.applyAsDouble(new Scores(GALLERY, moved));
                moved[i] = logits[i] - step;
                double down = loss.applyAsDouble(new Scores(GALLERY, moved));
                assertThat((double) gradient[i]).isCloseTo((up - down) / (2 * step), within(1e-5));
            }
        }
    }

    @Test
    void tinyProbabilitiesStillPull() {
        // The own probability rounds to one; the others' are below 1e-17.
        Scores sure = new Scores(GALLERY, new float[] {60, 20, 10});
        assertThat(sure.confidence(ANN)).isEqualTo(1);
        float[] dodging = new Dodging(ANN).crossEntropyGradient(sure);
        assertThat((double) dodging[0]).isCloseTo(Math.exp(-40) + Math.exp(-50), within(1e-22));
        assertThat((double) dodging[1]).isCloseTo(-Math.exp(-40), within(1e-22));
        float[] impersonation = new Impersonation(BEA).crossEntropyGradient(sure);
        assertThat(impersonation).containsExactly(new float[] {1, -1, (float) Math.exp(-50)}, within(1e-6f));
    }

    @Test
    void theConfidenceIsThatOfWhatTheAttackerWants() {
        Scores scores = new Scores(GALLERY, new float[] {0, (float) Math.log(2), (float) Math.log(5)});
        assertThat(new Impersonation(BEA).confidence(scores)).isCloseTo(0.25, within(1e-7));
        assertThat(new Dodging(BEA).confidence(scores)).isCloseTo(0.75, within(1e-7));
        assertThat(new Impersonation(BEA).holds(scores)).isFalse();
        assertThat(new Dodging(BEA).holds(scores)).isTrue();
        assertThat(new Impersonation(new Identity("Cem")).holds(scores)).isTrue();
        assertThat(new Dodging(new Identity("Cem")).holds(scores)).isFalse();
    }
}
