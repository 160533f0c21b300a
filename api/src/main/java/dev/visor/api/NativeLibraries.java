package dev.visor.api;

import dev.visor.image.PictureCodec;
import dev.visor.torch.Engine;
import org.jspecify.annotations.Nullable;

/**
 * Loads the native libraries while other things are read, because that takes most of a second. Whoever needs a library
 * earlier loads it then, or waits for it.
 */
final class NativeLibraries implements AutoCloseable {

    private final Thread loading = new Thread(this::load, "visor-libraries");
    private volatile @Nullable LinkageError failure;

    /** Begins to load them. */
    NativeLibraries() {
        loading.setDaemon(true);
        loading.start();
    }

    private void load() {
        try {
            Engine.loadLibrary();
            PictureCodec.loadLibrary();
        } catch (LinkageError e) {
            failure = e;
        }
    }

    /** Returns what kept a library from being loaded: later attempts say no more than that an earlier one failed. */
    LinkageError cause(LinkageError later) {
        LinkageError first = failure;
        return first == null ? later : first;
    }

    /** Waits until they are loaded: a process must not end in the middle of that. */
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
    }
}
