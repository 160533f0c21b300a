package dev.visor.store.weights;

import java.io.IOException;
import java.nio.file.Path;

/** Reads one format. Thread-safe. */
@FunctionalInterface
interface WeightsReader {

    /**
     * Reads the convolutions of a network.
     *
     * @throws IOException with one line naming the file if it is damaged or holds another network
     */
    FoundWeights read(Path file, Vgg16Layout layout) throws IOException;
}
