package dev.visor.network.operator.internal;

import dev.visor.network.internal.ConvolutionGeometry;
import dev.visor.network.internal.PackedConvolution;
import dev.visor.network.internal.Stage;
import dev.visor.network.internal.Tape;
import java.util.List;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * A convolution with groups, dilation and padding. The channels lie last in memory. Where the steps are 1, the gradient is
 * a convolution with turned filters; both are packed if this machine's library can do that.
 */
final class ConvolutionStage implements Stage {

    private static final long[] NONE = {0, 0};

    private final Tensor weight;
    private final Tensor bias;
    private final ConvolutionGeometry geometry;
    private final @Nullable PackedConvolution forward;
    private final @Nullable PackedConvolution backward;

    /**
     * Makes the stage.
     *
     * @param weight [out, in / groups, height, width], its channels last in memory
     * @param bias [out], or an undefined tensor
     */
    ConvolutionStage(Tensor weight, Tensor bias, ConvolutionGeometry geometry) {
        this.weight = weight;
        this.bias = bias;
        this.geometry = geometry;
        weight.retainReference();
        if (bias.defined()) {
            bias.retainReference();
        }
        boolean packs = PackedConvolution.supports(ScalarType.Float);
        forward = packs ? new PackedConvolution(weight, bias, geometry, false) : null;
        backward = packs && canTurn() ? turned() : null;
    }

    /** Padding of the turned convolution must not be negative. */
    private boolean canTurn() {
        return geometry.stride().equals(List.of(1L, 1L)) && reach(0) >= 0 && reach(1) >= 0;
    }

    private long reach(int side) {
        return geometry.dilation().get(side) * (weight.size(2 + side) - 1)
                - geometry.padding().get(side);
    }

    private PackedConvolution turned() {
        long groups = geometry.groups();
        long out = weight.size(0) / groups;
        long in = weight.size(1);
        long height = weight.size(2);
        long width = weight.size(3);
        Tensor filters = weight.contiguous()
                .reshape(groups, out, in, height, width)
                .transpose(1, 2)
                .reshape(groups * in, out, height, width)
                .flip(2, 3)
                .contiguous(MemoryFormat.ChannelsLast);
        return new PackedConvolution(
                filters,
                new Tensor(),
                new ConvolutionGeometry(
                        List.of(1L, 1L), List.of(reach(0), reach(1)), geometry.dilation(), geometry.groups()),
                false);
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        // Another handle on the same memory would keep it until the pass ends.
        Tensor laid =
                input.is_contiguous(MemoryFormat.ChannelsLast) ? input : input.contiguous(MemoryFormat.ChannelsLast);
        tape.record(gradient -> pullBack(gradient.contiguous(MemoryFormat.ChannelsLast), laid));
        return forward != null
                ? forward.apply(laid)
                : torch.conv2d(
                        laid,
                        weight,
                        bias.defined() ? new TensorOptional(bias) : new TensorOptional(),
                        geometry.strides(),
                        geometry.paddings(),
                        geometry.dilations(),
                        geometry.groups());
    }

    private Tensor pullBack(Tensor gradient, Tensor input) {
        if (backward != null) {
            return backward.apply(gradient);
        }
        BoolPointer wanted = new BoolPointer(3).put(0, true).put(1, false).put(2, false);
        return torch.convolution_backward(
                        gradient,
                        input,
                        weight,
                        new LongArrayRefOptional(),
                        geometry.strides(),
                        geometry.paddings(),
                        geometry.dilations(),
                        false,
                        NONE,
                        geometry.groups(),
                        wanted)
                .get0();
    }

    @Override
    public void close() {
        weight.close();
        bias.close();
        if (forward != null) {
            forward.close();
        }
        if (backward != null) {
            backward.close();
        }
    }
}
