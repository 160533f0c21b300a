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

    /**
     * Brings what is kept at an address, such as {@code hdfs://host/runs/first}, into a new folder on this machine; it is empty if
     * nothing is kept there. From then on {@link #kept} takes to the address what the run writes into the folder. Closing the engine
     * removes the folder. Called at most once.
     *
     * @return the folder
     * @throws IllegalArgumentException with one line if the engine knows no such addresses
     * @throws IOException with one line naming the address if it can't be read or written, holds something else than a run, or another
     *     process writes there
     */
    default Path fetch(String address) throws IOException {
        throw new IllegalArgumentException(
                address + ": is an address, which this engine can't write to, must be a folder");
    }

    /**
     * Takes over what the run has written and removed in the folder of {@link #fetch}; whoever fetches the address later gets all of it
     * or what was there before. Does nothing without such a folder.
     *
     * @param all whether it must be at the address when this returns; otherwise the engine may leave it for one of the next calls
     * @throws IOException with one line naming the address if it can't be written any more
     */
    default void kept(boolean all) throws IOException {}

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
