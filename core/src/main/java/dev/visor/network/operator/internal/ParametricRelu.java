package dev.visor.network.operator.internal;

import dev.visor.network.graph.Constant;
import dev.visor.network.graph.internal.Constants;
import dev.visor.network.graph.internal.Operation;
import dev.visor.network.graph.internal.Operator;
import dev.visor.network.graph.internal.Site;
import dev.visor.network.internal.Stage;
import dev.visor.network.internal.Tape;
import dev.visor.torch.internal.Tensors;
import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** {@code PRelu}: negative values are multiplied by a slope, one for all or one per channel or value. */
final class ParametricRelu implements Operator {

    @Override
    public Operation compile(Site site) {
        Constant slope = site.constant(1);
        long[] shape = site.shape(0);
        long channels = shape.length > 1 ? shape[1] : 1;
        long[] sides = new long[shape.length];
        Arrays.fill(sides, 1);
        if (slope.count() == channels && slope.shape().stream().allMatch(side -> side == 1 || side == channels)) {
            // Older exporters write [C] and mean channels; newer ones write [C, 1, 1].
            sides[Math.min(1, shape.length - 1)] = channels;
            return Operation.of(Kink.of(Tensors.owned(slope.floats(), sides), slope.count() == 1 || shape.length > 1));
        }
        return Operation.of(Kink.of(Constants.owned(slope), false));
    }

    /**
     * The activation.
     *
     * @param flat the slope as a row
     * @param perChannel whether libtorch's own function takes the slope
     */
    private record Kink(Tensor slope, Tensor flat, boolean perChannel) implements Stage {

        static Kink of(Tensor slope, boolean perChannel) {
            Tensor flat = slope.reshape(slope.numel());
            flat.retainReference();
            return new Kink(slope, flat, perChannel);
        }

        @Override
        public Tensor forward(Tensor input, Tape tape) {
            tape.record(gradient -> {
                Scalar zero = new Scalar(0f);
                Tensor signal = Activations.signal(gradient, tape);
                return torch.where(input.gt(zero), signal, signal.mul(slope));
            });
            return perChannel
                    ? torch.prelu(input, flat)
                    : torch.where(input.gt(new Scalar(0f)), input, input.mul(slope));
        }

        @Override
        public void close() {
            slope.close();
            flat.close();
        }
    }
}
