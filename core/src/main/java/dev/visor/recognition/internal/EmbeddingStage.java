package dev.visor.recognition.internal;

import dev.visor.network.EmbeddingLayer;
import dev.visor.network.internal.Chunks;
import dev.visor.network.internal.Layers;
import dev.visor.network.internal.Stage;
import dev.visor.network.internal.Tape;
import dev.visor.torch.internal.Tensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * From features to the logits of an open set: the embedding, its L2 normalization, whitening and another normalization if
 * there is one, its cosine similarities to all templates, the highest of each person, less the threshold, times the scale. It always takes {@value Chunks#LIMIT} rows, as {@link
 * HeadStage} does.
 */
public final class EmbeddingStage implements Stage {

    /** As in PyTorch's {@code normalize}: a shorter embedding is divided by this. */
    private static final float SHORTEST = 1e-12f;

    private final @Nullable Tensor projection;
    private final @Nullable WhiteningStage whitening;
    private final Stage templates;
    private final int people;
    private final int most;
    private final float threshold;
    private final float scale;

    /**
     * Makes the stage.
     *
     * @param layer makes the embedding of the features; null if they are the embedding
     * @param whitening of embeddings of length 1, is closed with this stage; null for none
     * @param templates takes embeddings to their similarities to all templates, [people, most], where a person with fewer has one
     *     of them several times; is closed with this stage
     * @param people how many there are
     * @param most the most templates that a person has
     * @param threshold the cosine similarity with the logit 0
     * @param scale how many logits a cosine similarity of 1 is
     */
    public EmbeddingStage(
            @Nullable EmbeddingLayer layer,
            @Nullable WhiteningStage whitening,
            Stage templates,
            int people,
            int most,
            float threshold,
            float scale) {
        this.projection = layer == null ? null : Tensors.owned(layer.weight(), layer.outputs(), layer.inputs());
        this.whitening = whitening;
        this.templates = templates;
        this.people = people;
        this.most = most;
        this.threshold = threshold;
        this.scale = scale;
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        long count = input.size(0);
        Tensor x = Layers.padRows(input, Chunks.LIMIT, tape);
        if (projection != null) {
            x = multiplied(x, projection, tape);
        }
        x = normalized(x, tape);
        if (whitening != null) {
            x = normalized(whitening.forward(x, tape), tape);
        }
        if (templates instanceof ManyTemplatesStage) {
            x = Layers.firstRows(x, count, tape); // whose products depend on no row beside them
        }
        x = templates.forward(x, tape);
        if (most > 1) {
            x = highest(x, tape);
        }
        Scalar factor = new Scalar(scale);
        tape.record(gradient -> gradient.mul(factor));
        x = x.sub(new Scalar(threshold)).mul(factor);
        return Layers.firstRows(x, count, tape);
    }

    private static Tensor multiplied(Tensor input, Tensor weight, Tape tape) {
        tape.record(gradient -> gradient.mm(weight));
        return input.mm(weight.t());
    }

    /** Divides each row x by its length: the gradient g becomes (g - (g u) u) / |x| with u = x / |x|. */
    private static Tensor normalized(Tensor input, Tape tape) {
        Tensor length = input.mul(input).sum(new long[] {1}, true, null).sqrt().clamp_min(new Scalar(SHORTEST));
        Tensor unit = input.div(length);
        tape.record(gradient -> {
            Tensor along = gradient.mul(unit).sum(new long[] {1}, true, null);
            return gradient.sub(unit.mul(along)).div(length);
        });
        return unit;
    }

    /** Takes the highest similarity of each person; the gradient goes to the template that has it. */
    private Tensor highest(Tensor input, Tape tape) {
        long rows = input.size(0);
        T_TensorTensor_T result = torch.max(input.reshape(rows, people, most), 2L, true);
        Tensor indices = result.get1();
        tape.record(gradient -> Tensors.zeros(rows, people, most)
                .scatter(2, indices, gradient.reshape(rows, people, 1))
                .reshape(rows, (long) people * most));
        return result.get0().reshape(rows, people);
    }

    @Override
    public void close() {
        if (projection != null) {
            projection.close();
        }
        if (whitening != null) {
            whitening.close();
        }
        templates.close();
    }
}
