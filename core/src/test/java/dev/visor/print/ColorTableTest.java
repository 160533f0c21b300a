package dev.visor.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.visor.image.Color;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ColorTableTest {

    private static final int PIXELS = 40;

    private static float[] random(long seed, int values) {
        Random random = new Random(seed);
        float[] array = new float[values];
        for (int i = 0; i < values; i++) {
            array[i] = random.nextFloat();
        }
        return array;
    }

    @Test
    void theIdentityChangesNothing() {
        float[] colors = random(1, 3 * PIXELS);
        float[] mapped = ColorTable.sampled(5, UnaryOperator.identity()).apply(colors);
        for (int i = 0; i < colors.length; i++) {
            assertThat(mapped[i]).isCloseTo(colors[i], within(1e-6f));
        }
    }

    @Test
    void nodesAreMetExactlyAndInTheOrderRedGreenBlue() {
        float[] nodes = random(2, 3 * 27);
        ColorTable table = ColorTable.of(3, nodes);
        Color seen = table.at(new Color(0.5f, 0, 1));
        int node = (1 * 3 + 0) * 3 + 2;
        assertThat(seen).isEqualTo(new Color(nodes[3 * node], nodes[3 * node + 1], nodes[3 * node + 2]));
        assertThat(table.values()).isEqualTo(nodes);
    }

    /** A product of the channels is trilinear, so that the table must meet it between the nodes as well. */
    @Test
    void trilinearFunctionsAreMetEverywhere() {
        ColorTable table = ColorTable.sampled(2, c -> new Color(c.red() * c.green() * c.blue(), c.red(), c.blue()));
        Color seen = table.at(new Color(0.3f, 0.6f, 0.9f));
        assertThat(seen.red()).isCloseTo(0.3f * 0.6f * 0.9f, within(1e-6f));
    }

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        ColorTable table = ColorTable.of(4, random(3, 3 * 64));
        float[] colors = random(4, 3 * PIXELS);
        float[] gradient = random(5, 3 * PIXELS);
        float[] pulled = table.pullBack(colors, gradient);
        float step = 1e-3f;
        int compared = 0;
        for (int i = 0; i < colors.length; i++) {
            float[] higher = colors.clone();
            float[] lower = colors.clone();
            higher[i] += step;
            lower[i] -= step;
            if ((int) (higher[i] * 3) != (int) (lower[i] * 3)) {
                continue; // a node lies between
            }
            double difference = dot(table.apply(higher), gradient) - dot(table.apply(lower), gradient);
            assertThat((double) pulled[i]).isCloseTo(difference / (2 * step), within(2e-3));
            compared++;
        }
        assertThat(compared).isGreaterThan(colors.length / 2);
    }

    @Test
    void valuesOutsideCountAsTheNearestAndHaveNoGradient() {
        ColorTable table = ColorTable.sampled(2, UnaryOperator.identity());
        float[] colors = {-0.5f, 0.5f, 1.5f};
        assertThat(table.apply(colors)).containsExactly(0f, 0.5f, 1f);
        assertThat(table.pullBack(colors, new float[] {1, 1, 1})).containsExactly(0f, 1f, 0f);
    }

    @Test
    void wrongSizesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColorTable.of(1, new float[3]))
                .withMessage("illegal size of a color table: 1, must be in [2, 64]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColorTable.of(2, new float[3]))
                .withMessage("illegal number of values of a color table: 3, must be 24");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColorTable.of(2, random(1, 24)).apply(new float[4]))
                .withMessage("illegal number of values: 4, must be a multiple of 3");
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
