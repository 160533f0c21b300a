package dev.visor.recognition.internal;

import dev.visor.recognition.Head;
import dev.visor.recognition.NamedTensors;
import dev.visor.torch.internal.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** The last convolutions of a backbone while they are trained together with the layers behind them. */
public final class TrainedBlock implements AutoCloseable {

    private final Block block;
    private final Stage end;
    private final long[] shape;
    private final Tensor center;
    private final float deviation;

    /**
     * Makes ready for training.
     *
     * @param block is trained, and closed with this one
     * @param end makes features of what it gives
     * @param shape of what goes in for a picture: channels, height, width
     * @param center is subtracted from the features
     * @param deviation divides them
     */
    public TrainedBlock(Block block, Stage end, long[] shape, float[] center, float deviation) {
        this.block = block;
        this.end = end;
        this.shape = shape.clone();
        this.center = Tensors.owned(center, 1, center.length);
        this.deviation = deviation;
        block.parameters().forEach(parameter -> parameter.requires_grad_(true));
    }

    List<Tensor> parameters() {
        return block.parameters();
    }

    /** Makes centered features of rows of values. */
    Tensor forward(Tensor rows) {
        Tensor x = rows.reshape(rows.size(0), shape[0], shape[1], shape[2]);
        Tensor features = end.forward(block.forward(x, Tape.none()), Tape.none());
        return features.sub(center).mul(new Scalar(1f / deviation));
    }

    /** Adds the current weights and biases, with the names of a {@link Head}. */
    void addTo(NamedTensors.Builder builder) {
        List<Tensor> parameters = block.parameters();
        for (int i = 0; i < parameters.size() / 2; i++) {
            try (PointerScope scope = new PointerScope()) {
                Filters filters = Filters.of(
                        parameters.get(2 * i).detach(),
                        parameters.get(2 * i + 1).detach());
                builder.tensor(Head.convolutionWeight(i), filters.weight(), filters.shape());
                builder.tensor(Head.convolutionBias(i), filters.bias(), filters.bias().length);
            }
        }
    }

    @Override
    public void close() {
        block.close();
        center.close();
    }
}
