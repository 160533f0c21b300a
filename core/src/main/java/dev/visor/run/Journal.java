package dev.visor.run;

import java.util.Optional;

/**
 * What long work has come to so far, piece by piece, so that it can go on where it was broken off. Used by one thread at
 * a time.
 */
public interface Journal {

    /** Returns what was kept of a piece of work. */
    Optional<String> find(String piece);

    /**
     * Keeps the result of a piece of work.
     *
     * @param piece what it is called, unique within the work
     * @param result one line
     */
    void keep(String piece, String result);

    /** Returns a journal that keeps nothing. */
    static Journal none() {
        return new Journal() {
            @Override
            public Optional<String> find(String piece) {
                return Optional.empty();
            }

            @Override
            public void keep(String piece, String result) {}
        };
    }
}
