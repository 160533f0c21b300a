package dev.visor.network.graph;

/**
 * Another engine that computes a graph, one picture at a time.
 *
 * <p>Thread-safe. Owns its memory: close it when nobody computes any more.
 */
public interface GraphRuntime extends AutoCloseable {

    /**
     * Returns all values of the graph's output. They must not depend on the number of threads, down to the last bit.
     *
     * @param input the values that the graph takes, the last dimension running fastest
     * @param shape their sizes, of one picture
     * @param threads how many threads may compute them, at least 1
     * @throws IllegalStateException with one line if the engine fails
     */
    float[] run(float[] input, long[] shape, int threads);

    @Override
    void close();
}
