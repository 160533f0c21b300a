package dev.visor.recognition;

import dev.visor.face.Alignment;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.internal.DlibInput;
import dev.visor.recognition.internal.NormalizedInput;
import dev.visor.recognition.internal.ResNet29;
import dev.visor.recognition.internal.Stage;
import dev.visor.recognition.internal.Vgg16;
import dev.visor.torch.Engine;
import dev.visor.torch.Precision;
import dev.visor.torch.internal.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * The frozen feature layers of a recognizer, for pictures of one size and alignment. Chosen by name; {@code resnet29}
 * is the face recognition network of dlib, which takes pictures of any size; {@code vgg16} the convolutional part of
 * VGG16, which takes pictures whose sides are a multiple of 16 from 64 up, and whose weights tell their
 * {@link Preprocessing}.
 *
 * <p>Thread-safe. Owns native memory: close it after the recognizers that stand on it.
 */
public final class Backbone implements AutoCloseable {

    /** The name of dlib's network of 29 convolutions. */
    public static final String RESNET29 = "resnet29";

    /** The name of the convolutional part of VGG16. */
    public static final String VGG16 = "vgg16";

    /**
     * The number of pictures in every native call; the last call of a batch is filled up. The native library computes
     * a picture in another way when its batch has another size, so only a fixed size makes a result independent of
     * the pictures beside it, down to the last bit.
     */
    static final int CHUNK = 4;

    private final String name;
    private final String weightsSha256;
    private final Alignment alignment;
    private final int width;
    private final int height;
    private final Network network;
    private final Engine engine;

    private Backbone(
            String name,
            String weightsSha256,
            Alignment alignment,
            int width,
            int height,
            Network network,
            Engine engine) {
        this.name = name;
        this.weightsSha256 = weightsSha256;
        this.alignment = alignment;
        this.width = width;
        this.height = height;
        this.network = network;
        this.engine = engine;
    }

    /**
     * The layers.
     *
     * @param part all of them, up to the features
     * @param features how many come out
     * @param baseline the color that goes in as nothing
     */
    private record Network(NetworkPart part, int features, Color baseline) {

        static Network resnet29(NamedTensors weights, Alignment alignment, int width, int height, Precision precision) {
            List<Stage> layers = ResNet29.layers(weights);
            return new Network(
                    behind(
                            new DlibInput(alignment, width, height),
                            layers,
                            precision == Precision.BFLOAT16 ? ResNet29.layersInBfloat16(weights) : layers),
                    ResNet29.FEATURES,
                    DlibInput.MEAN);
        }

        static Network vgg16(NamedTensors weights, int width, int height, Precision precision) {
            int features = Vgg16.features(width, height);
            Preprocessing preprocessing = preprocessing(weights);
            List<Stage> layers = Vgg16.layers(weights);
            return new Network(
                    behind(
                            new NormalizedInput(preprocessing),
                            layers,
                            precision == Precision.BFLOAT16 ? Vgg16.layersInBfloat16(weights) : layers),
                    features,
                    preprocessing.baseline());
        }

        private static NetworkPart behind(Stage input, List<Stage> layers, List<Stage> gradientLayers) {
            return new NetworkPart(
                    Stream.concat(Stream.of(input), layers.stream()).toList(),
                    Stream.concat(Stream.of(input), gradientLayers.stream()).toList());
        }

        private static Preprocessing preprocessing(NamedTensors weights) {
            String text = weights.metadata().get(Preprocessing.METADATA);
            if (text == null) {
                throw new IllegalArgumentException("the weights don't tell their preprocessing (metadata \""
                        + Preprocessing.METADATA + "\"); 'visor weights import' adds it");
            }
            return Preprocessing.parse(text);
        }
    }

    /** Returns the names of all backbones. */
    public static List<String> names() {
        return List.of(RESNET29, VGG16);
    }

    /**
     * Makes the backbone of a name.
     *
     * @param name one of {@link #names()}
     * @param weights of its layers, with the names of their source: of face-api.js, or of torchvision
     * @param weightsSha256 the SHA-256 of the weights file, in hexadecimal
     * @param alignment of the pictures
     * @param width of the pictures in pixels
     * @param height of the pictures in pixels
     * @param engine what it runs on
     * @throws IllegalArgumentException if the name is unknown, the weights are those of another network, or it
     *     takes no pictures of this size
     */
    public static Backbone load(
            String name,
            NamedTensors weights,
            String weightsSha256,
            Alignment alignment,
            int width,
            int height,
            Engine engine) {
        Network network = switch (name) {
            case RESNET29 -> Network.resnet29(weights, alignment, width, height, engine.precision());
            case VGG16 -> Network.vgg16(weights, width, height, engine.precision());
            default ->
                throw new IllegalArgumentException("unknown backbone: \"" + name + "\", must be one of " + names());
        };
        return new Backbone(name, weightsSha256, alignment, width, height, network, engine);
    }

    /**
     * Checks whether a backbone takes pictures of a size, before its weights are read.
     *
     * @param name one of {@link #names()}
     * @param width of the pictures in pixels
     * @param height of the pictures in pixels
     * @throws IllegalArgumentException if it does not
     */
    public static void checkSize(String name, int width, int height) {
        if (name.equals(VGG16)) {
            Vgg16.checkSize(width, height);
        }
    }

    /**
     * Returns what a precision comes to for the gradients of a backbone. {@link Precision#AUTO} never comes to
     * {@link Precision#BFLOAT16} for {@code resnet29}, which computes in it only where it is asked for by name.
     *
     * @param name one of {@link #names()}
     * @param asked what was asked for
     * @param bfloat16 whether the processor computes in bfloat16
     * @return {@link Precision#FLOAT32} or {@link Precision#BFLOAT16}
     */
    public static Precision resolve(String name, Precision asked, boolean bfloat16) {
        return asked.on(bfloat16 && name.equals(VGG16));
    }

    /** Returns the name of the network. */
    public String name() {
        return name;
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
        return network.features;
    }

    /** Returns the precision of its gradients. */
    public Precision precision() {
        return engine.precision();
    }

    /** Returns the color that the network sees as nothing. */
    public Color baseline() {
        return network.baseline;
    }

    /**
     * Returns the features of each picture, in the same order.
     *
     * @param images of the backbone's size
     * @return an array of {@link #featureCount()} values each, owned by the caller
     */
    public List<float[]> features(List<Image> images) {
        return engine.map(images, CHUNK, (start, part) -> {
            try (PointerScope scope = new PointerScope()) {
                return rows(network.part.forward(input(part)), part.size());
            }
        });
    }

    Engine engine() {
        return engine;
    }

    /** Returns a full chunk, filled up with copies of the first picture. */
    Tensor input(List<Image> images) {
        for (Image image : images) {
            if (image.width() != width || image.height() != height) {
                throw new IllegalArgumentException("illegal size of a probe: " + image.width() + "x" + image.height()
                        + ", this recognizer takes " + width + "x" + height);
            }
        }
        List<Image> filled = new ArrayList<>(images);
        while (filled.size() < CHUNK) {
            filled.add(images.get(0));
        }
        return Tensors.ofImages(filled);
    }

    /** Returns all layers, up to the features. */
    NetworkPart layers() {
        return network.part;
    }

    /** Returns the values of the first so many pictures of a chunk. */
    static List<float[]> rows(Tensor tensor, int count) {
        float[] all = Tensors.toArray(tensor);
        int size = all.length / CHUNK;
        return IntStream.range(0, count)
                .mapToObj(i -> Arrays.copyOfRange(all, i * size, (i + 1) * size))
                .toList();
    }

    @Override
    public void close() {
        network.part.close();
    }
}
