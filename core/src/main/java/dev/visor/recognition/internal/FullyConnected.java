package dev.visor.recognition.internal;

/** The weight and the bias of a fully connected layer. Its arrays are not copied, so nobody may write to them. */
public final class FullyConnected {

    private final float[] weight;
    private final float[] bias;

    /**
     * Takes the values of a layer.
     *
     * @param weight out, in
     * @param bias a value per output
     */
    public FullyConnected(float[] weight, float[] bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /** Returns the weight: out, in. */
    public float[] weight() {
        return weight;
    }

    /** Returns a value per output. */
    public float[] bias() {
        return bias;
    }

    /** Returns the number of inputs. */
    public int inputs() {
        return weight.length / bias.length;
    }

    /** Returns the number of outputs. */
    public int outputs() {
        return bias.length;
    }
}
