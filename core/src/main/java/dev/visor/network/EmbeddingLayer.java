package dev.visor.network;

/**
 * The fully connected layer without a bias that makes an embedding of a network's features, where the network has one behind
 * them. Immutable and thread-safe.
 */
public final class EmbeddingLayer {

    private final float[] weight;
    private final int inputs;
    private final int outputs;

    /**
     * Makes a layer.
     *
     * @param weight [outputs, inputs], the inputs running fastest
     * @param inputs the number of features, at least 1
     * @param outputs the number of values of an embedding, at least 1
     */
    public EmbeddingLayer(float[] weight, int inputs, int outputs) {
        if (inputs < 1 || outputs < 1 || weight.length != inputs * outputs) {
            throw new IllegalArgumentException(
                    "illegal embedding layer: " + weight.length + " values, must be " + outputs + "x" + inputs);
        }
        this.weight = weight.clone();
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /** Returns the number of features that it takes. */
    public int inputs() {
        return inputs;
    }

    /** Returns the number of values of an embedding. */
    public int outputs() {
        return outputs;
    }

    /** Returns a copy of the weight, [outputs, inputs]. */
    public float[] weight() {
        return weight.clone();
    }

    /** Returns the embedding of features, which must be as many as it takes. */
    public float[] apply(float[] features) {
        if (features.length != inputs) {
            throw new IllegalArgumentException(
                    "illegal number of features: " + features.length + ", must be " + inputs);
        }
        float[] embedding = new float[outputs];
        for (int out = 0; out < outputs; out++) {
            double sum = 0;
            for (int in = 0; in < inputs; in++) {
                sum += (double) weight[out * inputs + in] * features[in];
            }
            embedding[out] = (float) sum;
        }
        return embedding;
    }
}
