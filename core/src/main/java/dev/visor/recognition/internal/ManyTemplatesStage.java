package dev.visor.recognition.internal;

import dev.visor.network.internal.Stage;
import dev.visor.network.internal.Tape;
import dev.visor.torch.internal.Tensors;
import org.bytedeco.pytorch.Tensor;

/** From embeddings to their similarities to many templates, which stay in Java's memory. Only on the processor. */
public final class ManyTemplatesStage implements Stage {

    private final PanelMatrix templates;

    /** Makes the stage; it does not own the templates. */
    public ManyTemplatesStage(PanelMatrix templates) {
        this.templates = templates;
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        int count = Math.toIntExact(input.size(0));
        long size = input.size(1);
        tape.record(gradient -> Tensors.of(templates.pulledBack(Tensors.toArray(gradient), count), count, size));
        return Tensors.of(templates.products(Tensors.toArray(input), count), count, templates.rows());
    }

    @Override
    public void close() {}
}
