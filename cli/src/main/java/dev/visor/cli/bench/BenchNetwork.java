package dev.visor.cli.bench;

import dev.visor.face.Alignment;
import dev.visor.network.Architecture;
import dev.visor.network.Backbone;
import dev.visor.run.Seed;
import dev.visor.store.weights.EmbeddedWeights;
import dev.visor.store.weights.LoadedWeights;
import dev.visor.torch.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A network to measure.
 *
 * @param architecture its kind
 * @param size the side of its pictures in pixels
 * @param file of its weights; empty for embedded or drawn ones
 */
record BenchNetwork(Architecture architecture, int size, Optional<Path> file) {

    /** What {@link #weights} calls drawn weights. */
    static final String DRAWN = "drawn";

    private static final String NO_FILE = "0".repeat(64);

    /** Checks the size. */
    BenchNetwork {
        architecture.checkSize(size, size);
    }

    String name() {
        return architecture.name();
    }

    /** Returns where the weights are from, in a few words. */
    String weights() {
        return file.map(Path::toString).orElse(architecture.hasEmbeddedWeights() ? "embedded" : DRAWN);
    }

    /**
     * Loads the network.
     *
     * @throws IOException with one line naming the file if its weights cannot be read or are those of another network
     */
    Backbone load(Alignment alignment, Engine engine) throws IOException {
        LoadedWeights weights = loadWeights();
        try {
            return Backbone.load(architecture, weights.tensors(), weights.sha256(), alignment, size, size, engine);
        } catch (IllegalArgumentException e) {
            if (file.isEmpty()) {
                throw e;
            }
            throw new IOException(file.get() + ": must hold the weights of " + name() + ", but " + e.getMessage(), e);
        }
    }

    private LoadedWeights loadWeights() throws IOException {
        if (file.isPresent()) {
            return LoadedWeights.read(file.get());
        }
        if (architecture.hasEmbeddedWeights()) {
            return EmbeddedWeights.of(architecture);
        }
        return architecture
                .drawnWeights(new Seed(1))
                .map(drawn -> new LoadedWeights(drawn, NO_FILE))
                .orElseThrow(() -> new IllegalArgumentException(name() + " needs --weights: it has none of its own"));
    }
}
