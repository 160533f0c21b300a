package dev.visor.recognition.internal;

import dev.visor.network.internal.Stage;
import dev.visor.network.internal.Tape;
import dev.visor.torch.internal.Tensors;
import org.bytedeco.pytorch.Tensor;

/** From embeddings to whitened ones of any length: less a center, times a matrix. */
public final class WhiteningStage implements Stage {

    private final Tensor center;
    private final Tensor matrix;

    /**
     * Makes the stage.
     *
     * @param center [values]
     * @param matrix [values, values], the columns running fastest
     */
    public WhiteningStage(float[] center, float[] matrix) {
        this.center = Tensors.owned(center, 1, center.length);
        this.matrix = Tensors.owned(matrix, center.length, center.length);
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        tape.record(gradient -> gradient.mm(matrix));
        return input.sub(center).mm(matrix.t());
    }

    @Override
    public void close() {
        center.close();
        matrix.close();
    }
}
