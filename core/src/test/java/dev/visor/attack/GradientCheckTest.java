package dev.visor.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.image.Mask;
import dev.visor.recognition.Backward;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Scores;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientCheckTest {

    private static final Scores SCORES = new Scores(new Gallery(Attackers.PEOPLE), new float[4]);

    /** The right pixel of two. */
    private static final Mask RIGHT = Mask.of(2, 1, new boolean[] {false, true});

    private static Backward gradient(float... values) {
        return new Backward(SCORES, values);
    }

    @Test
    void countsWhatIsZeroOrNotFiniteWithinTheRegion() {
        float nan = Float.NaN;
        float infinite = Float.NEGATIVE_INFINITY;
        GradientCheck check = GradientCheck.of(
                List.of(
                        gradient(0, 0, 0, 0, 0, -1e-30f),
                        gradient(5, 0, nan, -0f, infinite, 0),
                        gradient(0, 0, 0, 0, 0, 0),
                        gradient(0, 1, 0, nan, 0, 2),
                        gradient(0, infinite, 0, 0, 0, 0),
                        gradient(nan, 1, nan, 2, infinite, 3)),
                RIGHT);
        assertThat(check).isEqualTo(new GradientCheck(6, 2, 2));
        assertThat(check.isSound()).isFalse();
        assertThat(check.plus(new GradientCheck(4, 1, 0))).isEqualTo(new GradientCheck(10, 3, 2));
    }

    @Test
    void aGradientThatCanBeFollowedIsSound() {
        assertThat(GradientCheck.of(List.of(gradient(0, 0, 0, 1, 0, 0)), RIGHT).isSound())
                .isTrue();
        assertThat(GradientCheck.of(List.of(), RIGHT)).isEqualTo(new GradientCheck(0, 0, 0));
        assertThat(new GradientCheck(1, 1, 0).isSound()).isFalse();
        assertThat(new GradientCheck(1, 0, 1).isSound()).isFalse();
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> GradientCheck.of(List.of(gradient(0, 0, 0)), RIGHT))
                .hasMessage("illegal gradient: 3 values, must be 6 for a region of 2x1");
        assertThatThrownBy(() -> GradientCheck.of(List.of(), Mask.empty(2, 1)))
                .hasMessage("illegal region: no pixels, must be at least one");
        assertThatThrownBy(() -> new GradientCheck(2, 2, 1))
                .hasMessage("illegal counts of gradients: 2 zero and 1 not finite, must be at least 0 and at most 2"
                        + " together");
    }
}
