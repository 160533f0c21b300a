package dev.visor.recognition.internal;

import dev.visor.torch.internal.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A convolution of its own weights. */
final class Convolution implements Stage {

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
     * @param type of the numbers that it computes with. In bfloat16 the channels lie last in memory, in which the
     *     processor is faster; in 32-bit floats they don't, because that would change the last bits of answers
     */
    static Convolution of(ScalarType type, Filters filters, int stride, int padding) {
        return type == ScalarType.Float
                ? new Convolution(
                        Tensors.owned(filters.weight(), filters.shape()),
                        Tensors.owned(filters.bias(), filters.bias().length),
                        stride,
                        padding)
                : channelsLast(type, filters, stride, padding);
    }

    /**
     * Makes the stage for pictures whose channels lie last in memory.
     *
     * @param type of the numbers that it computes with
     */
    static Convolution channelsLast(ScalarType type, Filters filters, int stride, int padding) {
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
