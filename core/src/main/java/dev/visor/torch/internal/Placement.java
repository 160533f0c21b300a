package dev.visor.torch.internal;

import dev.visor.device.Device;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/** Where the tensors lie that a thread makes: in the memory of the processor, unless decided otherwise. */
public final class Placement {

    private static final ThreadLocal<Device> DEVICE = ThreadLocal.withInitial(() -> Device.CPU);

    private Placement() {}

    /** Returns where this thread's tensors lie. */
    public static Device current() {
        return DEVICE.get();
    }

    /** Decides it for the rest of this thread's life. */
    public static void ofThread(Device device) {
        DEVICE.set(device);
    }

    /** Makes something whose tensors lie on a device. */
    public static <R> R on(Device device, Supplier<R> maker) {
        Device before = DEVICE.get();
        DEVICE.set(device);
        try {
            return maker.get();
        } finally {
            DEVICE.set(before);
        }
    }

    /** Returns a tensor of the processor's memory where this thread's tensors lie. */
    static Tensor placed(Tensor tensor) {
        return DEVICE.get() == Device.CPU ? tensor : tensor.cuda();
    }
}
