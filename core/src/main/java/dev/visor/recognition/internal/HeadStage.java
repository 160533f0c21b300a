package dev.visor.recognition.internal;

import dev.visor.network.internal.Chunks;
import dev.visor.network.internal.Layers;
import dev.visor.network.internal.Stage;
import dev.visor.network.internal.Tape;
import dev.visor.torch.internal.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The fully connected layers behind a backbone: features to logits. They always take {@value Chunks#LIMIT} rows, as the
 * native library multiplies matrices of another size in another way; rows of zeros fill up the batch.
 */
public final class HeadStage implements Stage {

    private final Tensor center;
    private final float deviation;
    private final List<Tensor> weights = new ArrayList<>();
    private final List<Tensor> biases = new ArrayList<>();

    /**
     * Makes the stage.
     *
     * @param center is subtracted from the features
     * @param deviation divides them
     * @param layers with ReLUs between them
     */
    public HeadStage(float[] center, float deviation, List<FullyConnected> layers) {
        this.center = Tensors.owned(center, 1, center.length);
        this.deviation = deviation;
        for (FullyConnected layer : layers) {
            weights.add(Tensors.owned(layer.weight(), layer.outputs(), layer.inputs()));
            biases.add(Tensors.owned(layer.bias(), layer.outputs()));
        }
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Scalar scale = new Scalar(1f / deviation);
        tape.record(gradient -> gradient.mul(scale));
        Tensor x = input.sub(center).mul(scale);
        long count = x.size(0);
        x = Layers.padRows(x, Chunks.LIMIT, tape);
        for (int layer = 0; layer < weights.size(); layer++) {
            if (layer > 0) {
                x = Layers.relu(x, tape);
            }
            x = Layers.linear(x, weights.get(layer), biases.get(layer), tape);
        }
        return Layers.firstRows(x, count, tape);
    }

    @Override
    public void close() {
        center.close();
        weights.forEach(Tensor::close);
        biases.forEach(Tensor::close);
    }
}
