package dev.visor.recognition.internal;

import dev.visor.recognition.NamedTensors;
import dev.visor.torch.internal.Tensors;
import org.bytedeco.pytorch.Tensor;

/** The weight and the bias of a convolution. Its arrays are not copied, so nobody may write to them. */
public final class Filters {

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
    public static Filters of(NamedTensors weights, String name, int size, int in, int out) {
        return new Filters(
                weights.values(name + ".weight", out, in, size, size), weights.values(name + ".bias", out), in, size);
    }

    /**
     * Copies those of a convolution, within the caller's native scope.
     *
     * @param weight out, in, height, width, in 32-bit floats
     * @param bias in 32-bit floats
     */
    public static Filters of(Tensor weight, Tensor bias) {
        return new Filters(Tensors.toArray(weight), Tensors.toArray(bias), (int) weight.size(1), (int) weight.size(2));
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

    /**
     * Takes other values for a convolution of the same shape.
     *
     * @param tensors hold them under these names
     * @throws IllegalArgumentException if a tensor is missing or has another shape
     */
    public Filters with(NamedTensors tensors, String weightName, String biasName) {
        return new Filters(tensors.values(weightName, shape()), tensors.values(biasName, bias.length), in, size);
    }

    /** Returns the weight: out, in, height, width. */
    public float[] weight() {
        return weight;
    }

    /** Returns a bias per channel that comes out. */
    public float[] bias() {
        return bias;
    }

    /** Returns the size of the filters, in pixels. */
    int size() {
        return size;
    }

    /** Returns the shape of the weight. */
    public int[] shape() {
        return new int[] {bias.length, in, size, size};
    }

    long[] longShape() {
        return new long[] {bias.length, in, size, size};
    }
}
