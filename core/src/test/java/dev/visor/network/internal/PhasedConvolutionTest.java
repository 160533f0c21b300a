package dev.visor.network.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.torch.Precision;
import dev.visor.torch.internal.Tensors;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gradient by phases against that of the plain convolution. */
class PhasedConvolutionTest {

    private static final int IN = 3;
    private static final int OUT = 5;
    private final SplittableRandom random = new SplittableRandom(7);

    /** With sides of both parities, so that a last row or column may stay outside all filters. */
    @ParameterizedTest
    @CsvSource({"7, 15, 16", "7, 16, 15", "7, 22, 22", "5, 9, 12", "3, 8, 9", "1, 6, 5", "7, 7, 8"})
    void isThePlainConvolution(int size, int height, int width) {
        Filters filters = filters(size);
        float[] input = draw(2 * IN * height * width);
        try (PointerScope scope = new PointerScope();
                Stage phased = new PhasedConvolution(filters);
                Stage plain = Convolution.of(Precision.FLOAT32, filters, 2, 0)) {
            Tape phasedTape = Tape.exact();
            Tape plainTape = Tape.exact();
            Tensor expected = plain.forward(Tensors.of(input, 2, IN, height, width), plainTape);
            Tensor actual = phased.forward(Tensors.of(input, 2, IN, height, width), phasedTape);
            assertClose(actual, expected);
            Tensor signal = Tensors.of(draw((int) expected.numel()), 2, OUT, expected.size(2), expected.size(3));
            assertClose(phasedTape.pullBack(signal), plainTape.pullBack(signal));
        }
    }

    @Test
    void refusesFiltersOfAnEvenSize() {
        Filters filters = filters(4);
        assertThatThrownBy(() -> new PhasedConvolution(filters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal size of the filters: 4, must be odd");
    }

    private Filters filters(int size) {
        return new Filters(draw(size * size * IN * OUT), draw(OUT), size);
    }

    private static void assertClose(Tensor actual, Tensor expected) {
        for (int dimension = 0; dimension < 4; dimension++) {
            assertThat(actual.size(dimension)).isEqualTo(expected.size(dimension));
        }
        assertThat(Tensors.toArray(actual)).containsExactly(Tensors.toArray(expected), within(1e-4f));
    }

    private float[] draw(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }
}
