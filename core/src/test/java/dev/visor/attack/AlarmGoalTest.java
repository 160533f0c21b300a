package dev.visor.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Identity;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Scores;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a picture can raise an alarm, an attacker must be accepted as somebody. */
class AlarmGoalTest {

    private static final List<Identity> PEOPLE = RandomSystem.PEOPLE.subList(0, 3);
    private static final Gallery CLOSED = new Gallery(PEOPLE);
    private static final Goal IMPERSONATION = new Impersonation(PEOPLE.get(1));
    private static final Goal DODGING = new Dodging(PEOPLE.get(0));

    private static Scores scores(float... logits) {
        return new Scores(CLOSED.withAlarm(), logits);
    }

    static Stream<Goal> goals() {
        return Stream.of(IMPERSONATION, DODGING);
    }

    @Test
    void anAlarmReachesNoGoal() {
        assertThat(IMPERSONATION.holds(scores(-9, -1, -5))).isFalse();
        assertThat(IMPERSONATION.holds(scores(-9, 1, -5))).isTrue();
        assertThat(DODGING.holds(scores(-9, -1, -5))).isFalse();
        assertThat(DODGING.holds(scores(2, 1, -5))).isFalse();
        assertThat(DODGING.holds(scores(2, 3, -5))).isTrue();
    }

    @Test
    void theGalleryIsOfTheSamePeople() {
        assertThat(CLOSED.canReject()).isFalse();
        assertThat(CLOSED.withAlarm().canReject()).isTrue();
        assertThat(CLOSED.withAlarm().isOpenSet()).isFalse();
        assertThat(CLOSED.withAlarm()).isNotEqualTo(CLOSED).isEqualTo(new Gallery(PEOPLE).withAlarm());
        assertThat(scores(-1, -1, -1).unknownProbability()).isCloseTo(1 / (1 + 3 * Math.exp(-1)), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("goals")
    void theGoalHoldsWhereTheMarginIsAboveZero(Goal goal) {
        SplittableRandom random = new SplittableRandom(6);
        float step = 1e-3f;
        int held = 0;
        for (int i = 0; i < 500; i++) {
            float[] logits = new float[3];
            for (int person = 0; person < 3; person++) {
                logits[person] = (float) random.nextDouble(-3, 3);
            }
            assertThat(goal.margin(scores(logits)) > 0).isEqualTo(goal.holds(scores(logits)));
            held += goal.holds(scores(logits)) ? 1 : 0;
            float[] gradient = goal.marginGradient(scores(logits));
            for (int person = 0; person < 3; person++) {
                float[] more = logits.clone();
                more[person] += step;
                float[] less = logits.clone();
                less[person] -= step;
                double slope = (goal.margin(scores(more)) - goal.margin(scores(less))) / (2 * step);
                assertThat((double) gradient[person]).isCloseTo(slope, within(1e-2));
            }
        }
        assertThat(held).isBetween(100, 400);
    }
}
