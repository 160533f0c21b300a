package dev.visor.recognition;

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

    /** Returns a head with one hidden layer of 16. */
    public static Head head(Gallery gallery) {
        SplittableRandom random = new SplittableRandom(7);
        int people = gallery.size();
        NamedTensors tensors = NamedTensors.builder()
                .tensor(Head.CENTER, normal(random, 256, 0.8, 0.1), 256)
                .tensor(Head.DEVIATION, new float[] {0.5f}, 1)
                .tensor(Head.weight(0), normal(random, 16 * 256, 0, 0.06), 16, 256)
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
