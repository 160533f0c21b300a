package dev.visor.benchmarks;

import dev.visor.benchmark.MeasuredSystem;
import dev.visor.face.FaceSet;
import dev.visor.network.Architecture;
import dev.visor.network.Architectures;
import dev.visor.network.Backbone;
import dev.visor.network.NamedTensors;
import dev.visor.run.Seed;
import dev.visor.store.faces.EmbeddedFaces;
import dev.visor.store.weights.EmbeddedWeights;
import dev.visor.store.weights.LoadedWeights;
import dev.visor.torch.Engine;
import dev.visor.torch.Precision;

/**
 * A recognizer of the embedded people on one of the networks, and one thread per processor. VGG16 has drawn weights, on
 * which its speed does not depend.
 */
final class MeasuredNetwork implements AutoCloseable {

    /** The embedded network, at the size of its pictures. */
    static final String RESNET29 = "resnet29";

    /** VGG16 at ArcFace's size of pictures. */
    static final String VGG16_112 = "vgg16-112";

    /** VGG16 at its own size of pictures. */
    static final String VGG16_224 = "vgg16-224";

    private final Engine engine;
    private final LoadedWeights weights;
    private final Backbone backbone;
    private final MeasuredSystem system;

    MeasuredNetwork(String network) {
        this(network, Precision.FLOAT32, weights(network));
    }

    /** Measures a network with weights of its own. */
    MeasuredNetwork(String network, Precision precision, LoadedWeights weights) {
        this.weights = weights;
        engine = Engine.start(Runtime.getRuntime().availableProcessors(), precision);
        FaceSet faces = EmbeddedFaces.johns();
        Architecture architecture = architecture(network);
        int size = size(network);
        backbone =
                Backbone.load(architecture, weights.tensors(), weights.sha256(), faces.alignment(), size, size, engine);
        system = MeasuredSystem.train(faces, backbone);
    }

    private static Architecture architecture(String network) {
        return network.equals(RESNET29) ? Architectures.RESNET29 : Architectures.VGG16;
    }

    /** Returns the embedded weights, or drawn ones. */
    static LoadedWeights weights(String network) {
        Architecture architecture = architecture(network);
        return architecture
                .drawnWeights(new Seed(1))
                .map(drawn -> new LoadedWeights(drawn, "0".repeat(64)))
                .orElseGet(() -> EmbeddedWeights.of(architecture));
    }

    /** Returns the side of a network's pictures in pixels. */
    static int size(String network) {
        return switch (network) {
            case RESNET29 -> 150;
            case VGG16_112 -> 112;
            case VGG16_224 -> 224;
            default -> throw new IllegalArgumentException("unknown network: \"" + network + "\"");
        };
    }

    NamedTensors weights() {
        return weights.tensors();
    }

    MeasuredSystem system() {
        return system;
    }

    @Override
    public void close() {
        system.close();
        backbone.close();
        engine.close();
    }
}
