package dev.visor.spark.address;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/** Threads that wait for a file system together, because each answer takes its time. Used by one thread. */
final class Crew implements AutoCloseable {

    private final ExecutorService threads;

    /** Hires so many threads. */
    Crew(int size) {
        threads = Executors.newFixedThreadPool(size, work -> {
            Thread thread = new Thread(work, "visor-address");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Something to do with an item. */
    interface Work<T> {
        void on(T item) throws IOException;
    }

    /**
     * Works on all items, and returns when no thread works any more. After a failure those that are left are not begun.
     *
     * @throws IOException what failed first
     */
    <T> void each(Collection<T> items, Work<T> work) throws IOException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Future<?>> all = new ArrayList<>();
        for (T item : items) {
            all.add(threads.submit(() -> attempt(item, work, failure)));
        }
        for (Future<?> each : all) {
            await(each);
        }
        if (failure.get() instanceof IOException e) {
            throw e;
        }
        if (failure.get() instanceof RuntimeException e) {
            throw e;
        }
        if (failure.get() instanceof Error e) {
            throw e;
        }
    }

    private static <T> void attempt(T item, Work<T> work, AtomicReference<Throwable> failure) {
        if (failure.get() == null) {
            try {
                work.on(item);
            } catch (IOException | RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        }
    }

    private static void await(Future<?> work) throws IOException {
        try {
            work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // attempts keep what they throw
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
