package dev.visor.network.graph.internal;

import dev.visor.network.internal.Stage;
import dev.visor.network.internal.Tape;
import org.bytedeco.pytorch.Tensor;

/** Lays pictures [N, 3, height, width] out as [N, height, width, 3], as some exporters want them. */
public record PictureLayout() implements Stage {

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        tape.record(gradient -> gradient.permute(0, 3, 1, 2));
        return input.permute(0, 2, 3, 1);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
