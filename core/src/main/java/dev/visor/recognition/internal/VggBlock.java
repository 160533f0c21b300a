package dev.visor.recognition.internal;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Convolutions of 3x3 with a ReLU behind each, and a pooling by 2. The channels lie last in memory. */
final class VggBlock implements Stage {

    private final List<Convolution> convolutions;

    /**
     * Makes the block.
     *
     * @param type of the numbers that it computes with
     */
    VggBlock(ScalarType type, List<Filters> filters) {
        this.convolutions = filters.stream()
                .map(each -> Convolution.channelsLast(type, each, 1, 1))
                .toList();
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor x = Layers.channelsLast(input, tape);
        for (Convolution convolution : convolutions) {
            x = Layers.relu(convolution.forward(x, tape), tape);
        }
        return Layers.maxPool(x, 2, 2, tape);
    }

    @Override
    public void close() {
        convolutions.forEach(Convolution::close);
    }
}
