package dev.visor.network.internal;

/** The weight and the bias of a convolution. Its arrays are not copied, so nobody may write to them. */
public final class Filters {

    private final float[] weight;
    private final float[] bias;
    private final int size;

    /**
     * Takes the values of a convolution.
     *
     * @param weight out, in, height, width
     * @param bias a value per channel that comes out
     * @param size of the filters, in pixels
     */
    public Filters(float[] weight, float[] bias, int size) {
        this.weight = weight;
        this.bias = bias;
        this.size = size;
    }

    float[] weight() {
        return weight;
    }

    float[] bias() {
        return bias;
    }

    /** Returns the size of the filters, in pixels. */
    int size() {
        return size;
    }

    /** Returns the shape of the weight: out, in, height, width. */
    long[] shape() {
        return new long[] {bias.length, weight.length / (bias.length * size * size), size, size};
    }
}
