package dev.visor.network.internal;

import dev.visor.device.Device;

/**
 * How many pictures a native call takes. A native library may compute a picture in another way when its batch has another
 * size. So these are sizes for which a picture's result is the same, down to the last bit, whatever lies beside it.
 *
 * @param least in [1, most]; a smaller batch is filled up
 * @param most at least {@code least}
 * @param helped whether several native threads may compute a chunk together, because its result does not depend on their
 *     number either
 */
public record Chunks(int least, int most, boolean helped) {

    /** The most pictures in a native call on the processor. */
    public static final int LIMIT = 4;

    /** An accelerator is idle with fewer. */
    private static final int ON_ACCELERATOR = 32;

    /** Checks the sizes. */
    public Chunks {
        if (least < 1 || least > most) {
            throw new IllegalArgumentException(
                    "illegal chunks: from " + least + " to " + most + " pictures, must be at least 1, the least first");
        }
    }

    /** Always the same number on one thread, which makes a result independent of both in any network. */
    public static Chunks of(int size) {
        return new Chunks(size, size, false);
    }

    /** Returns what a native call takes on a device where it takes these on the processor. One picture stays one picture. */
    public Chunks on(Device device) {
        return device == Device.CPU || most == 1 ? this : of(ON_ACCELERATOR);
    }
}
