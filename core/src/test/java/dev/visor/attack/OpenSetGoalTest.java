package dev.visor.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Identity;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Threshold;
import dev.visor.recognition.Verdict;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In an open set a goal is reached when the decision is the target, not only the most likely person. */
class OpenSetGoalTest {

    private static final List<Identity> PEOPLE = RandomSystem.PEOPLE.subList(0, 3);
    private static final Gallery OPEN = Gallery.openSet(PEOPLE, new Threshold(0.4f, 0.001, 1000, 1));
    private static final Goal IMPERSONATION = new Impersonation(PEOPLE.get(1));
    private static final Goal DODGING = new Dodging(PEOPLE.get(0));

    private static Scores scores(float... logits) {
        return new Scores(OPEN, logits);
    }

    static Stream<Goal> goals() {
        return Stream.of(IMPERSONATION, DODGING);
    }

    @Test
    void theTargetMustReachTheThreshold() {
        assertThat(IMPERSONATION.holds(scores(-9, -1, -5))).isFalse();
        assertThat(IMPERSONATION.holds(scores(-9, 1, -5))).isTrue();
        assertThat(IMPERSONATION.holds(scores(3, 1, -5))).isFalse();
    }

    @Test
    void toBeUnknownIsToDodge() {
        assertThat(DODGING.holds(scores(2, -1, -5))).isFalse();
        assertThat(DODGING.holds(scores(-0.1f, -1, -5))).isTrue();
        assertThat(DODGING.holds(scores(2, 3, -5))).isTrue();
    }

    @Test
    void decisionsOfADefenseCountAsTheyAre() {
        Decision known = Decision.of(scores(2, -1, -5));
        assertThat(DODGING.holds(known)).isFalse();
        assertThat(DODGING.holds(known.as(Verdict.UNKNOWN))).isTrue();
        assertThat(DODGING.holds(known.as(Verdict.TAMPERED))).isFalse();
        assertThat(IMPERSONATION.holds(Decision.of(scores(-9, 1, 0)))).isTrue();
        assertThat(IMPERSONATION.holds(Decision.of(scores(-9, 1, 0)).as(Verdict.UNKNOWN)))
                .isFalse();
        Decision closed = Decision.of(new Scores(new Gallery(PEOPLE), new float[] {2, -1, -5}));
        assertThat(DODGING.holds(closed.as(Verdict.UNKNOWN)))
                .as("in a closed set it is an alarm")
                .isFalse();
    }

    /** The probabilities of all people and of nobody are the softmax with one more logit, which is 0. */
    @Test
    void nobodyTakesPartInTheSoftmax() {
        Scores open = scores(1, -2, 0.5f);
        Gallery four = new Gallery(RandomSystem.PEOPLE);
        Scores closed = new Scores(four, new float[] {1, -2, 0.5f, 0});
        for (int answer = 0; answer < 4; answer++) {
            assertThat(open.probability(answer)).isCloseTo(closed.probabilities()[answer], within(1e-12));
        }
        assertThat(open.probabilities()).hasSize(3);
        assertThat(new Scores(new Gallery(PEOPLE), new float[3]).unknownProbability())
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("goals")
    void theGoalHoldsWhereTheMarginIsAboveZeroAndTheConfidenceIsAHalf(Goal goal) {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 500; i++) {
            Scores scores = scores(logits(random));
            assertThat(goal.margin(scores) > 0).isEqualTo(goal.holds(scores));
            assertThat(goal.holds(Decision.of(scores))).isEqualTo(goal.holds(scores));
            if (goal.rises() && goal.confidence(scores) > 0.5) {
                assertThat(goal.holds(scores)).isTrue();
            }
        }
    }

    private static float[] logits(SplittableRandom random) {
        float[] logits = new float[3];
        for (int i = 0; i < 3; i++) {
            logits[i] = (float) random.nextDouble(-3, 3);
        }
        return logits;
    }

    @ParameterizedTest
    @MethodSource("goals")
    void gradientsAreTheSlopes(Goal goal) {
        SplittableRandom random = new SplittableRandom(7);
        float step = 1e-3f;
        for (int i = 0; i < 50; i++) {
            float[] logits = logits(random);
            float[] entropy = goal.crossEntropyGradient(scores(logits));
            float[] margin = goal.marginGradient(scores(logits));
            for (int person = 0; person < 3; person++) {
                float[] up = logits.clone();
                float[] down = logits.clone();
                up[person] += step;
                down[person] -= step;
                double width = (double) up[person] - down[person];
                double sign = goal.rises() ? -1 : 1;
                double slope = sign
                        * (Math.log(scores(up).confidence(goal.person()))
                                - Math.log(scores(down).confidence(goal.person())))
                        / width;
                assertThat((double) entropy[person]).isCloseTo(slope, within(1e-3));
                double marginSlope = (goal.margin(scores(up)) - goal.margin(scores(down))) / width;
                assertThat((double) margin[person]).isCloseTo(marginSlope, within(1e-2));
            }
        }
    }
}
