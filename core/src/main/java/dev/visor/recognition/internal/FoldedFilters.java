package dev.visor.recognition.internal;

import dev.visor.recognition.NamedTensors;

/**
 * The weights of one of dlib's convolutions, with the scale and the shift per channel behind it folded in. Its arrays are
 * not copied, so nobody may write to them.
 */
final class FoldedFilters {

    private final float[] weight;
    private final float[] bias;
    private final int in;
    private final int size;

    /**
     * Folds the weights.
     *
     * @param weights as converted from face-api.js: height, width, in, out
     * @param name of the convolution
     * @param size of the filters, in pixels
     * @param in how many channels go in
     * @param out how many channels come out
     * @throws IllegalArgumentException if a tensor is missing or has another shape
     */
    FoldedFilters(NamedTensors weights, String name, int size, int in, int out) {
        float[] filters = weights.values(name + "/conv/filters", size, size, in, out);
        float[] plainBias = weights.values(name + "/conv/bias", out);
        float[] scale = weights.values(name + "/scale/weights", out);
        float[] shift = weights.values(name + "/scale/biases", out);
        this.weight = new float[filters.length];
        this.bias = new float[out];
        this.in = in;
        this.size = size;
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                for (int p = 0; p < size * size; p++) {
                    weight[(o * in + i) * size * size + p] = filters[(p * in + i) * out + o] * scale[o];
                }
            }
            bias[o] = plainBias[o] * scale[o] + shift[o];
        }
    }

    /** Returns the filters: out, in, height, width. */
    float[] weight() {
        return weight;
    }

    /** Returns a bias per channel that comes out. */
    float[] bias() {
        return bias;
    }

    /** Returns the shape of the filters: out, in, height, width. */
    long[] shape() {
        return new long[] {bias.length, in, size, size};
    }
}
