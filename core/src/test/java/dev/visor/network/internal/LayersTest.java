package dev.visor.network.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.torch.internal.Tensors;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every layer's pull-back against central differences of a weighted sum of the layer's outputs. */
class LayersTest {

    private static final float STEP = 1 / 64f;
    private final SplittableRandom random = new SplittableRandom(11);

    /** As the threads of an engine do; for layers this small, sharing the work out costs more than the work. */
    @BeforeAll
    static void computeAlone() {
        torch.set_num_threads(1);
    }

    private interface Layer {
        Tensor forward(Tensor input, Tape tape);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1", "2, 0", "2, 1", "3, 2"})
    void convolution(int stride, int padding) {
        float[] weight = draw(4 * 3 * 3 * 3);
        float[] bias = draw(4);
        check(
                (x, tape) -> Layers.convolution(
                        x, Tensors.of(weight, 4, 3, 3, 3), Tensors.of(bias, 4), stride, padding, tape),
                2,
                3,
                7,
                6);
    }

    @Test
    void linear() {
        float[] weight = draw(4 * 5);
        float[] bias = draw(4);
        check((x, tape) -> Layers.linear(x, Tensors.of(weight, 4, 5), Tensors.of(bias, 4), tape), 3, 5);
    }

    @Test
    void relu() {
        check(Layers::relu, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "3, 2", "3, 1"})
    void maxPool(int size, int stride) {
        check((x, tape) -> Layers.maxPool(x, size, stride, tape), 2, 2, 7, 8);
        check((x, tape) -> Layers.maxPool(Layers.channelsLast(x, tape), size, stride, tape), 2, 2, 7, 8);
    }

    /** The layout is what the caller chose; among equal values the first one gets the signal in both. */
    @Test
    void theLayoutChangesNothingAboutMaxPool() {
        float[] input = new float[2 * 3 * 9 * 8];
        for (int i = 0; i < input.length; i++) {
            input[i] = random.nextInt(4);
        }
        float[] signal = draw(2 * 3 * 4 * 3);
        try (PointerScope scope = new PointerScope()) {
            Tape plainTape = Tape.exact();
            Tape lastTape = Tape.exact();
            Tensor plain = Tensors.of(input, 2, 3, 9, 8);
            Tensor last = plain.contiguous(MemoryFormat.ChannelsLast);
            Tensor ofPlain = Layers.maxPool(plain, 3, 2, plainTape);
            Tensor ofLast = Layers.maxPool(last, 3, 2, lastTape);
            assertThat(ofPlain.is_contiguous()).isTrue();
            assertThat(ofLast.is_contiguous(MemoryFormat.ChannelsLast)).isTrue();
            assertThat(Tensors.toArray(ofPlain)).isEqualTo(naiveMaxPool(input)).isEqualTo(Tensors.toArray(ofLast));
            Tensor gradient = Tensors.of(signal, 2, 3, 4, 3);
            float[] ofPlainTape = Tensors.toArray(plainTape.pullBack(gradient));
            assertThat(ofPlainTape)
                    .isEqualTo(naiveMaxPoolBack(input, signal))
                    .isEqualTo(Tensors.toArray(lastTape.pullBack(gradient)));
        }
    }

    private static float[] naiveMaxPool(float[] input) {
        int[] places = naivePlaces(input);
        float[] outputs = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            outputs[i] = input[places[i]];
        }
        return outputs;
    }

    private static float[] naiveMaxPoolBack(float[] input, float[] signal) {
        int[] places = naivePlaces(input);
        float[] gradient = new float[input.length];
        for (int i = 0; i < places.length; i++) {
            gradient[places[i]] += signal[i];
        }
        return gradient;
    }

    /** Where the first of the largest values of each 3x3 window lies in six maps of 9 rows and 8 columns. */
    private static int[] naivePlaces(float[] input) {
        int[] places = new int[6 * 4 * 3];
        for (int i = 0; i < places.length; i++) {
            int corner = i / 12 * 72 + i / 3 % 4 * 2 * 8 + i % 3 * 2;
            places[i] = corner;
            for (int j = 0; j < 9; j++) {
                int place = corner + j / 3 * 8 + j % 3;
                places[i] = input[place] > input[places[i]] ? place : places[i];
            }
        }
        return places;
    }

    @ParameterizedTest
    @CsvSource({"2", "3"})
    void averagePool(int size) {
        check((x, tape) -> Layers.averagePool(x, size, tape), 2, 2, 7, 8);
    }

    @Test
    void globalAverage() {
        check(Layers::globalAverage, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @CsvSource({"3, 4", "4, 4", "3, 5", "5, 7"})
    void padBottomRight(int height, int width) {
        check((x, tape) -> Layers.padBottomRight(x, height, width, tape), 2, 2, 3, 4);
    }

    @Test
    void sample() {
        float[] grid = new float[5 * 4 * 2];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = (float) random.nextDouble(-1.4, 1.4);
        }
        check((x, tape) -> Layers.sample(x, Tensors.of(grid, 1, 5, 4, 2), tape), 2, 3, 6, 7);
    }

    @Test
    void branchesAddUp() {
        float[] weight = draw(3 * 3 * 3 * 3);
        check(
                (x, tape) -> {
                    Tape left = tape.branch();
                    Tape right = tape.branch();
                    Tensor y = Layers.convolution(
                            x, Tensors.of(weight, 3, 3, 3, 3), Tensors.of(new float[3], 3), 1, 1, left);
                    Tensor z = Layers.padBottomRight(Layers.averagePool(x, 2, right), 4, 4, right);
                    tape.record(gradient -> left.pullBack(gradient).add(right.pullBack(gradient)));
                    return y.add(z);
                },
                1,
                3,
                4,
                4);
    }

    /** The inputs are odd multiples of the step, all different, so that no difference reaches over a kink or a tie. */
    private void check(Layer layer, long... shape) {
        int count = 1;
        for (long size : shape) {
            count *= (int) size;
        }
        float[] input = new float[count];
        for (int i = 0; i < count; i++) {
            input[i] = (2 * i + 1 - count / 2 * 2) * 2 * STEP;
        }
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            float swapped = input[i];
            input[i] = input[j];
            input[j] = swapped;
        }
        float[] outputs = outputs(layer, input, shape);
        float[] weights = draw(outputs.length);
        float[] gradient = gradient(layer, input, weights, shape);
        assertThat(gradient).hasSize(count);
        for (int i = 0; i < count; i++) {
            float[] moved = input.clone();
            moved[i] = input[i] + STEP;
            double up = sum(outputs(layer, moved, shape), weights);
            moved[i] = input[i] - STEP;
            double down = sum(outputs(layer, moved, shape), weights);
            assertThat((double) gradient[i]).as("input %d", i).isCloseTo((up - down) / (2 * STEP), within(2e-3));
        }
    }

    private static float[] outputs(Layer layer, float[] input, long... shape) {
        try (PointerScope scope = new PointerScope()) {
            return Tensors.toArray(layer.forward(Tensors.of(input, shape), Tape.none()));
        }
    }

    private static float[] gradient(Layer layer, float[] input, float[] weights, long... shape) {
        try (PointerScope scope = new PointerScope()) {
            Tape tape = Tape.exact();
            Tensor output = layer.forward(Tensors.of(input, shape), tape);
            long[] outputShape = new long[(int) output.dim()];
            for (int i = 0; i < outputShape.length; i++) {
                outputShape[i] = output.size(i);
            }
            return Tensors.toArray(tape.pullBack(Tensors.of(weights, outputShape)));
        }
    }

    private static double sum(float[] outputs, float[] weights) {
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            sum += (double) outputs[i] * weights[i];
        }
        return sum;
    }

    private float[] draw(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }
}
