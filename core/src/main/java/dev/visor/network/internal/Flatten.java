package dev.visor.network.internal;

import org.bytedeco.pytorch.Tensor;

/** The values of each picture in one row, channel by channel. Has no weights. */
public record Flatten() implements Stage {

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        return Layers.flatten(input, tape);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
