package dev.visor.recognition.internal;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Two convolutions beside a shortcut, which is pooled where the block halves the size. */
final class ResidualBlock implements Stage {

    private final Convolution convolution1;
    private final Convolution convolution2;
    private final boolean down;

    /**
     * Makes the block.
     *
     * @param type of the numbers that it computes with
     * @param filters of its two convolutions
     * @param down whether it halves the size
     */
    ResidualBlock(ScalarType type, List<Filters> filters, boolean down) {
        this.convolution1 = Convolution.of(type, filters.get(0), down ? 2 : 1, down ? 0 : 1);
        this.convolution2 = Convolution.of(type, filters.get(1), 1, 1);
        this.down = down;
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tape shortcutTape = tape.branch();
        Tensor shortcut = down ? Layers.averagePool(input, 2, shortcutTape) : input;
        Tape residualTape = tape.branch();
        Tensor residual = Layers.relu(convolution1.forward(input, residualTape), residualTape);
        residual = convolution2.forward(residual, residualTape);
        residual = Layers.padBottomRight(residual, shortcut.size(2), shortcut.size(3), residualTape);
        long channels = shortcut.size(1);
        tape.record((gradient, rule) -> residualTape
                .pullBack(gradient, rule)
                .add_(shortcutTape.pullBack(gradient.narrow(1, 0, channels), rule)));
        // The shortcut may have fewer channels: the others stay as they are.
        residual.narrow(1, 0, channels).add_(shortcut);
        return Layers.relu(residual, tape);
    }

    @Override
    public void close() {
        convolution1.close();
        convolution2.close();
    }
}
