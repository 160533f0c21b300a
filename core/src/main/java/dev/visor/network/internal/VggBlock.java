package dev.visor.network.internal;

import dev.visor.torch.Precision;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Convolutions of 3x3 with a ReLU behind each, and a pooling by 2. The channels lie last in memory. */
public final class VggBlock implements Stage {

    private final List<Stage> convolutions;

    /**
     * Makes the block.
     *
     * @param precision of the computation
     * @param filters of its convolutions
     */
    public VggBlock(Precision precision, List<Filters> filters) {
        this.convolutions = filters.stream()
                .map(each -> RectifiedConvolution.of(precision, each))
                .toList();
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor x = Layers.channelsLast(input, tape);
        for (Stage convolution : convolutions) {
            x = convolution.forward(x, tape);
        }
        return Layers.maxPool(x, 2, 2, tape);
    }

    @Override
    public void close() {
        convolutions.forEach(Stage::close);
    }
}
