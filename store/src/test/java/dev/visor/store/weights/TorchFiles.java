package dev.visor.store.weights;

import dev.visor.store.weights.Vgg16Layout.Layer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives as torch.save writes them: entries that are not packed, one for each tensor. */
final class TorchFiles {

    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final PickleWriter pickle = new PickleWriter();
    private final ByteOrder order;
    private String storage = "FloatStorage";

    private TorchFiles(ByteOrder order, boolean plain) {
        this.order = order;
        if (plain) {
            pickle.op('}').op('(');
        } else {
            pickle.global("collections", "OrderedDict").raw(")Rq\0(");
        }
    }

    TorchFiles(ByteOrder order) {
        this(order, false);
    }

    /** Starts a plain map, as which C++ knows a state dict. */
    static TorchFiles ofPlainMap() {
        return new TorchFiles(ByteOrder.LITTLE_ENDIAN, true);
    }

    /** Writes the network of the formula. */
    static Path write(Path file, Vgg16Layout layout) throws IOException {
        return new TorchFiles(ByteOrder.LITTLE_ENDIAN).network(layout, "").save(file);
    }

    TorchFiles storage(String name) {
        storage = name;
        return this;
    }

    TorchFiles network(Vgg16Layout layout, String prefix) {
        List<Layer> layers = layout.layers();
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            long in = layer.in();
            pickle.text(prefix + layer.torchName() + ".weight");
            tensor(SmallVgg.kernel(l, layer, "oihw"), 0, new long[] {layer.out(), in, 3, 3}, new long[] {in * 9, 9, 3, 1
            });
            pickle.text(prefix + layer.torchName() + ".bias");
            tensor(SmallVgg.biases(l, layer), 0, new long[] {layer.out()}, new long[] {1});
        }
        return this;
    }

    /** Adds a tensor behind the text that is its name. */
    TorchFiles tensor(float[] elements, long offset, long[] sizes, long[] strides) {
        String key = "" + entries.size();
        entries.put("data/" + key, encode(elements));
        pickle.tensor(storage, key, elements.length, offset, sizes, strides);
        return this;
    }

    private byte[] encode(float[] values) {
        int size = storage.startsWith("Double") ? 8 : storage.matches("(Half|BFloat16).*") ? 2 : 4;
        ByteBuffer buffer = ByteBuffer.allocate(values.length * size).order(order);
        for (float value : values) {
            switch (storage) {
                case "DoubleStorage" -> buffer.putDouble(value);
                case "HalfStorage" -> buffer.putShort(half(value));
                case "BFloat16Storage" -> buffer.putShort((short) (Float.floatToIntBits(value) >> 16));
                default -> buffer.putFloat(value);
            }
        }
        return buffer.array();
    }

    /** For values that a half holds exactly and that are no subnormals. */
    private static short half(float value) {
        int bits = Float.floatToIntBits(value);
        if (value == 0) {
            return 0;
        }
        return (short) (bits >>> 16 & 0x8000 | (bits >> 23 & 0xff) - 112 << 10 | bits >> 13 & 0x3ff);
    }

    /** Returns what writes the pickle, to add to it. */
    PickleWriter pickle() {
        return pickle;
    }

    Path save(Path file) throws IOException {
        // The state that torch gives to a state_dict, which is of no interest to the tensors.
        pickle.op('u').op('}').text("_metadata").op('}').op('s').op('b').op('.');
        return save(file, pickle.bytes());
    }

    Path savePlain(Path file) throws IOException {
        pickle.op('u').op('.');
        return save(file, pickle.bytes());
    }

    Path save(Path file, byte[] bytes) throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>(Map.of("data.pkl", bytes));
        all.put("byteorder", order == ByteOrder.BIG_ENDIAN ? "big".getBytes() : "little".getBytes());
        all.putAll(entries);
        all.put("version", "3\n".getBytes());
        return zip(file, all);
    }

    /** Writes a zip whose entries lie in one folder and are not packed. */
    static Path zip(Path file, Map<String, byte[]> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                ZipEntry entry = new ZipEntry("archive/" + content.getKey());
                CRC32 crc = new CRC32();
                crc.update(content.getValue());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(content.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(content.getValue());
            }
        }
        return file;
    }
}
