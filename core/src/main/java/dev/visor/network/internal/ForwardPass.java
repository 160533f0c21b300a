package dev.visor.network.internal;

import dev.visor.image.Image;

/**
 * The way of a picture through a network, forward alone: it has no gradient.
 *
 * <p>Thread-safe. Owns its memory: close it when nobody computes any more.
 */
public interface ForwardPass extends AutoCloseable {

    /**
     * Returns the features of a picture. They don't depend on the number of threads, down to the last bit.
     *
     * @param picture of a size that the network takes
     * @param threads how many threads may compute them, at least 1
     * @throws IllegalStateException with one line if they can't be computed
     */
    float[] features(Image picture, int threads);

    @Override
    void close();
}
