package dev.visor.store.enrollment;

import dev.visor.device.Compute;
import dev.visor.face.FaceFormat;
import dev.visor.network.Backbone;
import dev.visor.network.imported.ImportedNetwork;
import dev.visor.recognition.embedding.Embedder;
import dev.visor.store.network.NetworkChoice;
import dev.visor.store.network.OpenedNetwork;
import dev.visor.torch.Engine;
import java.io.IOException;
import java.util.Optional;

/**
 * A network of embeddings with its weights, ready for faces of one size and alignment. Whoever opened it closes it.
 *
 * @param embedder the network
 * @param engine what it runs on
 * @param imported the network if it is in a file of its own
 */
public record OpenNetwork(Embedder embedder, Engine engine, Optional<ImportedNetwork> imported)
        implements AutoCloseable {

    /**
     * Opens a network.
     *
     * @param faces what its pictures have in common
     * @param compute the threads and the device that compute
     * @throws IOException with one line naming the file that can't be read or holds other weights
     */
    public static OpenNetwork open(NetworkChoice choice, FaceFormat faces, Compute compute) throws IOException {
        choice.network().checkSize(faces.width(), faces.height());
        OpenedNetwork opened = choice.open();
        Engine engine = Engine.start(compute, choice.precision());
        try {
            Optional<ImportedNetwork> imported =
                    opened.architecture() instanceof ImportedNetwork network ? Optional.of(network) : Optional.empty();
            return new OpenNetwork(embedder(opened, opened.backbone(faces, engine)), engine, imported);
        } catch (IOException | RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static Embedder embedder(OpenedNetwork opened, Backbone backbone) throws IOException {
        try {
            return new Embedder(
                    backbone, opened.architecture().embedding(opened.weights().tensors()));
        } catch (IllegalArgumentException e) {
            backbone.close();
            if (opened.source().isEmpty()) {
                throw e;
            }
            throw new IOException(opened.source() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        embedder.backbone().close();
        engine.close();
    }
}
