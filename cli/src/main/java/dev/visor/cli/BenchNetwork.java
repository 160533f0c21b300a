package dev.visor.cli;

import dev.visor.face.Alignment;
import dev.visor.recognition.Backbone;
import dev.visor.recognition.DrawnWeights;
import dev.visor.run.Seed;
import dev.visor.store.experiment.BackboneSource;
import dev.visor.store.weights.EmbeddedWeights;
import dev.visor.store.weights.LoadedWeights;
import dev.visor.torch.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A network to measure.
 *
 * @param name one of {@link Backbone#names()}
 * @param size the side of its pictures in pixels
 * @param file of its weights; empty for embedded or drawn ones
 */
record BenchNetwork(String name, int size, Optional<Path> file) {

    /** What {@link #weights} calls weights by chance. */
    static final String DRAWN = "drawn";

    private static final String NO_FILE = "0".repeat(64);

    /** Checks the size. */
    BenchNetwork {
        Backbone.checkSize(name, size, size);
    }

    /** Returns where the weights are from, in a few words. */
    String weights() {
        return file.map(Path::toString).orElse(BackboneSource.hasEmbeddedWeights(name) ? "embedded" : DRAWN);
    }

    /**
     * Loads the network.
     *
     * @throws IOException with one line naming the file if its weights cannot be read or are those of another network
     */
    Backbone load(Alignment alignment, Engine engine) throws IOException {
        LoadedWeights weights = loadWeights();
        try {
            return Backbone.load(name, weights.tensors(), weights.sha256(), alignment, size, size, engine);
        } catch (IllegalArgumentException e) {
            if (file.isEmpty()) {
                throw e;
            }
            throw new IOException(file.get() + ": must hold the weights of " + name + ", but " + e.getMessage(), e);
        }
    }

    private LoadedWeights loadWeights() throws IOException {
        if (file.isPresent()) {
            return LoadedWeights.read(file.get());
        }
        return BackboneSource.hasEmbeddedWeights(name)
                ? EmbeddedWeights.resnet29()
                : new LoadedWeights(DrawnWeights.vgg16(new Seed(1)), NO_FILE);
    }
}
