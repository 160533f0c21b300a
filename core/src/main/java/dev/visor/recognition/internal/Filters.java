package dev.visor.recognition.internal;

import dev.visor.recognition.NamedTensors;

/** The weight and the bias of a convolution. Its arrays are not copied, so nobody may write to them. */
final class Filters {

    private final float[] weight;
    private final float[] bias;
    private final int in;
    private final int size;

    /**
     * Takes the values of a convolution.
     *
     * @param weight out, in, height, width
     * @param bias a value per channel that comes out
     * @param in how many channels go in
     * @param size of the filters, in pixels
     */
    private Filters(float[] weight, float[] bias, int in, int size) {
        this.weight = weight;
        this.bias = bias;
        this.in = in;
        this.size = size;
    }

    /**
     * Takes those of a convolution as torchvision keeps them.
     *
     * @param weights {@code NAME.weight} (out, in, height, width) and {@code NAME.bias}
     * @throws IllegalArgumentException if a tensor is missing or has another shape
     */
    static Filters of(NamedTensors weights, String name, int size, int in, int out) {
        return new Filters(
                weights.values(name + ".weight", out, in, size, size), weights.values(name + ".bias", out), in, size);
    }

    /**
     * Takes those of one of dlib's convolutions, with the scale and the shift per channel behind it folded in.
     *
     * @param weights as converted from face-api.js: height, width, in, out
     * @throws IllegalArgumentException if a tensor is missing or has another shape
     */
    static Filters folded(NamedTensors weights, String name, int size, int in, int out) {
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
        return new Filters(weight, bias, in, size);
    }

    /** Returns the weight: out, in, height, width. */
    float[] weight() {
        return weight;
    }

    /** Returns a bias per channel that comes out. */
    float[] bias() {
        return bias;
    }

    /** Returns the size of the filters, in pixels. */
    int size() {
        return size;
    }

    /** Returns the shape of the weight: out, in, height, width. */
    long[] shape() {
        return new long[] {bias.length, in, size, size};
    }
}
