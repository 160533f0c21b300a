package dev.visor.network.internal;

import org.bytedeco.pytorch.Tensor;

/** The mean over each channel. Has no weights. */
public record GlobalAverage() implements Stage {

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        return Layers.globalAverage(input, tape);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
