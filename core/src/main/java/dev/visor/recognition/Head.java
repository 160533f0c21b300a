package dev.visor.recognition;

import dev.visor.network.NamedTensors;
import dev.visor.recognition.internal.FullyConnected;
import dev.visor.recognition.internal.HeadStage;
import dev.visor.torch.Engine;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A trained classifier on top of a backbone: features, centered and divided by one deviation, pass fully connected
 * layers with ReLUs between them.
 *
 * <p>Immutable and thread-safe.
 */
public final class Head {

    /** The name of the tensor [features] that is subtracted. */
    public static final String CENTER = "head.center";

    /** The name of the tensor [1] that is divided by. */
    public static final String DEVIATION = "head.deviation";

    private final Gallery gallery;
    private final NamedTensors tensors;
    private final int layers;

    /**
     * Makes a head.
     *
     * @param gallery the people of its outputs
     * @param tensors {@link #CENTER}, {@link #DEVIATION}, and a weight [out, in] and a bias [out] per layer; others
     *     are passed over
     * @throws IllegalArgumentException if a tensor is missing or has the wrong shape, or if the deviation is not above 0
     */
    public Head(Gallery gallery, NamedTensors tensors) {
        this.gallery = gallery;
        this.tensors = tensors;
        int inputs = tensors.values(CENTER).length;
        float deviation = tensors.values(DEVIATION, 1)[0];
        if (!(deviation > 0) || Float.isInfinite(deviation)) {
            throw new IllegalArgumentException("illegal deviation of the features: " + deviation + ", must be above 0");
        }
        int layer = 0;
        while (tensors.names().contains(weight(layer))) {
            int outputs = tensors.shape(weight(layer)).get(0);
            tensors.values(weight(layer), outputs, inputs);
            tensors.values(bias(layer), outputs);
            inputs = outputs;
            layer++;
        }
        if (layer == 0 || inputs != gallery.size()) {
            throw new IllegalArgumentException("illegal head: " + layer + " layers with " + inputs
                    + " outputs, must have at least one layer and " + gallery.size() + " outputs");
        }
        this.layers = layer;
    }

    /**
     * Returns a head that has learned nothing, to measure how fast others like it are.
     *
     * @param features of the backbone
     */
    public static Head untrained(Gallery gallery, int features) {
        float[] weights = new float[gallery.size() * features];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (i % 7 - 3) / (float) features;
        }
        FullyConnected layer = new FullyConnected(weights, new float[gallery.size()]);
        return of(gallery, List.of(layer), new float[features], 1);
    }

    /** Makes a head of what training gave. */
    public static Head of(Gallery gallery, List<FullyConnected> layers, float[] center, float deviation) {
        NamedTensors.Builder tensors = NamedTensors.builder();
        for (int i = 0; i < layers.size(); i++) {
            FullyConnected layer = layers.get(i);
            tensors.tensor(weight(i), layer.weight(), layer.outputs(), layer.inputs());
            tensors.tensor(bias(i), layer.bias(), layer.outputs());
        }
        return new Head(
                gallery,
                tensors.tensor(CENTER, center, center.length)
                        .tensor(DEVIATION, new float[] {deviation}, 1)
                        .build());
    }

    /** Makes the stage that computes it on an engine, to be closed by the caller. */
    HeadStage stage(Engine engine) {
        return engine.placed(() -> new HeadStage(
                tensors.values(CENTER),
                tensors.values(DEVIATION)[0],
                IntStream.range(0, layers)
                        .mapToObj(i -> new FullyConnected(tensors.values(weight(i)), tensors.values(bias(i))))
                        .toList()));
    }

    /** Returns the people of the outputs. */
    public Gallery gallery() {
        return gallery;
    }

    /** Returns the values of the layers. */
    public NamedTensors tensors() {
        return tensors;
    }

    /** Returns the number of fully connected layers. */
    public int layers() {
        return layers;
    }

    /** Returns the number of features that it takes. */
    public int features() {
        return tensors.shape(CENTER).get(0);
    }

    /** Returns the name of the weight of a layer, counted from 0. */
    public static String weight(int layer) {
        return "head." + layer + ".weight";
    }

    /** Returns the name of the bias of a layer, counted from 0. */
    public static String bias(int layer) {
        return "head." + layer + ".bias";
    }
}
