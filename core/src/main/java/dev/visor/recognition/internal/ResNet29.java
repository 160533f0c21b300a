package dev.visor.recognition.internal;

import dev.visor.recognition.NamedTensors;
import dev.visor.torch.internal.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * The face recognition network of dlib (D. King, {@code dlib_face_recognition_resnet_model_v1}): a residual network of
 * 29 convolutions, up to the 256 means of its last feature maps.
 *
 * <p>The weights come with the names and the layout (height, width, in, out) of face-api.js. Each convolution is
 * followed by a scale and a shift per channel, which are folded into it here.
 */
public final class ResNet29 implements Stage {

    /** The number of features. */
    public static final int FEATURES = 256;

    private static final List<String> BLOCKS = List.of(
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

    private final Convolution first;
    private final List<Block> blocks = new ArrayList<>();
    private final List<Tensor> owned = new ArrayList<>();

    /**
     * Makes the network.
     *
     * @param weights as converted from face-api.js
     * @throws IllegalArgumentException if a tensor is missing or has another shape
     */
    public ResNet29(NamedTensors weights) {
        first = convolution(weights, "conv32_down", 7, 3, 32, 2, 0);
        int channels = 32;
        for (String name : BLOCKS) {
            int width = Integer.parseInt(name.replaceAll("conv(\\d+)_.*", "$1"));
            boolean down = name.contains("down");
            blocks.add(new Block(
                    convolution(weights, name + "/conv1", 3, channels, width, down ? 2 : 1, down ? 0 : 1),
                    convolution(weights, name + "/conv2", 3, width, width, 1, 1),
                    down));
            channels = width;
        }
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor x = Layers.relu(first.forward(input, tape), tape);
        x = Layers.maxPool(x, 3, 2, tape);
        for (Block block : blocks) {
            x = block.forward(x, tape);
        }
        return Layers.globalAverage(x, tape);
    }

    @Override
    public void close() {
        owned.forEach(Tensor::close);
    }

    private Convolution convolution(
            NamedTensors weights, String name, int size, int in, int out, int stride, int padding) {
        float[] filters = weights.values(name + "/conv/filters", size, size, in, out);
        float[] bias = weights.values(name + "/conv/bias", out);
        float[] scale = weights.values(name + "/scale/weights", out);
        float[] shift = weights.values(name + "/scale/biases", out);
        float[] folded = new float[filters.length];
        float[] foldedBias = new float[out];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                for (int p = 0; p < size * size; p++) {
                    folded[(o * in + i) * size * size + p] = filters[(p * in + i) * out + o] * scale[o];
                }
            }
            foldedBias[o] = bias[o] * scale[o] + shift[o];
        }
        return new Convolution(own(folded, out, in, size, size), own(foldedBias, out), stride, padding);
    }

    private Tensor own(float[] values, long... shape) {
        Tensor tensor = Tensors.owned(values, shape);
        owned.add(tensor);
        return tensor;
    }

    private record Convolution(Tensor weight, Tensor bias, int stride, int padding) {
        Tensor forward(Tensor input, Tape tape) {
            return Layers.convolution(input, weight, bias, stride, padding, tape);
        }
    }

    /** Two convolutions beside a shortcut, which is pooled where the block halves the size. */
    private record Block(Convolution conv1, Convolution conv2, boolean down) {

        Tensor forward(Tensor input, Tape tape) {
            Tape shortcutTape = tape.branch();
            Tensor shortcut = down ? Layers.averagePool(input, 2, shortcutTape) : input;
            Tape residualTape = tape.branch();
            Tensor residual = Layers.relu(conv1.forward(input, residualTape), residualTape);
            residual = conv2.forward(residual, residualTape);
            residual = Layers.padBottomRight(residual, shortcut.size(2), shortcut.size(3), residualTape);
            shortcut = Layers.padChannels(shortcut, residual.size(1), shortcutTape);
            tape.record((gradient, rule) ->
                    residualTape.pullBack(gradient, rule).add(shortcutTape.pullBack(gradient, rule)));
            return Layers.relu(residual.add(shortcut), tape);
        }
    }
}
