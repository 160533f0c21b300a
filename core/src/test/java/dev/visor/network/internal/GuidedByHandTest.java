package dev.visor.network.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.torch.internal.Tensors;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/**
 * A network small enough to be worked by hand. The input is 0..15 as a 4x4 picture. A window of nine ones adds up to nine
 * times its middle: 45 and 54 above, 81 and 90 below. With the biases -50 and -75 the two maps are
 *
 * <pre>
 *     -5   4        -30  -21
 *     31  40          6   15
 * </pre>
 *
 * so after the ReLU three values of the first map live, and two of the second. The signal at a pixel is the sum of the
 * signals of the windows that cover it: the four corners of the picture are covered by one window each, the middle by
 * all four.
 */
class GuidedByHandTest {

    /** The last three weights, of the second map without its first value, decide what the rules differ in. */
    private static float[] map(float lastThree, Tape tape) {
        try (PointerScope scope = new PointerScope()) {
            float[] input = new float[16];
            for (int i = 0; i < input.length; i++) {
                input[i] = i;
            }
            float[] ones = new float[18];
            Arrays.fill(ones, 1);
            float[] row = {1, 1, 1, 1, 1, lastThree, lastThree, lastThree};
            Tensor x = Layers.convolution(
                    Tensors.of(input, 1, 1, 4, 4),
                    Tensors.of(ones, 2, 1, 3, 3),
                    Tensors.of(new float[] {-50, -75}, 2),
                    1,
                    0,
                    tape);
            x = Layers.relu(x, tape);
            tape.record(gradient -> gradient.reshape(1, 2, 2, 2));
            x = Layers.linear(x.reshape(1, 8), Tensors.of(row, 1, 8), Tensors.of(new float[1], 1), tape);
            assertThat(Tensors.toArray(x)).containsExactly(4 + 31 + 40 + lastThree * (6 + 15));
            return Tensors.toArray(tape.pullBack(Tensors.of(new float[] {1}, 1, 1)));
        }
    }

    @Test
    void dropsTheNegativeSignalsOfTheSecondMap() {
        // Windows: 0 1 / 1 1, from the first map alone.
        assertThat(map(-1, Tape.guided())).containsExactly(0, 1, 1, 1, 1, 3, 3, 2, 1, 3, 3, 2, 1, 2, 2, 1);
    }

    @Test
    void theGradientKeepsThem() {
        // Windows: 0 1 / 1-1 1-1.
        assertThat(map(-1, Tape.exact())).containsExactly(0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 0);
    }

    @Test
    void theRulesAgreeWhereEverySignalIsPositive() {
        // Windows: 0 1 / 1+1 1+1.
        float[] expected = {0, 1, 1, 1, 2, 5, 5, 3, 2, 5, 5, 3, 2, 4, 4, 2};
        assertThat(map(1, Tape.guided())).containsExactly(expected);
        assertThat(map(1, Tape.exact())).containsExactly(expected);
    }

    @Test
    void aReluPassesWhatIsPositiveOnBothSides() {
        float[] activations = {-1, -1, 2, 2, 0};
        float[] signals = {3, -3, 3, -3, 3};
        assertThat(throughRelu(activations, signals, Tape.exact())).containsExactly(0, 0, 3, -3, 0);
        assertThat(throughRelu(activations, signals, Tape.guided())).containsExactly(0, 0, 3, 0, 0);
    }

    private static float[] throughRelu(float[] activations, float[] signals, Tape tape) {
        try (PointerScope scope = new PointerScope()) {
            Layers.relu(Tensors.of(activations, activations.length), tape);
            return Tensors.toArray(tape.pullBack(Tensors.of(signals, signals.length)));
        }
    }
}
