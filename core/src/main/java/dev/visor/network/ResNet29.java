package dev.visor.network;

import dev.visor.face.Alignment;
import dev.visor.image.Color;
import dev.visor.network.internal.Chunks;
import dev.visor.network.internal.Convolution;
import dev.visor.network.internal.DlibInput;
import dev.visor.network.internal.Filters;
import dev.visor.network.internal.GlobalAverage;
import dev.visor.network.internal.InBfloat16;
import dev.visor.network.internal.PhasedConvolution;
import dev.visor.network.internal.PooledConvolution;
import dev.visor.network.internal.ResidualBlock;
import dev.visor.network.internal.Stage;
import dev.visor.torch.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The face recognition network of dlib (D. King, {@code dlib_face_recognition_resnet_model_v1}): a residual network of
 * 29 convolutions, up to the 256 means of its last feature maps.
 *
 * <p>The weights come with the names and the layout (height, width, in, out) of face-api.js. Each convolution is
 * followed by a scale and a shift per channel, which are folded into it here.
 *
 * <p>For gradients in bfloat16 the residual blocks alone compute in it. In fewer bits the largest values of the first
 * pooling are often equal, and the gradient goes to the wrong one.
 */
final class ResNet29 implements Architecture {

    private static final int CHANNELS = 32;
    private static final int EMBEDDING = 128;
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

    @Override
    public String name() {
        return "resnet29";
    }

    @Override
    public boolean hasEmbeddedWeights() {
        return true;
    }

    @Override
    public List<Integer> usualSizes() {
        return List.of(150);
    }

    /** The native library computes a picture in another way when it is alone, and some gradients with several threads. */
    @Override
    public Chunks chunks() {
        return new Chunks(2, Chunks.LIMIT, false);
    }

    @Override
    public int featureCount(int width, int height) {
        return 256;
    }

    @Override
    public Color baseline(NamedTensors weights) {
        return DlibInput.MEAN;
    }

    @Override
    public Stage input(NamedTensors weights, Alignment alignment, int width, int height) {
        return new DlibInput(alignment, width, height);
    }

    @Override
    public List<Stage> layers(NamedTensors weights, Precision precision) {
        boolean exact = precision == Precision.FLOAT32;
        Filters first = filters(weights, "conv32_down", 7, 3, CHANNELS);
        List<Stage> layers = new ArrayList<>();
        layers.add(new PooledConvolution(
                exact ? Convolution.of(precision, first, 2, 0) : new PhasedConvolution(first), 3, 2));
        List<Stage> blocks = blocks(weights, precision);
        layers.addAll(exact ? blocks : List.of(new InBfloat16(blocks)));
        layers.add(new GlobalAverage());
        return layers;
    }

    /** The layer {@code fc} of dlib's descriptor, which face-api.js stores as [features, values]. */
    @Override
    public Optional<EmbeddingLayer> embedding(NamedTensors weights) {
        int inputs = featureCount(1, 1);
        float[] stored = weights.values("fc", inputs, EMBEDDING);
        float[] weight = new float[stored.length];
        for (int in = 0; in < inputs; in++) {
            for (int out = 0; out < EMBEDDING; out++) {
                weight[out * inputs + in] = stored[in * EMBEDDING + out];
            }
        }
        return Optional.of(new EmbeddingLayer(weight, inputs, EMBEDDING));
    }

    private static List<Stage> blocks(NamedTensors weights, Precision precision) {
        List<Stage> blocks = new ArrayList<>();
        int in = CHANNELS;
        for (String name : BLOCKS) {
            int out = Integer.parseInt(name.replaceAll("conv(\\d+)_.*", "$1"));
            Filters first = filters(weights, name + "/conv1", 3, in, out);
            Filters second = filters(weights, name + "/conv2", 3, out, out);
            blocks.add(new ResidualBlock(precision, first, second, name.contains("down")));
            in = out;
        }
        return blocks;
    }

    /** Returns a convolution with the scale and the shift behind it folded in. */
    private static Filters filters(NamedTensors weights, String name, int size, int in, int out) {
        float[] filters = weights.values(name + "/conv/filters", size, size, in, out);
        float[] plainBias = weights.values(name + "/conv/bias", out);
        float[] scale = weights.values(name + "/scale/weights", out);
        float[] shift = weights.values(name + "/scale/biases", out);
        float[] weight = new float[filters.length];
        float[] bias = new float[out];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                for (int p = 0; p < size * size; p++) {
                    weight[(o * in + i) * size * size + p] = filters[(p * in + i) * out + o] * scale[o];
                }
            }
            bias[o] = plainBias[o] * scale[o] + shift[o];
        }
        return new Filters(weight, bias, size);
    }
}
