package dev.visor.recognition;

import dev.visor.network.NamedTensors;
import dev.visor.network.Preprocessing;
import java.util.List;
import java.util.SplittableRandom;

/** Drawn weights of the right names, shapes and sizes, whose signals neither die out nor explode. */
public final class RandomWeights {

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
    private static final int[][] VGG16_BLOCKS = {{64, 64}, {128, 128}, {256, 256, 256}, {512, 512, 512}, {512, 512, 512}
    };
    private static final NamedTensors RESNET29 = draw();

    private RandomWeights() {}

    /** Returns the same weights at each call, in the layout of face-api.js. */
    public static NamedTensors resnet29() {
        return RESNET29;
    }

    private static NamedTensors draw() {
        SplittableRandom random = new SplittableRandom(29);
        NamedTensors.Builder weights = NamedTensors.builder();
        convolution(weights, random, "conv32_down", 7, 3, 32, 1);
        int channels = 32;
        for (String block : BLOCKS) {
            int width = Integer.parseInt(block.substring(4).split("_")[0]);
            convolution(weights, random, block + "/conv1", 3, channels, width, 1);
            convolution(weights, random, block + "/conv2", 3, width, width, 0.5);
            channels = width;
        }
        return weights.build();
    }

    private static void convolution(
            NamedTensors.Builder weights,
            SplittableRandom random,
            String name,
            int size,
            int in,
            int out,
            double strength) {
        double deviation = Math.sqrt(2.0 / (size * size * in));
        weights.tensor(
                name + "/conv/filters", normal(random, size * size * in * out, 0, deviation), size, size, in, out);
        weights.tensor(name + "/conv/bias", normal(random, out, 0, 0.1), out);
        weights.tensor(name + "/scale/weights", normal(random, out, strength, 0.1), out);
        weights.tensor(name + "/scale/biases", normal(random, out, 0, 0.1), out);
    }

    /** Returns the same weights at each call, in the layout of torchvision, with their preprocessing. */
    public static NamedTensors vgg16(Preprocessing preprocessing) {
        NamedTensors.Builder weights = NamedTensors.builder();
        Vgg16.TENSORS.names().forEach(name -> weights.tensor(name, Vgg16.TENSORS.values(name), shape(name)));
        return weights.metadata(Preprocessing.METADATA, preprocessing.text()).build();
    }

    private static int[] shape(String name) {
        return Vgg16.TENSORS.shape(name).stream().mapToInt(Integer::intValue).toArray();
    }

    /** Drawn when they are first asked for: they are large. */
    private static final class Vgg16 {

        private static final NamedTensors TENSORS = draw();

        private static NamedTensors draw() {
            SplittableRandom random = new SplittableRandom(16);
            NamedTensors.Builder weights = NamedTensors.builder();
            int in = 3;
            int layer = 0;
            for (int[] block : VGG16_BLOCKS) {
                for (int out : block) {
                    double deviation = Math.sqrt(2.0 / (9 * in));
                    weights.tensor(
                            "features." + layer + ".weight", normal(random, out * in * 9, 0, deviation), out, in, 3, 3);
                    weights.tensor("features." + layer + ".bias", normal(random, out, 0, 0.1), out);
                    in = out;
                    layer += 2;
                }
                layer++;
            }
            return weights.build();
        }
    }

    /** Returns a head with one hidden layer of 16 for the features of {@link #resnet29}. */
    public static Head head(Gallery gallery) {
        return head(gallery, 256, 0.8, 0.5);
    }

    /** Returns a head with one hidden layer of 16 for features of this mean and deviation. */
    public static Head head(Gallery gallery, int features, double mean, double deviation) {
        SplittableRandom random = new SplittableRandom(7);
        int people = gallery.size();
        NamedTensors tensors = NamedTensors.builder()
                .tensor(Head.CENTER, normal(random, features, mean, 0.1), features)
                .tensor(Head.DEVIATION, new float[] {(float) deviation}, 1)
                .tensor(Head.weight(0), normal(random, 16 * features, 0, 0.96 / Math.sqrt(features)), 16, features)
                .tensor(Head.bias(0), normal(random, 16, 0, 0.1), 16)
                .tensor(Head.weight(1), normal(random, people * 16, 0, 0.4), people, 16)
                .tensor(Head.bias(1), normal(random, people, 0, 0.1), people)
                .build();
        return new Head(gallery, tensors);
    }

    private static float[] normal(SplittableRandom random, int count, double mean, double deviation) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (mean + deviation * random.nextGaussian());
        }
        return values;
    }
}
