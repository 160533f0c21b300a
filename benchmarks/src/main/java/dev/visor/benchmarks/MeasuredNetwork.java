package dev.visor.benchmarks;

import dev.visor.benchmark.MeasuredSystem;
import dev.visor.face.FaceSet;
import dev.visor.network.Architecture;
import dev.visor.network.Architectures;
import dev.visor.network.Backbone;
import dev.visor.run.Seed;
import dev.visor.store.faces.EmbeddedFaces;
import dev.visor.store.weights.EmbeddedWeights;
import dev.visor.store.weights.LoadedWeights;
import dev.visor.torch.Engine;

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
    private final Backbone backbone;
    private final MeasuredSystem system;

    MeasuredNetwork(String network) {
        engine = Engine.start(Runtime.getRuntime().availableProcessors());
        FaceSet faces = EmbeddedFaces.johns();
        Architecture architecture = network.equals(RESNET29) ? Architectures.RESNET29 : Architectures.VGG16;
        LoadedWeights weights = architecture
                .drawnWeights(new Seed(1))
                .map(drawn -> new LoadedWeights(drawn, "0".repeat(64)))
                .orElseGet(() -> EmbeddedWeights.of(architecture));
        int size = size(network);
        backbone =
                Backbone.load(architecture, weights.tensors(), weights.sha256(), faces.alignment(), size, size, engine);
        system = MeasuredSystem.train(faces, backbone);
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
