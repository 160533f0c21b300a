package dev.visor.store.weights;

import dev.visor.store.tensors.HalfFloat;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The element types of torch's storages that can be weights. */
public enum StorageType {
    /** 32 bits. */
    FLOAT("FloatStorage", 4),
    /** 16 bits, IEEE 754. */
    HALF("HalfStorage", 2),
    /** 16 bits, the upper half of 32. */
    BFLOAT16("BFloat16Storage", 2),
    /** 64 bits. */
    DOUBLE("DoubleStorage", 8);

    private final String className;
    private final int bytes;

    StorageType(String className, int bytes) {
        this.className = className;
        this.bytes = bytes;
    }

    /** {@return the size of an element} */
    public int bytes() {
        return bytes;
    }

    /** {@return the type of a class in the module torch} */
    public static Optional<StorageType> named(String className) {
        return Arrays.stream(values())
                .filter(type -> type.className.equals(className))
                .findFirst();
    }

    public static String supported() {
        return Arrays.stream(values()).map(type -> type.className).collect(Collectors.joining(", "));
    }

    /** {@return an element, in the order of the buffer} */
    public float get(ByteBuffer data, int index) {
        int at = index * bytes;
        return switch (this) {
            case FLOAT -> data.getFloat(at);
            case HALF -> HalfFloat.toFloat(data.getShort(at));
            case BFLOAT16 -> Float.intBitsToFloat(data.getShort(at) << 16);
            case DOUBLE -> (float) data.getDouble(at);
        };
    }
}
