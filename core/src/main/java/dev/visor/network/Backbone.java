package dev.visor.network;

import dev.visor.device.Device;
import dev.visor.face.Alignment;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.network.internal.Network;
import dev.visor.network.internal.Stage;
import dev.visor.torch.Engine;
import dev.visor.torch.Precision;
import java.util.List;
import java.util.Optional;

/**
 * The frozen feature layers of a recognizer: an {@link Architecture} with its weights, for pictures of one size and
 * alignment.
 *
 * <p>Thread-safe. Owns native memory: close it after the recognizers that use it.
 */
public final class Backbone implements AutoCloseable {

    private final Architecture architecture;
    private final String weightsSha256;
    private final Alignment alignment;
    private final int width;
    private final int height;
    private final int featureCount;
    private final Color baseline;
    private final Network network;
    private final Engine engine;

    private Backbone(
            Architecture architecture,
            NamedTensors weights,
            String weightsSha256,
            Alignment alignment,
            int width,
            int height,
            Engine engine) {
        architecture.checkSize(width, height);
        this.architecture = architecture;
        this.weightsSha256 = weightsSha256;
        this.alignment = alignment;
        this.width = width;
        this.height = height;
        this.featureCount = architecture.featureCount(width, height);
        this.baseline = architecture.baseline(weights);
        this.engine = engine;
        this.network = network(weights);
    }

    private Backbone(Backbone pooled, Network network) {
        this.architecture = pooled.architecture;
        this.weightsSha256 = pooled.weightsSha256;
        this.alignment = pooled.alignment;
        this.width = pooled.width;
        this.height = pooled.height;
        this.baseline = pooled.baseline;
        this.engine = pooled.engine;
        this.network = network;
        this.featureCount =
                features(List.of(Image.filled(width, height, baseline))).get(0).length;
    }

    private Network network(NamedTensors weights) {
        if (!architecture.hasGradients()) {
            return Network.blackBox(
                    width, height, architecture.answers(width, height).orElseThrow());
        }
        return engine.placed(() -> layered(weights));
    }

    private Network layered(NamedTensors weights) {
        List<Stage> layers = architecture.layers(weights, Precision.FLOAT32, width, height);
        List<Stage> gradientLayers =
                precision() == Precision.FLOAT32 ? layers : architecture.layers(weights, precision(), width, height);
        Stage input = architecture.input(weights, alignment, width, height);
        return new Network(
                architecture.chunks().on(engine.device()),
                width,
                height,
                input,
                layers,
                gradientLayers,
                engine.device() == Device.CPU ? architecture.answers(width, height) : Optional.empty());
    }

    /**
     * Makes a backbone.
     *
     * @param architecture the kind of network
     * @param weights of its layers, with the names of their source: of face-api.js, or of torchvision
     * @param weightsSha256 the SHA-256 of the weights file, in hexadecimal
     * @param alignment of the pictures
     * @param width of the pictures in pixels
     * @param height of the pictures in pixels
     * @param engine what it runs on
     * @throws IllegalArgumentException if the weights are those of another network, or it takes no pictures of this size
     */
    public static Backbone load(
            Architecture architecture,
            NamedTensors weights,
            String weightsSha256,
            Alignment alignment,
            int width,
            int height,
            Engine engine) {
        return new Backbone(architecture, weights, weightsSha256, alignment, width, height, engine);
    }

    /** Returns the name of the architecture. */
    public String name() {
        return architecture.name();
    }

    /** Returns the SHA-256 of the weights file, in hexadecimal. */
    public String weightsSha256() {
        return weightsSha256;
    }

    /** Returns the alignment of the pictures that it takes. */
    public Alignment alignment() {
        return alignment;
    }

    /** Returns the width of the pictures that it takes, in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height of the pictures that it takes, in pixels. */
    public int height() {
        return height;
    }

    /** Returns the number of features of a picture. */
    public int featureCount() {
        return featureCount;
    }

    /**
     * Returns a backbone whose features are all values of the last feature maps, where this one has the mean over each map: such
     * features know where in the picture they are. It shares the layers, and closing either closes both. A backbone whose features
     * are no such means returns itself.
     */
    public Backbone unpooled() {
        return network.unpooled().map(unpooled -> new Backbone(this, unpooled)).orElse(this);
    }

    /** Returns whether gradients can be pulled back through it. */
    public boolean hasGradients() {
        return architecture.hasGradients();
    }

    /** Returns the precision of its gradients. */
    public Precision precision() {
        return engine.precision();
    }

    /** Returns the color whose pixels are zeros at the first layer. */
    public Color baseline() {
        return baseline;
    }

    /**
     * Returns the features of each picture, in the same order.
     *
     * @param images of the backbone's size
     * @return an array of {@link #featureCount()} values each, owned by the caller
     */
    public List<float[]> features(List<Image> images) {
        return network.mapAnswers(engine, images, (start, part) -> network.features(part));
    }

    /** Returns what it runs on. */
    public Engine engine() {
        return engine;
    }

    /** Returns the layers themselves, for the recognizers of this library. */
    public Network network() {
        return network;
    }

    @Override
    public void close() {
        network.close();
    }
}
