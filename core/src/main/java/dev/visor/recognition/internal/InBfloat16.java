package dev.visor.recognition.internal;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A part of a network that computes in bfloat16, forwards and backwards, between parts that compute in 32-bit floats. */
public final class InBfloat16 implements Stage {

    private final Stage inner;

    /**
     * Makes the stage.
     *
     * @param inner has weights in bfloat16; is closed with this stage
     */
    public InBfloat16(Stage inner) {
        this.inner = inner;
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        tape.record((gradient, rule) -> gradient.to(ScalarType.Float));
        Tensor output = inner.forward(input.to(ScalarType.BFloat16), tape);
        tape.record((gradient, rule) -> gradient.to(ScalarType.BFloat16));
        return output.to(ScalarType.Float);
    }

    @Override
    public void close() {
        inner.close();
    }
}
