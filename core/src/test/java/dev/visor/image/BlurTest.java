package dev.visor.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlurTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isTheGaussianMeanOfTheSurroundings(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int width = random.nextInt(1, 30);
        int height = random.nextInt(1, 30);
        double sigma = 0.4 + 4 * random.nextDouble();
        float[] plane = new float[width * height];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = (float) random.nextDouble(-1, 3);
        }
        float[] blurred = Blur.gaussian(plane, width, height, sigma);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                assertThat((double) blurred[row * width + column])
                        .as("seed %d, %dx%d, sigma %s, row %d, column %d", seed, width, height, sigma, row, column)
                        .isCloseTo(naive(plane, width, height, sigma, row, column), within(2e-3));
            }
        }
    }

    private static double naive(float[] plane, int width, int height, double sigma, int row, int column) {
        int radius = (int) Math.ceil(6 * sigma);
        double sum = 0;
        double weights = 0;
        for (int y = -radius; y <= radius; y++) {
            for (int x = -radius; x <= radius; x++) {
                double weight = Math.exp(-(x * x + y * y) / (2 * sigma * sigma));
                int sourceRow = Math.min(height - 1, Math.max(0, row + y));
                int sourceColumn = Math.min(width - 1, Math.max(0, column + x));
                sum += weight * plane[sourceRow * width + sourceColumn];
                weights += weight;
            }
        }
        return sum / weights;
    }

    @Test
    void refusesASigmaOutOfRange() {
        assertThatThrownBy(() -> Blur.gaussian(new float[4], 2, 2, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal sigma: 0.0, must be in (0, 1000]");
        assertThatThrownBy(() -> Blur.gaussian(new float[4], 2, 2, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Blur.gaussian(new float[5], 2, 2, 1)).hasMessageContaining("must be 4 for 2x2");
    }
}
