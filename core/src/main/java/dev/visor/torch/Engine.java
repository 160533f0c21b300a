package dev.visor.torch;

import dev.visor.device.Compute;
import dev.visor.device.Device;
import dev.visor.torch.internal.Libtorch;
import dev.visor.torch.internal.Placement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;

/**
 * The threads that native work runs on. While there are chunks for all of them, each computes a chunk alone: several
 * one-threaded calls are faster than one many-threaded call. A single picture is a single chunk, so one thread with
 * native threads to help it computes the few chunks that are left over. As the work is cut in the same chunks for any
 * number of threads, its results do not depend on that number.
 *
 * <p>Masked regions are filled by parallel streams, on Java's common pool, whose size the program decides.
 *
 * <p>Thread-safe. Work that runs on the engine must not call the engine again.
 */
public final class Engine implements AutoCloseable {

    private final Compute compute;
    private final Precision precision;
    private final ExecutorService workers;
    private final ExecutorService wide;

    private Engine(Compute compute, Precision precision) {
        this.compute = compute;
        this.precision = precision;
        AtomicInteger number = new AtomicInteger();
        this.workers = Executors.newFixedThreadPool(
                compute.threads(), task -> thread("visor-" + number.incrementAndGet(), 1, task));
        this.wide = Executors.newSingleThreadExecutor(task -> thread("visor-wide", compute.threads(), task));
    }

    private Thread thread(String name, int nativeThreads, Runnable task) {
        Thread thread = new Thread(
                () -> {
                    prepareThread(nativeThreads);
                    Placement.ofThread(compute.device());
                    task.run();
                },
                name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Starts an engine that computes everything in 32-bit floats.
     *
     * @param threads how many pieces of work run at the same time, at least 1
     */
    public static Engine start(int threads) {
        return start(threads, Precision.FLOAT32);
    }

    /**
     * Starts an engine on the processor.
     *
     * @param threads how many pieces of work run at the same time, at least 1
     * @param precision of the gradients, not {@link Precision#AUTO}
     */
    public static Engine start(int threads, Precision precision) {
        return start(Compute.threads(threads), precision);
    }

    /**
     * Starts an engine.
     *
     * @param compute its threads and its device
     * @param precision of the gradients, not {@link Precision#AUTO}
     * @throws IllegalArgumentException with one line if the machine or this build has no such device
     */
    public static Engine start(Compute compute, Precision precision) {
        if (precision == Precision.AUTO) {
            throw new IllegalArgumentException("illegal precision: AUTO, must be FLOAT32 or BFLOAT16");
        }
        Libtorch.load(compute.device());
        if (compute.device() == Device.CUDA) {
            Libtorch.computeExactly();
        }
        // A pool of OpenBLAS's own would compute beside the engine's threads.
        openblas.blas_set_num_threads(1);
        return new Engine(compute, precision);
    }

    /**
     * Loads libtorch, if it is not loaded yet. That takes most of a second; {@link #start} does it too.
     *
     * @throws LinkageError if it can't be loaded
     */
    public static void loadLibrary() {
        Libtorch.load();
    }

    /**
     * Checks that networks can be computed on a device.
     *
     * @throws IllegalArgumentException with one line if the machine or this build has no such device
     * @throws LinkageError if the native library can't be loaded
     */
    public static void check(Device device) {
        if (device != Device.CPU) {
            Libtorch.load(device);
        }
    }

    /** Returns how many pieces of work run at the same time. */
    public int threads() {
        return compute.threads();
    }

    /** Returns what computes networks. */
    public Device device() {
        return compute.device();
    }

    /** Makes layers whose weights lie on the engine's device, on the caller's thread. */
    public <R> R placed(Supplier<R> maker) {
        return Placement.on(compute.device(), maker);
    }

    /** Returns the precision of the gradients. */
    public Precision precision() {
        return precision;
    }

    /** Returns the version of libtorch and of its Java presets. */
    public static String libtorchVersion() {
        try {
            return Objects.requireNonNullElse(Loader.getVersion("org.bytedeco", "pytorch"), "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException("the version of libtorch can't be read", e);
        }
    }

    /** Runs one piece of work on the engine and returns what it returns. */
    public <R> R call(Callable<R> work) {
        return await(workers.submit(work));
    }

    /**
     * Cuts the items into chunks, works on the chunks at the same time and returns all results in the order of the
     * items. Each chunk is computed by one thread.
     *
     * @param most the most items in a chunk, at least 1
     * @param work returns a result per item; is given the index of its first item too
     * @throws RuntimeException what the first failing chunk threw, or its error, after all chunks have ended
     */
    public <T, R> List<R> map(List<T> items, int most, Work<T, R> work) {
        return map(items, 1, most, false, work);
    }

    /**
     * Cuts the items into chunks as {@link #map(List, int, Work)} does.
     *
     * @param least a chunk with fewer items takes as long as one with so many, at least 1
     * @param most the most items in a chunk, at least {@code least}
     * @param helped whether native threads may help to compute the items that are left over when there are not enough of
     *     them for all threads; only for work whose result does not depend on the number of native threads
     */
    public <T, R> List<R> map(List<T> items, int least, int most, boolean helped, Work<T, R> work) {
        if (least < 1 || most < least) {
            throw new IllegalArgumentException(
                    "illegal chunk: from " + least + " to " + most + " items, must be at least 1, the least first");
        }
        int beside = helped ? sideBySide(items.size()) : items.size();
        List<Future<List<R>>> parts = new ArrayList<>();
        submit(workers, items, 0, beside, chunks(beside, least, most), work, parts);
        parts.forEach(Engine::settle);
        int rest = items.size() - beside;
        submit(wide, items, beside, rest, (rest + most - 1) / most, work, parts);
        return gather(parts);
    }

    /** Returns how many of so many items are computed by a thread each; one after the other, the rest is done sooner. */
    private int sideBySide(int items) {
        int rest = items % threads();
        return 2 * rest <= threads() ? items - rest : items;
    }

    /** Returns how many chunks occupy all threads for about the same time: as few as possible, as each has its cost. */
    private int chunks(int items, int least, int most) {
        int fewest = (items + most - 1) / most;
        int even = (fewest + threads() - 1) / threads() * threads();
        return Math.max(fewest, Math.min(even, items / least));
    }

    /** Starts the work on so many chunks, which differ by one item at most. */
    private static <T, R> void submit(
            ExecutorService executor,
            List<T> items,
            int first,
            int count,
            int chunks,
            Work<T, R> work,
            List<Future<List<R>>> parts) {
        for (int i = 0; i < chunks; i++) {
            int start = first + i * count / chunks;
            List<T> part = items.subList(start, first + (i + 1) * count / chunks);
            parts.add(executor.submit(() -> work.apply(start, part)));
        }
    }

    private static void settle(Future<?> part) {
        try {
            await(part);
        } catch (RuntimeException | Error e) {
            // Comes out when the results are gathered.
        }
    }

    private static <R> List<R> gather(List<Future<List<R>>> parts) {
        List<R> results = new ArrayList<>();
        Throwable failure = null;
        for (Future<List<R>> part : parts) {
            try {
                results.addAll(await(part));
            } catch (RuntimeException | Error e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        return results;
    }

    private static <R> R await(Future<R> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    // A native call can't be broken off: wait for it, and pass the interruption on.
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException cause) {
                        throw cause;
                    }
                    if (e.getCause() instanceof Error cause) {
                        throw cause;
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends the threads after the work in hand. */
    @Override
    public void close() {
        workers.shutdown();
        wide.shutdown();
    }

    private static void prepareThread(int nativeThreads) {
        // Asking first keeps libtorch from setting, in this thread's first operation, what another thread had set last.
        torch.get_num_threads();
        torch.set_num_threads(nativeThreads);
        // Denormal numbers make the training of the head many times slower and change nothing that matters.
        Context.setFlushDenormal(true);
    }

    /** A piece of work on some of the items. */
    @FunctionalInterface
    public interface Work<T, R> {

        /**
         * Works on a chunk.
         *
         * @param start the index of the chunk's first item among all items
         * @param part the items of the chunk
         * @return a result per item
         */
        List<R> apply(int start, List<T> part);
    }
}
