package dev.visor.network.internal;

import dev.visor.torch.Precision;
import dev.visor.torch.internal.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A convolution by steps of 1 that keeps the size of the picture, with a ReLU behind it. The channels lie last in memory.
 *
 * <p>The gradient at its input is a convolution of the gradient at its output, whose filters are turned by 180 degrees
 * and lead from the outputs to the inputs. So both directions are packed.
 */
final class RectifiedConvolution implements Stage {

    private final PackedConvolution forward;
    private final PackedConvolution backward;

    private RectifiedConvolution(Tensor weight, Tensor bias) {
        forward = new PackedConvolution(weight, bias, true);
        Tensor turned = weight.flip(2, 3).transpose(0, 1).contiguous(MemoryFormat.ChannelsLast);
        backward = new PackedConvolution(turned, new Tensor(), false);
    }

    /**
     * Makes the stage.
     *
     * @param precision of the computation
     * @param filters of an odd size
     */
    static Stage of(Precision precision, Filters filters) {
        ScalarType type = precision == Precision.FLOAT32 ? ScalarType.Float : ScalarType.BFloat16;
        if (!PackedConvolution.supports(type)) {
            Convolution convolution = Convolution.channelsLast(precision, filters, 1, filters.size() / 2);
            return new Rectified(convolution);
        }
        try (PointerScope scope = new PointerScope()) {
            Tensor weight =
                    Tensors.of(filters.weight(), filters.shape()).to(type).contiguous(MemoryFormat.ChannelsLast);
            return new RectifiedConvolution(
                    weight, Tensors.of(filters.bias(), filters.bias().length).to(type));
        }
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        tape.record(backward::apply);
        return Layers.rectified(forward.apply(input), tape);
    }

    @Override
    public void close() {
        forward.close();
        backward.close();
    }

    /** The same, convolution and ReLU one after the other, where the native library has no packed filters. */
    private record Rectified(Convolution convolution) implements Stage {

        @Override
        public Tensor forward(Tensor input, Tape tape) {
            return Layers.relu(convolution.forward(input, tape), tape);
        }

        @Override
        public void close() {
            convolution.close();
        }
    }
}
