package dev.visor.recognition.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products of panels, against sums one by one. */
class PanelMatrixTest {

    private static float[] drawn(long seed, int count) {
        float[] values = new float[count];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static PanelMatrix matrix(float[] values, int size, int threads) {
        return new PanelMatrix(
                values.length / size, size, row -> Arrays.copyOfRange(values, row * size, (row + 1) * size), threads);
    }

    /** To the last bit: a product is summed up in the order of its values. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 5", "1023, 4", "1024, 3", "1025, 16", "3000, 7", "2100, 130"})
    void everyProductIsThatOfItsRowSummedUpInOrder(int rows, int size) {
        float[] values = drawn(1, rows * size);
        float[] vectors = drawn(2, 3 * size);
        for (int threads = 1; threads <= 3; threads++) {
            try (PanelMatrix matrix = matrix(values, size, threads)) {
                float[] products = matrix.products(vectors, 3);
                assertThat(products).hasSize(3 * rows);
                for (int i = 0; i < products.length; i++) {
                    float sum = 0;
                    for (int k = 0; k < size; k++) {
                        sum += vectors[i / rows * size + k] * values[i % rows * size + k];
                    }
                    assertThat(products[i]).isEqualTo(sum);
                }
            }
        }
    }

    @Test
    void theMemoryHasTheValuesOfEachRow() {
        float[] values = drawn(1, 1300 * 5);
        try (PanelMatrix matrix = matrix(values, 5, 1)) {
            for (int row = 0; row < 1300; row++) {
                for (int k = 0; k < 5; k++) {
                    assertThat(matrix.columns()[matrix.firstColumn(row) + k][matrix.place(row)])
                            .isEqualTo(values[row * 5 + k]);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "1025, 16", "3000, 7"})
    void pullsBackTheSumOfTheRowsByTheirFactors(int rows, int size) {
        float[] values = drawn(1, rows * size);
        float[] factors = drawn(2, 2 * rows);
        try (PanelMatrix one = matrix(values, size, 1);
                PanelMatrix three = matrix(values, size, 3)) {
            float[] pulled = one.pulledBack(factors, 2);
            assertThat(three.pulledBack(factors, 2)).isEqualTo(pulled);
            for (int i = 0; i < pulled.length; i++) {
                double sum = 0;
                for (int row = 0; row < rows; row++) {
                    sum += (double) factors[i / size * rows + row] * values[row * size + i % size];
                }
                assertThat((double) pulled[i]).isCloseTo(sum, within(1e-4));
            }
        }
    }
}
