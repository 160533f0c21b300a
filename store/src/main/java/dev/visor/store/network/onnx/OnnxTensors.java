package dev.visor.store.network.onnx;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.visor.network.graph.Constant;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.tensors.HalfFloat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The tensors of an ONNX file as constants, of whatever type and wherever they lie. */
final class OnnxTensors {

    private static final Map<DataType, Integer> BYTES = Map.of(
            DataType.FLOAT, 4,
            DataType.DOUBLE, 8,
            DataType.FLOAT16, 2,
            DataType.BFLOAT16, 2,
            DataType.INT64, 8,
            DataType.INT32, 4,
            DataType.INT16, 2,
            DataType.INT8, 1,
            DataType.UINT8, 1,
            DataType.BOOL, 1);

    private final Path file;

    OnnxTensors(Path file) {
        this.file = file;
    }

    /** {@return a type in words} */
    static String typeName(int type) {
        DataType known = DataType.forNumber(type);
        return known == null ? String.valueOf(type) : known.name();
    }

    /** {@return a tensor as floats or whole numbers} */
    Constant constant(TensorProto tensor) throws IOException {
        DataType type = DataType.forNumber(tensor.getDataType());
        Integer bytes = type == null ? null : BYTES.get(type);
        if (type == null || bytes == null) {
            throw refused(
                    tensor,
                    "is of the type " + typeName(tensor.getDataType()) + ", must be one of "
                            + BYTES.keySet().stream()
                                    .map(DataType::name)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        List<Integer> shape =
                tensor.getDimsList().stream().map(Math::toIntExact).toList();
        long count = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (shape.stream().anyMatch(side -> side < 0) || count > Integer.MAX_VALUE / 8) {
            throw refused(tensor, "has the shape " + shape + ", which is none");
        }
        if (tensor.hasSegment()) {
            throw refused(tensor, "is cut into segments, must be whole");
        }
        boolean external = tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
        if (!external && !tensor.hasRawData()) {
            return listed(tensor, type, shape, (int) count);
        }
        ByteBuffer data =
                external ? external(tensor, count * bytes) : tensor.getRawData().asReadOnlyByteBuffer();
        if (data.remaining() != count * bytes) {
            throw refused(
                    tensor,
                    "has " + data.remaining() + " bytes, must have " + count * bytes + " for the shape " + shape);
        }
        return raw(data.order(ByteOrder.LITTLE_ENDIAN), type, shape, (int) count);
    }

    private static Constant raw(ByteBuffer data, DataType type, List<Integer> shape, int count) {
        if (isFloat(type)) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = switch (type) {
                    case FLOAT -> data.getFloat();
                    case DOUBLE -> (float) data.getDouble();
                    case FLOAT16 -> HalfFloat.toFloat(data.getShort());
                    default -> Float.intBitsToFloat(data.getShort() << 16);
                };
            }
            return Constant.ofFloats(values, shape);
        }
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (type) {
                case INT64 -> data.getLong();
                case INT32 -> data.getInt();
                case INT16 -> data.getShort();
                case INT8 -> data.get();
                default -> data.get() & 0xff;
            };
        }
        return Constant.ofWholes(values, shape);
    }

    private static boolean isFloat(DataType type) {
        return type == DataType.FLOAT
                || type == DataType.DOUBLE
                || type == DataType.FLOAT16
                || type == DataType.BFLOAT16;
    }

    /** Reads values from the field of their type; those of 16 bits and less are in that of 32. */
    private Constant listed(TensorProto tensor, DataType type, List<Integer> shape, int count)
            throws DamagedFileException {
        int there = switch (type) {
            case FLOAT -> tensor.getFloatDataCount();
            case DOUBLE -> tensor.getDoubleDataCount();
            case INT64 -> tensor.getInt64DataCount();
            default -> tensor.getInt32DataCount();
        };
        if (there != count) {
            throw refused(tensor, "has " + there + " values, must have " + count + " for the shape " + shape);
        }
        if (type == DataType.INT64) {
            return Constant.ofWholes(
                    tensor.getInt64DataList().stream()
                            .mapToLong(Long::longValue)
                            .toArray(),
                    shape);
        }
        if (!isFloat(type)) {
            return Constant.ofWholes(
                    tensor.getInt32DataList().stream()
                            .mapToLong(Integer::longValue)
                            .toArray(),
                    shape);
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (type) {
                case FLOAT -> tensor.getFloatData(i);
                case DOUBLE -> (float) tensor.getDoubleData(i);
                case FLOAT16 -> HalfFloat.toFloat((short) tensor.getInt32Data(i));
                default -> Float.intBitsToFloat(tensor.getInt32Data(i) << 16);
            };
        }
        return Constant.ofFloats(values, shape);
    }

    /** Reads a part of a file beside the model. */
    private ByteBuffer external(TensorProto tensor, long expected) throws IOException {
        Map<String, String> entries = tensor.getExternalDataList().stream()
                .collect(Collectors.toMap(
                        StringStringEntryProto::getKey, StringStringEntryProto::getValue, (first, second) -> second));
        String location = entries.getOrDefault("location", "");
        Path data = beside(tensor, location);
        long offset = number(tensor, entries.getOrDefault("offset", "0"));
        long length = number(tensor, entries.getOrDefault("length", String.valueOf(expected)));
        try (FileChannel channel = FileChannel.open(data)) {
            if (length != expected || offset > channel.size() - length) {
                throw refused(
                        tensor,
                        "lies in " + location + " from " + offset + " on with " + length + " bytes, must have "
                                + expected + " within its " + channel.size());
            }
            ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(length));
            while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
                // On until all is there.
            }
            return buffer.flip();
        }
    }

    private Path beside(TensorProto tensor, String location) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
        try {
            Path data = folder.resolve(location).normalize();
            if (location.isEmpty() || Path.of(location).isAbsolute() || !data.startsWith(folder)) {
                throw refused(tensor, "lies in \"" + location + "\", must lie in a file in the model's folder");
            }
            if (!Files.isRegularFile(data)) {
                throw refused(tensor, "lies in " + location + " beside the model, but there is no such file");
            }
            if (!data.toRealPath().startsWith(folder.toRealPath())) {
                throw refused(tensor, "lies in \"" + location + "\", which leads out of the model's folder");
            }
            return data;
        } catch (InvalidPathException e) {
            throw refused(tensor, "lies in a file without a legal name");
        }
    }

    private long number(TensorProto tensor, String text) throws DamagedFileException {
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw refused(tensor, "has the position \"" + text + "\", must be a whole number of at least 0");
    }

    private DamagedFileException refused(TensorProto tensor, String reason) {
        return new DamagedFileException(file.toString(), "the tensor \"" + tensor.getName() + "\" " + reason);
    }
}
