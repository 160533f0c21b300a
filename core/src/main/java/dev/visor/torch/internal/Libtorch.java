package dev.visor.torch.internal;

import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** Loads libtorch. Thread-safe. */
public final class Libtorch {

    private Libtorch() {}

    /**
     * Loads libtorch, if it is not loaded yet.
     *
     * @throws LinkageError if it can't be loaded
     */
    public static synchronized void load() {
        unpackFirst("torch_cpu");
        Loader.load(torch.class);
    }

    /**
     * Waits until a library is unpacked. JavaCPP loads libtorch before it looks after what libtorch needs, so the system
     * would map a file that another process is still unpacking, and the process would die.
     */
    private static void unpackFirst(String library) {
        String name = "/org/bytedeco/pytorch/" + Loader.getPlatform() + "/" + System.mapLibraryName(library);
        // The lock on the cache is one for processes: two threads of one would be refused it.
        synchronized (Loader.class) {
            try {
                Loader.cacheResources(torch.class, name);
            } catch (IOException e) {
                // Loading fails for the same reason, and says which.
            }
        }
    }
}
