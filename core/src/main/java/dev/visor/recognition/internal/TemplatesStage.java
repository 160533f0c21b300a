package dev.visor.recognition.internal;

import dev.visor.network.internal.Stage;
import dev.visor.network.internal.Tape;
import dev.visor.torch.internal.Tensors;
import org.bytedeco.pytorch.Tensor;

/** From embeddings to their similarities to a few templates, as one native product. */
public final class TemplatesStage implements Stage {

    private final Tensor templates;

    /**
     * Makes the stage.
     *
     * @param templates [rows, values], each of length 1
     * @param rows how many there are
     */
    public TemplatesStage(float[] templates, int rows) {
        this.templates = Tensors.owned(templates, rows, templates.length / rows);
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        tape.record(gradient -> gradient.mm(templates));
        return input.mm(templates.t());
    }

    @Override
    public void close() {
        templates.close();
    }
}
