package dev.visor.network.internal;

import dev.visor.torch.Precision;
import dev.visor.torch.internal.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A convolution of its own weights. */
public final class Convolution implements Stage {

    private final Tensor weight;
    private final Tensor bias;
    private final int stride;
    private final int padding;

    private Convolution(Tensor weight, Tensor bias, int stride, int padding) {
        this.weight = weight;
        this.bias = bias;
        this.stride = stride;
        this.padding = padding;
    }

    /**
     * Makes the stage.
     *
     * @param precision of the computation. In bfloat16 the channels lie last in memory, in which the processor is
     *     faster; in 32-bit floats they don't, because that would change the last bits of answers
     * @param filters its weight and bias
     * @param stride in pixels
     * @param padding in pixels
     */
    public static Convolution of(Precision precision, Filters filters, int stride, int padding) {
        return precision == Precision.FLOAT32
                ? new Convolution(
                        Tensors.owned(filters.weight(), filters.shape()),
                        Tensors.owned(filters.bias(), filters.bias().length),
                        stride,
                        padding)
                : channelsLast(precision, filters, stride, padding);
    }

    /**
     * Makes the stage for pictures whose channels lie last in memory.
     *
     * @param precision of the computation
     */
    static Convolution channelsLast(Precision precision, Filters filters, int stride, int padding) {
        ScalarType type = precision == Precision.FLOAT32 ? ScalarType.Float : ScalarType.BFloat16;
        return new Convolution(
                Tensors.ownedFilters(type, filters.weight(), filters.shape()),
                Tensors.owned(type, filters.bias(), filters.bias().length),
                stride,
                padding);
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        return Layers.convolution(input, weight, bias, stride, padding, tape);
    }

    @Override
    public void close() {
        weight.close();
        bias.close();
    }
}
