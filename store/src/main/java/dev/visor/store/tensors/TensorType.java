package dev.visor.store.tensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The element types of a safetensors file that can be read, all little-endian. */
enum TensorType {
    F64(8),
    F32(4),
    F16(2),
    BF16(2),
    U8(1);

    private final int bytes;

    TensorType(int bytes) {
        this.bytes = bytes;
    }

    /** {@return the size of one element} */
    int bytes() {
        return bytes;
    }

    static Optional<TensorType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    static String supported() {
        return Arrays.stream(values()).map(TensorType::name).collect(Collectors.joining(", "));
    }

    /** Turns whole elements into floats, from an offset of the target on. */
    void decode(byte[] data, int length, Quantization quantization, float[] target, int offset) {
        ByteBuffer buffer = ByteBuffer.wrap(data, 0, length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = offset; buffer.hasRemaining(); i++) {
            target[i] = switch (this) {
                case F64 -> (float) buffer.getDouble();
                case F32 -> buffer.getFloat();
                case F16 -> HalfFloat.toFloat(buffer.getShort());
                case BF16 -> Float.intBitsToFloat(buffer.getShort() << 16);
                case U8 -> quantization.value(buffer.get() & 0xff);
            };
        }
    }
}
