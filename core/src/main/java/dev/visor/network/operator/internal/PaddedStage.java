package dev.visor.network.operator.internal;

import dev.visor.network.internal.Stage;
import dev.visor.network.internal.Tape;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Pads with a value, or cuts where the padding is negative, before another stage.
 *
 * @param padding before and behind the last dimension, then the one before it, and so on
 * @param behind is closed with this stage
 */
record PaddedStage(List<Long> padding, double value, Stage behind) implements Stage {

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        return behind.forward(pad(input, padding, value, tape), tape);
    }

    static Tensor pad(Tensor input, List<Long> padding, double value, Tape tape) {
        long[] back = padding.stream().mapToLong(side -> -side).toArray();
        tape.record(gradient -> torch.constant_pad_nd(gradient, back));
        return torch.constant_pad_nd(input, Window.array(padding), new Scalar(value));
    }

    @Override
    public void close() {
        behind.close();
    }
}
