package dev.visor.store.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes the opcodes of protocol 2 as torch.save does. */
final class PickleWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    PickleWriter() {
        op(0x80).op(2);
    }

    PickleWriter op(int code) {
        out.write(code);
        return this;
    }

    PickleWriter op(char code) {
        return op((int) code);
    }

    PickleWriter global(String module, String name) {
        return op('c').raw(module + "\n" + name + "\n");
    }

    PickleWriter text(String text) {
        return op('X').little(4, text.getBytes(StandardCharsets.UTF_8).length).raw(text);
    }

    PickleWriter number(long value) {
        if (value >= 0 && value < 256) {
            return op('K').op((int) value);
        }
        return value == (int) value ? op('J').little(4, value) : op(0x8a).op(8).little(8, value);
    }

    PickleWriter tuple(long... values) {
        op('(');
        for (long value : values) {
            number(value);
        }
        return op('t');
    }

    /** A tensor whose storage has the name of an entry. */
    PickleWriter tensor(String storage, String key, long count, long offset, long[] sizes, long[] strides) {
        global("torch._utils", "_rebuild_tensor_v2").op('(').op('(').text("storage");
        global("torch", storage).text(key).text("cpu").number(count).op('t').op('Q');
        number(offset).tuple(sizes).tuple(strides).op(0x89);
        return global("collections", "OrderedDict").op(')').op('R').op('t').op('R');
    }

    /** A tensor with a flag of its own behind its hooks. */
    PickleWriter flagged(String storage, String key, long count, long[] sizes, long[] strides, String flag, int value) {
        tensor(storage, key, count, 0, sizes, strides);
        byte[] plain = bytes();
        out.reset();
        out.write(plain, 0, plain.length - 2); // without the call
        return op('}').text(flag).op(value).op('s').op('t').op('R');
    }

    PickleWriter raw(String bytes) {
        out.writeBytes(bytes.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    PickleWriter little(int count, long value) {
        out.write(
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(value)
                        .array(),
                0,
                count);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
