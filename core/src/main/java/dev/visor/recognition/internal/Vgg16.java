package dev.visor.recognition.internal;

import dev.visor.recognition.NamedTensors;
import dev.visor.run.IllegalSettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The convolutional part of VGG16 (K. Simonyan, A. Zisserman, "Very Deep Convolutional Networks for Large-Scale Image
 * Recognition", 2015, configuration D): 13 convolutions of 3x3 in five blocks, each with a ReLU behind it, and a pooling
 * by 2 behind each block. The features are those of the fifth pooling, channel by channel.
 *
 * <p>The channels lie last in memory, in which the processor is about half as fast again. The weights have the names and
 * the layout (out, in, height, width) of torchvision.
 */
public final class Vgg16 {

    /** The least side of a picture, in pixels; also what its sides must be a multiple of {@link #STEP} from. */
    public static final int MIN_SIDE = 64;

    /** What the sides of a picture must be a multiple of, in pixels. */
    public static final int STEP = 16;

    private static final List<List<Integer>> BLOCKS = List.of(
            List.of(64, 64), List.of(128, 128), List.of(256, 256, 256), List.of(512, 512, 512), List.of(512, 512, 512));

    private Vgg16() {}

    /**
     * Makes the layers in 32-bit floats.
     *
     * @param weights {@code features.N.weight} and {@code features.N.bias}; others are passed over
     * @throws IllegalArgumentException if a tensor is missing or has another shape
     */
    public static List<Stage> layers(NamedTensors weights) {
        List<Stage> layers = blocks(ScalarType.Float, weights);
        layers.add(new Flatten());
        return layers;
    }

    /**
     * Makes the layers for gradients in bfloat16.
     *
     * @param weights {@code features.N.weight} and {@code features.N.bias}; others are passed over
     * @throws IllegalArgumentException if a tensor is missing or has another shape
     */
    public static List<Stage> layersInBfloat16(NamedTensors weights) {
        return List.of(new InBfloat16(blocks(ScalarType.BFloat16, weights)), new Flatten());
    }

    private static List<Stage> blocks(ScalarType type, NamedTensors weights) {
        List<Stage> blocks = new ArrayList<>();
        int in = 3;
        int layer = 0;
        for (List<Integer> widths : BLOCKS) {
            List<Filters> filters = new ArrayList<>();
            for (int out : widths) {
                filters.add(Filters.of(weights, "features." + layer, 3, in, out));
                in = out;
                // A ReLU follows each convolution, and a pooling each block.
                layer += 2;
            }
            layer++;
            blocks.add(new VggBlock(type, filters));
        }
        return blocks;
    }

    /** Adds weights by chance: kernels that keep the size of a signal (K. He et al., 2015), and no biases. */
    public static void draw(NamedTensors.Builder weights, SplittableRandom random) {
        int in = 3;
        int layer = 0;
        for (List<Integer> widths : BLOCKS) {
            for (int out : widths) {
                double deviation = Math.sqrt(2.0 / (9 * in));
                float[] kernels = new float[9 * in * out];
                for (int i = 0; i < kernels.length; i++) {
                    kernels[i] = (float) (deviation * random.nextGaussian());
                }
                weights.tensor("features." + layer + ".weight", kernels, out, in, 3, 3);
                weights.tensor("features." + layer + ".bias", new float[out], out);
                in = out;
                layer += 2;
            }
            layer++;
        }
    }

    /**
     * Returns the number of features of a picture.
     *
     * @throws IllegalArgumentException if a side is no multiple of {@link #STEP} from {@link #MIN_SIDE} up
     */
    public static int features(int width, int height) {
        checkSize(width, height);
        return 512 * (width / 32) * (height / 32);
    }

    /**
     * Checks the size of a picture.
     *
     * @throws IllegalSettingException if a side is no multiple of {@link #STEP} from {@link #MIN_SIDE} up
     */
    public static void checkSize(int width, int height) {
        IllegalSettingException.check(
                fits(width) && fits(height),
                "size of the pictures for vgg16",
                width + "x" + height,
                "a multiple of " + STEP + " and at least " + MIN_SIDE + " on both sides");
    }

    private static boolean fits(int side) {
        return side >= MIN_SIDE && side % STEP == 0;
    }
}
