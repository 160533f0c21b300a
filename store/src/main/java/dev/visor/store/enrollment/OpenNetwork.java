package dev.visor.store.enrollment;

import dev.visor.face.FaceFormat;
import dev.visor.network.Architecture;
import dev.visor.network.Backbone;
import dev.visor.recognition.embedding.Embedder;
import dev.visor.store.weights.EmbeddedWeights;
import dev.visor.store.weights.LoadedWeights;
import dev.visor.torch.Engine;
import dev.visor.torch.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A network of embeddings with its weights, ready for faces of one size and alignment. Whoever opened it closes it.
 *
 * @param embedder the network
 * @param engine what it runs on
 */
public record OpenNetwork(Embedder embedder, Engine engine) implements AutoCloseable {

    /**
     * Opens a network.
     *
     * @param file of its weights; empty for those that come with Visor
     * @param faces what its pictures have in common
     * @param threads how many threads compute, at least 1
     * @param precision the numbers that gradients are computed in
     * @throws IOException with one line naming the file that can't be read or holds other weights
     */
    public static OpenNetwork open(
            Architecture network, Optional<String> file, FaceFormat faces, int threads, Precision precision)
            throws IOException {
        network.checkSize(faces.width(), faces.height());
        LoadedWeights loaded = file.isPresent() ? LoadedWeights.read(Path.of(file.get())) : EmbeddedWeights.of(network);
        Engine engine = Engine.start(threads, precision);
        try {
            return new OpenNetwork(embedder(network, loaded, faces, engine), engine);
        } catch (IllegalArgumentException e) {
            engine.close();
            if (file.isEmpty()) {
                throw e;
            }
            throw new IOException(
                    file.get() + ": must hold the weights of " + network.name() + ", but " + e.getMessage(), e);
        }
    }

    private static Embedder embedder(Architecture network, LoadedWeights loaded, FaceFormat faces, Engine engine) {
        Backbone backbone = Backbone.load(
                network, loaded.tensors(), loaded.sha256(), faces.alignment(), faces.width(), faces.height(), engine);
        try {
            return new Embedder(backbone, network.embedding(loaded.tensors()));
        } catch (IllegalArgumentException e) {
            backbone.close();
            throw e;
        }
    }

    @Override
    public void close() {
        embedder.backbone().close();
        engine.close();
    }
}
