package dev.visor.api.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Computes the pieces of a run that do not depend on each other, in other processes than the run's own. The run keeps what comes back,
 * so that an engine has no state that could be lost. Used by one thread.
 */
public interface RunEngine extends AutoCloseable {

    /** Returns how many pieces it computes at a time, about, at least 1. */
    int parallelism();

    /**
     * Computes pieces. A piece that is lost with the process that computes it is computed again.
     *
     * @param surroundings the archive of what the experiment names, as {@link dev.visor.store.kit.Surroundings} packs it; the same file
     *     has the same content at every call
     * @param run the archive of what the run has written, as {@link dev.visor.store.kit.RunKit} packs it
     * @param pieces at least one
     * @param finished is called on this thread with each piece once, in the order in which they end
     * @throws IOException with one line if a piece can't be computed
     */
    void compute(Path surroundings, Path run, List<Piece> pieces, Finished finished) throws IOException;

    /** Takes results. */
    @FunctionalInterface
    interface Finished {

        /**
         * Takes the result of a piece.
         *
         * @throws IOException with one line if it can't be kept
         */
        void accept(Piece piece, PieceResult result) throws IOException;
    }

    @Override
    void close();
}
