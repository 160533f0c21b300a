package dev.visor.service.decision;

import java.util.Optional;

/**
 * Something that is closed when its owner has given it up and nobody uses it any more. Thread-safe.
 *
 * @param <T> what it is
 */
public final class Shared<T> {

    private final T value;
    private final Runnable close;

    private int uses;
    private boolean retired;

    /**
     * Owns something.
     *
     * @param close is called once, by whichever thread is the last
     */
    public Shared(T value, Runnable close) {
        this.value = value;
        this.close = close;
    }

    /**
     * The right to use it, until it is closed. Used by one thread at a time.
     *
     * @param <T> what it is
     */
    public static final class Use<T> implements AutoCloseable {

        private final Shared<T> shared;
        private boolean closed;

        private Use(Shared<T> shared) {
            this.shared = shared;
        }

        /** Returns what may be used. */
        public T value() {
            return shared.value;
        }

        /** Returns a right of its own to use the same. */
        public Use<T> again() {
            return shared.use().orElseThrow(() -> new IllegalStateException("the use has ended already"));
        }

        /** Ends the use; does nothing the second time. */
        @Override
        public void close() {
            if (!closed) {
                closed = true;
                shared.done();
            }
        }
    }

    /** Returns the right to use it; empty if it is closed. */
    public synchronized Optional<Use<T>> use() {
        if (retired && uses == 0) {
            return Optional.empty();
        }
        uses++;
        return Optional.of(new Use<>(this));
    }

    private void done() {
        boolean last;
        synchronized (this) {
            uses--;
            last = retired && uses == 0;
        }
        if (last) {
            close.run();
        }
    }

    /** Gives it up: it is closed when the last use ends, at once if there is none. Called once. */
    public void retire() {
        boolean last;
        synchronized (this) {
            last = !retired && uses == 0;
            retired = true;
        }
        if (last) {
            close.run();
        }
    }
}
