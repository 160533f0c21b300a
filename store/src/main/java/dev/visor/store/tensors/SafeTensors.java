package dev.visor.store.tensors;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.visor.network.NamedTensors;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.ReadableFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The safetensors format: eight bytes with the length of the header, a JSON header with the type, shape and place of
 * each tensor, and the tensors' bytes, all little-endian. Files are read strictly: the tensors must cover the data
 * without a gap, and every size must fit.
 *
 * <p>F32, F16 and BF16 tensors are read as they are, F64 rounded to floats. U8 tensors must be quantized: the metadata
 * {@code quantization/<tensor>} holds {@code scale,min}, and the value of a byte q is {@code q * scale + min}, computed
 * in double precision and rounded to a float. Those metadata are used up by reading and not handed on.
 *
 * <p>Thread-safe.
 */
public final class SafeTensors {

    static final String METADATA = "__metadata__";

    private static final int LARGEST_HEADER = 16 << 20;
    private static final int CHUNK = 1 << 16;
    private static final int ALIGNMENT = 8;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private SafeTensors() {}

    /**
     * Reads the bytes of a file.
     *
     * @param name what to call it in a message
     * @throws DamagedFileException if it is no safetensors file or a damaged one
     */
    public static NamedTensors read(byte[] file, String name) throws IOException {
        return read(new ByteArrayInputStream(file), file.length, name);
    }

    /**
     * Reads a file.
     *
     * @throws DamagedFileException if it is no safetensors file or a damaged one
     * @throws IOException with one line if there is no such file or it cannot be read
     */
    public static NamedTensors read(Path file) throws IOException {
        ReadableFile.check(file, file.toString());
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(in, Files.size(file), file.toString());
        }
    }

    private static NamedTensors read(InputStream in, long size, String name) throws IOException {
        if (size < Long.BYTES) {
            throw new DamagedFileException(name, "is no safetensors file: it has " + size + " bytes");
        }
        long headerSize = ByteBuffer.wrap(in.readNBytes(Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        long most = Math.min(LARGEST_HEADER, size - Long.BYTES);
        if (headerSize < 2 || headerSize > most) {
            throw new DamagedFileException(
                    name,
                    "is no safetensors file or a damaged one: a header of " + Long.toUnsignedString(headerSize)
                            + " bytes, must be in [2, " + most + "]");
        }
        byte[] json = in.readNBytes((int) headerSize);
        SafeTensorsHeader header = SafeTensorsHeader.parse(json, size - Long.BYTES - headerSize, name);
        NamedTensors.Builder tensors = NamedTensors.builder();
        header.metadata().forEach((key, value) -> {
            if (!key.startsWith(Quantization.KEY)) {
                tensors.metadata(key, value);
            }
        });
        for (SafeTensorsHeader.Entry entry : header.entries()) {
            int[] shape = entry.shape().stream().mapToInt(Integer::intValue).toArray();
            tensors.tensor(entry.name(), values(in, entry, name), shape);
        }
        return tensors.build();
    }

    private static float[] values(InputStream in, SafeTensorsHeader.Entry entry, String name) throws IOException {
        float[] values = new float[entry.count()];
        int perChunk = CHUNK / entry.type().bytes();
        for (int at = 0; at < values.length; at += perChunk) {
            int count = Math.min(perChunk, values.length - at);
            byte[] chunk = in.readNBytes(count * entry.type().bytes());
            if (chunk.length < count * entry.type().bytes()) {
                throw new DamagedFileException(name, "ends within the tensor \"" + entry.name() + "\"");
            }
            entry.type().decode(chunk, chunk.length, entry.quantization(), values, at);
        }
        return values;
    }

    /**
     * Writes a file whole or not at all, all tensors as F32, in their order. The same tensors give the same bytes.
     *
     * @throws IOException with one line if the file cannot be written
     * @throws IllegalArgumentException if a name of a tensor or of metadata has a meaning of its own in the format
     */
    public static void write(Path file, NamedTensors tensors) throws IOException {
        List<StoredTensor> stored = stored(tensors);
        AtomicFile.write(file, out -> write(out, tensors.metadata(), stored));
    }

    /**
     * {@return the bytes that {@link #write(Path, NamedTensors)} writes}
     *
     * @throws IllegalArgumentException if a name of a tensor or of metadata has a meaning of its own in the format
     */
    public static byte[] bytes(NamedTensors tensors) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(out, tensors.metadata(), stored(tensors));
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return out.toByteArray();
    }

    private static List<StoredTensor> stored(NamedTensors tensors) {
        boolean reserved = tensors.names().contains(METADATA)
                || tensors.metadata().keySet().stream().anyMatch(key -> key.startsWith(Quantization.KEY));
        if (reserved) {
            throw new IllegalArgumentException("illegal tensors: no tensor may be called " + METADATA
                    + " and no metadata may begin with " + Quantization.KEY);
        }
        List<StoredTensor> stored = new ArrayList<>();
        for (String name : tensors.names()) {
            float[] values = tensors.values(name);
            ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            data.asFloatBuffer().put(values);
            stored.add(new StoredTensor(name, TensorType.F32, tensors.shape(name), data.array()));
        }
        return stored;
    }

    static void write(OutputStream out, Map<String, String> metadata, List<StoredTensor> tensors) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        ObjectNode words = root.putObject(METADATA);
        metadata.forEach(words::put);
        long begin = 0;
        for (StoredTensor tensor : tensors) {
            ObjectNode entry = root.putObject(tensor.name());
            entry.put("dtype", tensor.type().name());
            ArrayNode shape = entry.putArray("shape");
            tensor.shape().forEach(shape::add);
            entry.putArray("data_offsets").add(begin).add(begin + tensor.data().length);
            begin += tensor.data().length;
        }
        byte[] json = MAPPER.writeValueAsBytes(root);
        int padding = (ALIGNMENT - json.length % ALIGNMENT) % ALIGNMENT;
        out.write(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length + padding)
                .array());
        out.write(json);
        out.write(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
        for (StoredTensor tensor : tensors) {
            out.write(tensor.data());
        }
    }
}
