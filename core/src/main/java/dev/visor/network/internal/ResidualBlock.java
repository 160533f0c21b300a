package dev.visor.network.internal;

import dev.visor.torch.Precision;
import org.bytedeco.pytorch.Tensor;

/** Two convolutions beside a shortcut, which is pooled where the block halves the size. */
public final class ResidualBlock implements Stage {

    private final Convolution convolution1;
    private final Convolution convolution2;
    private final boolean down;

    /**
     * Makes the block.
     *
     * @param precision of the computation
     * @param first of its convolutions
     * @param second of its convolutions
     * @param down whether it halves the size
     */
    public ResidualBlock(Precision precision, Filters first, Filters second, boolean down) {
        this.convolution1 = Convolution.of(precision, first, down ? 2 : 1, down ? 0 : 1);
        this.convolution2 = Convolution.of(precision, second, 1, 1);
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
        tape.record(gradient ->
                residualTape.pullBack(gradient).add_(shortcutTape.pullBack(gradient.narrow(1, 0, channels))));
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
