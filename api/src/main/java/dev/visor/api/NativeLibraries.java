package dev.visor.api;

import dev.visor.image.PictureCodec;
import dev.visor.torch.Engine;
import org.jspecify.annotations.Nullable;

/**
 * Loads the native libraries while other things are read, because that takes most of a second. Until it is closed, nothing
 * else may touch a native library: two threads that load some at a time can wait for each other for good.
 */
final class NativeLibraries implements AutoCloseable {

    private final Thread loading = new Thread(this::load, "visor-libraries");
    private volatile @Nullable Error failure;

    /** Begins to load them. */
    NativeLibraries() {
        loading.setDaemon(true);
        loading.start();
    }

    private void load() {
        try {
            Engine.loadLibrary();
            PictureCodec.loadLibrary();
        } catch (LinkageError | OutOfMemoryError e) {
            failure = e; // later attempts would say no more than that an earlier one failed
        }
    }

    /**
     * Waits until they are loaded. Closing it again does nothing.
     *
     * @throws LinkageError if one can't be loaded
     * @throws OutOfMemoryError if memory is too short for them
     */
    @Override
    public void close() {
        boolean interrupted = false;
        while (loading.isAlive()) {
            try {
                loading.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Error first = failure;
        failure = null; // thrown twice, it could not be suppressed by itself
        if (first != null) {
            throw first;
        }
    }
}
