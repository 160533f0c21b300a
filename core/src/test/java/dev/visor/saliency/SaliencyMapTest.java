package dev.visor.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.image.Image;
import dev.visor.image.Mask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaliencyMapTest {

    /** Sorted: 1 2 2 2 3 4 5 6 7 8. */
    private static final SaliencyMap MAP = new SaliencyMap(5, 2, new float[] {8, 2, 1, 7, 2, 6, 3, 2, 5, 4});

    @ParameterizedTest
    @CsvSource({"0, 0", "0.05, 1", "0.1, 1", "0.11, 2", "0.4, 2", "0.41, 3", "0.9, 7", "0.91, 8", "1, 8"})
    void aQuantileIsTheSmallestValueThatThisShareDoesNotExceed(double share, float expected) {
        assertThat(MAP.quantile(share)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.9, 1", "0.7, 3", "0.5, 5", "0.4, 6", "0.2, 6", "0.1, 9", "0, 10", "1, 0"})
    void theShareAboveAQuantileIsWhatItLeavesExceptForTies(double share, int area) {
        assertThat(MAP.above(MAP.quantile(share)).area()).isEqualTo(area);
    }

    @Test
    void aboveIsStrict() {
        assertThat(MAP.above(6))
                .isEqualTo(Mask.of(
                        5, 2, new boolean[] {true, false, false, true, false, false, false, false, false, false}));
        assertThat(MAP.above(8).area()).isZero();
        assertThat(new SaliencyMap(2, 1, new float[] {0, 0}).above(0).area()).isZero();
    }

    @Test
    void knowsItsLargestAndItsMeanValue() {
        assertThat(MAP.max()).isEqualTo(8);
        assertThat(MAP.mean()).isEqualTo(4);
        assertThat(MAP.value(1, 0)).isEqualTo(6);
    }

    @Test
    void isDrawnTheDarkerTheHigher() {
        Image image = MAP.toImage();
        assertThat(image.value(0, 0, 0)).isZero();
        assertThat(image.value(1, 1, 4)).isEqualTo(Math.round(255 * 0.5f) / 255f);
        assertThat(new SaliencyMap(2, 1, new float[2]).toImage().value(2, 0, 1)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(floats = {-1e-9f, Float.NaN, Float.POSITIVE_INFINITY})
    void refusesValuesThatAreNoSaliency(float value) {
        assertThatThrownBy(() -> new SaliencyMap(1, 1, new float[] {value}))
                .hasMessage("illegal saliency: " + value + ", must be finite and at least 0");
    }

    @Test
    void refusesOtherRanges() {
        assertThatThrownBy(() -> MAP.quantile(1.01)).hasMessage("illegal quantile: 1.01, must be in [0, 1]");
        assertThatThrownBy(() -> MAP.quantile(Double.NaN)).hasMessageContaining("illegal quantile: NaN");
        assertThatThrownBy(() -> new SaliencyMap(2, 2, new float[3]))
                .hasMessage("illegal number of values: 3, must be 4");
    }
}
