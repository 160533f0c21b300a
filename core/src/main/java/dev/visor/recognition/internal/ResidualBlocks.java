package dev.visor.recognition.internal;

import dev.visor.recognition.NamedTensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The 14 residual blocks of dlib's network, of two convolutions each. */
final class ResidualBlocks implements Stage {

    /** How many channels go in. */
    static final int CHANNELS = 32;

    private static final List<String> NAMES = List.of(
            "conv32_1",
            "conv32_2",
            "conv32_3",
            "conv64_down",
            "conv64_1",
            "conv64_2",
            "conv64_3",
            "conv128_down",
            "conv128_1",
            "conv128_2",
            "conv256_down",
            "conv256_1",
            "conv256_2",
            "conv256_down_out");

    private final List<Block> blocks = new ArrayList<>();

    /**
     * Makes the blocks.
     *
     * @param type of the numbers that they compute with
     * @param weights as converted from face-api.js
     * @throws IllegalArgumentException if a tensor is missing or has another shape
     */
    ResidualBlocks(ScalarType type, NamedTensors weights) {
        int channels = CHANNELS;
        for (String name : NAMES) {
            int width = Integer.parseInt(name.replaceAll("conv(\\d+)_.*", "$1"));
            boolean down = name.contains("down");
            FoldedFilters filters1 = new FoldedFilters(weights, name + "/conv1", 3, channels, width);
            FoldedFilters filters2 = new FoldedFilters(weights, name + "/conv2", 3, width, width);
            blocks.add(new Block(
                    new Convolution(type, filters1, down ? 2 : 1, down ? 0 : 1),
                    new Convolution(type, filters2, 1, 1),
                    down));
            channels = width;
        }
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor x = input;
        for (Block block : blocks) {
            x = block.forward(x, tape);
        }
        return x;
    }

    @Override
    public void close() {
        blocks.forEach(block -> {
            block.convolution1.close();
            block.convolution2.close();
        });
    }

    /** Two convolutions beside a shortcut, which is pooled where the block halves the size. */
    private record Block(Convolution convolution1, Convolution convolution2, boolean down) {

        Tensor forward(Tensor input, Tape tape) {
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
    }
}
