package dev.visor.recognition.internal;

import dev.visor.recognition.NamedTensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The face recognition network of dlib (D. King, {@code dlib_face_recognition_resnet_model_v1}): a residual network of
 * 29 convolutions, up to the 256 means of its last feature maps.
 *
 * <p>The weights come with the names and the layout (height, width, in, out) of face-api.js. Each convolution is
 * followed by a scale and a shift per channel, which are folded into it here.
 */
public final class ResNet29 {

    /** The number of features. */
    public static final int FEATURES = 256;

    private static final int CHANNELS = 32;
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

    private ResNet29() {}

    /**
     * Makes the layers in 32-bit floats.
     *
     * @param weights as converted from face-api.js
     * @throws IllegalArgumentException if a tensor is missing or has another shape
     */
    public static List<Stage> layers(NamedTensors weights) {
        List<Stage> stages = new ArrayList<>();
        stages.add(new Entry(Convolution.of(ScalarType.Float, entryFilters(weights), 2, 0)));
        stages.addAll(blocks(ScalarType.Float, weights));
        stages.add(new GlobalAverage());
        return stages;
    }

    /**
     * Makes the layers for gradients in bfloat16. What precedes the residual blocks computes in 32-bit floats: in fewer
     * bits the largest values of the first pooling are often equal, and the gradient goes to the wrong one.
     *
     * @param weights as converted from face-api.js
     * @throws IllegalArgumentException if a tensor is missing or has another shape
     */
    public static List<Stage> layersInBfloat16(NamedTensors weights) {
        return List.of(
                new Entry(new PhasedConvolution(entryFilters(weights))),
                new InBfloat16(blocks(ScalarType.BFloat16, weights)),
                new GlobalAverage());
    }

    private static List<Stage> blocks(ScalarType type, NamedTensors weights) {
        List<Stage> blocks = new ArrayList<>();
        int channels = CHANNELS;
        for (String name : BLOCKS) {
            blocks.add(new ResidualBlock(type, filters(weights, name, channels), name.contains("down")));
            channels = width(name);
        }
        return blocks;
    }

    private static List<Filters> filters(NamedTensors weights, String name, int channels) {
        int width = width(name);
        return List.of(
                Filters.folded(weights, name + "/conv1", 3, channels, width),
                Filters.folded(weights, name + "/conv2", 3, width, width));
    }

    private static int width(String name) {
        return Integer.parseInt(name.replaceAll("conv(\\d+)_.*", "$1"));
    }

    private static Filters entryFilters(NamedTensors weights) {
        return Filters.folded(weights, "conv32_down", 7, 3, CHANNELS);
    }

    /** The first convolution with its pooling. */
    private record Entry(Stage convolution) implements Stage {

        @Override
        public Tensor forward(Tensor input, Tape tape) {
            return Layers.maxPool(Layers.relu(convolution.forward(input, tape), tape), 3, 2, tape);
        }

        @Override
        public void close() {
            convolution.close();
        }
    }
}
