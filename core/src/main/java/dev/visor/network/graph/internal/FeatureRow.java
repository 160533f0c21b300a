package dev.visor.network.graph.internal;

import dev.visor.network.internal.Stage;
import dev.visor.network.internal.Tape;
import org.bytedeco.pytorch.Tensor;

/** All values of a picture in one row. */
public record FeatureRow() implements Stage {

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        long[] shape = input.sizes().vec().get();
        tape.record(gradient -> gradient.reshape(shape));
        return input.reshape(1, -1);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
