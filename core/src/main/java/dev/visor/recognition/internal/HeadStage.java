package dev.visor.recognition.internal;

import dev.visor.recognition.Head;
import dev.visor.recognition.NamedTensors;
import dev.visor.torch.internal.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** The fully connected layers behind a backbone: features to logits. */
public final class HeadStage implements Stage {

    private final Tensor center;
    private final float deviation;
    private final List<Tensor> weights = new ArrayList<>();
    private final List<Tensor> biases = new ArrayList<>();

    /** Makes the stage from a trained head. */
    public HeadStage(Head head) {
        NamedTensors tensors = head.tensors();
        float[] mean = tensors.values(Head.CENTER);
        center = Tensors.owned(mean, 1, mean.length);
        deviation = tensors.values(Head.DEVIATION)[0];
        for (int layer = 0; layer < head.layers(); layer++) {
            List<Integer> shape = tensors.shape(Head.weight(layer));
            weights.add(Tensors.owned(tensors.values(Head.weight(layer)), shape.get(0), shape.get(1)));
            biases.add(Tensors.owned(tensors.values(Head.bias(layer)), shape.get(0)));
        }
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Scalar scale = new Scalar(1f / deviation);
        tape.record((gradient, rule) -> gradient.mul(scale));
        Tensor x = input.sub(center).mul(scale);
        for (int layer = 0; layer < weights.size(); layer++) {
            if (layer > 0) {
                x = Layers.relu(x, tape);
            }
            x = Layers.linear(x, weights.get(layer), biases.get(layer), tape);
        }
        return x;
    }

    @Override
    public void close() {
        center.close();
        weights.forEach(Tensor::close);
        biases.forEach(Tensor::close);
    }
}
