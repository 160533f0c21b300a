package dev.visor.torch.internal;

import dev.visor.device.Device;
import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.Context;
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
        // The presets for accelerators are looked for beside those for the processor alone.
        unpackFirst("torch_cpu", "");
        unpackFirst("torch_cpu", "-gpu");
        Loader.load(torch.class);
    }

    /**
     * Loads libtorch, and checks that it computes on a device.
     *
     * @throws IllegalArgumentException with one line if there is none that it can use
     */
    public static void load(Device device) {
        load();
        if (device == Device.CUDA && !torch.cuda_is_available()) {
            throw new IllegalArgumentException("device cuda: "
                    + (Context.hasCUDART()
                            ? "no NVIDIA accelerator was found, or its driver is too old for CUDA 13"
                            : "this build computes on the processor only; build it with mvn -Pcuda"));
        }
    }

    /** Lets accelerators compute as exactly as the processor does, and equally each time. */
    public static void computeExactly() {
        Context context = torch.globalContext();
        context.setAllowTF32CuDNN(false);
        context.setAllowTF32CuBLAS(false);
        context.setBenchmarkCuDNN(false);
        context.setDeterministicCuDNN(true);
    }

    /**
     * Waits until a library is unpacked. JavaCPP loads libtorch before it looks after what libtorch needs, so the system
     * would map a file that another process is still unpacking, and the process would die.
     */
    private static void unpackFirst(String library, String extension) {
        String name =
                "/org/bytedeco/pytorch/" + Loader.getPlatform() + extension + "/" + System.mapLibraryName(library);
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
