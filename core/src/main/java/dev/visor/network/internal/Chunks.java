package dev.visor.network.internal;

/**
 * How many pictures a native call takes. A native library may compute a picture in another way when its batch has another
 * size. So these are sizes for which a picture's result is the same, down to the last bit, whatever lies beside it.
 *
 * @param least in [1, most]; a smaller batch is filled up
 * @param most in [1, {@value #LIMIT}]
 * @param helped whether several native threads may compute a chunk together, because its result does not depend on their
 *     number either
 */
public record Chunks(int least, int most, boolean helped) {

    /** The most pictures in a native call. */
    public static final int LIMIT = 4;

    /** Checks the sizes. */
    public Chunks {
        if (least < 1 || least > most || most > LIMIT) {
            throw new IllegalArgumentException("illegal chunks: from " + least + " to " + most
                    + " pictures, must be from 1 to " + LIMIT + ", the least first");
        }
    }

    /** Always the same number on one thread, which makes a result independent of both in any network. */
    public static Chunks of(int size) {
        return new Chunks(size, size, false);
    }
}
