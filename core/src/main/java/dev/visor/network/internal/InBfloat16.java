package dev.visor.network.internal;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A part of a network that computes in bfloat16, forwards and backwards, between parts that compute in 32-bit floats. */
public final class InBfloat16 implements Stage {

    private final List<Stage> inner;

    /**
     * Makes the stage.
     *
     * @param inner have weights in bfloat16; are closed with this stage
     */
    public InBfloat16(List<? extends Stage> inner) {
        this.inner = List.copyOf(inner);
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        tape.record(gradient -> gradient.to(ScalarType.Float));
        Tensor output = input.to(ScalarType.BFloat16);
        for (Stage stage : inner) {
            output = stage.forward(output, tape);
        }
        tape.record(gradient -> gradient.to(ScalarType.BFloat16));
        return output.to(ScalarType.Float);
    }

    @Override
    public void close() {
        inner.forEach(Stage::close);
    }
}
