package dev.visor.store.tensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The checked header of a safetensors file: words about the tensors, and where each of them lies.
 *
 * @param metadata the file's own words, those about quantization included
 * @param entries in the order of the data, which they cover without a gap
 */
record SafeTensorsHeader(Map<String, String> metadata, List<Entry> entries) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * One tensor.
     *
     * @param name what it is called
     * @param type of its elements
     * @param shape its sizes
     * @param begin where its bytes begin, counted from the end of the header
     * @param end behind its last byte
     * @param quantization what its bytes stand for; {@link Quantization#NONE} unless they are U8
     */
    record Entry(String name, TensorType type, List<Integer> shape, long begin, long end, Quantization quantization) {

        /** {@return the number of elements} */
        int count() {
            return (int) ((end - begin) / type.bytes());
        }
    }

    SafeTensorsHeader {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        entries = List.copyOf(entries);
    }

    /**
     * {@return the header in these bytes}
     *
     * @param dataBytes how many bytes the file has behind its header
     * @param file what to call the file in a message
     */
    static SafeTensorsHeader parse(byte[] json, long dataBytes, String file) throws DamagedFileException {
        JsonNode root = tree(json, file);
        Map<String, String> metadata = metadata(root, file);
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (!field.getKey().equals(SafeTensors.METADATA)) {
                entries.add(new Fields(file, field.getKey(), field.getValue()).entry(metadata));
            }
        }
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        checkCover(entries, dataBytes, file);
        checkQuantizations(metadata, entries, file);
        return new SafeTensorsHeader(metadata, entries);
    }

    private static JsonNode tree(byte[] json, String file) throws DamagedFileException {
        try {
            JsonNode root = json.length > 0 && json[0] == '{'
                    ? MAPPER.readTree(new String(json, StandardCharsets.UTF_8))
                    : null;
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            throw new DamagedFileException(
                    file, "is a damaged safetensors file: its header is no JSON: " + Json.firstLine(e), e);
        }
        throw new DamagedFileException(file, "is no safetensors file: its header is no JSON object");
    }

    private static Map<String, String> metadata(JsonNode root, String file) throws DamagedFileException {
        Map<String, String> metadata = new LinkedHashMap<>();
        JsonNode words = root.get(SafeTensors.METADATA);
        if (words == null) {
            return metadata;
        }
        if (!words.isObject()) {
            throw new DamagedFileException(file, "the metadata of a safetensors file must be an object of strings");
        }
        for (Map.Entry<String, JsonNode> word : words.properties()) {
            if (!word.getValue().isTextual()) {
                throw new DamagedFileException(
                        file, "the metadata \"" + word.getKey() + "\" is " + word.getValue() + ", must be a string");
            }
            metadata.put(word.getKey(), word.getValue().textValue());
        }
        return metadata;
    }

    private static void checkCover(List<Entry> entries, long dataBytes, String file) throws DamagedFileException {
        long end = 0;
        for (Entry entry : entries) {
            if (entry.begin() != end) {
                throw new DamagedFileException(
                        file,
                        "the tensor \"" + entry.name() + "\" begins at byte " + entry.begin() + ", must begin at " + end
                                + ", where the one before it ends");
            }
            end = entry.end();
        }
        if (end != dataBytes) {
            throw new DamagedFileException(
                    file, "has " + dataBytes + " bytes of tensors, must have " + end + " as its header says");
        }
    }

    private static void checkQuantizations(Map<String, String> metadata, List<Entry> entries, String file)
            throws DamagedFileException {
        for (String key : metadata.keySet()) {
            boolean known = !key.startsWith(Quantization.KEY)
                    || entries.stream()
                            .anyMatch(entry ->
                                    entry.type() == TensorType.U8 && key.equals(Quantization.KEY + entry.name()));
            if (!known) {
                throw new DamagedFileException(file, "the metadata \"" + key + "\" belongs to no U8 tensor");
            }
        }
    }

    /** The fields of one tensor's entry, on their way to being checked. */
    private record Fields(String file, String name, JsonNode node) {

        Entry entry(Map<String, String> metadata) throws DamagedFileException {
            JsonNode dtype = node.get("dtype");
            if (!node.isObject() || node.size() != 3 || dtype == null || !dtype.isTextual()) {
                throw damaged("must have exactly dtype, shape and data_offsets");
            }
            TensorType type = TensorType.named(dtype.textValue()).orElse(null);
            if (type == null) {
                throw damaged("has the dtype " + dtype.textValue() + ", must be one of " + TensorType.supported());
            }
            List<Long> shape = numbers("shape");
            List<Long> offsets = numbers("data_offsets");
            if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
                throw damaged("has the data_offsets " + offsets + ", must be a begin and an end");
            }
            checkSize(type, shape, offsets.get(1) - offsets.get(0));
            return new Entry(
                    name,
                    type,
                    shape.stream().map(Math::toIntExact).toList(),
                    offsets.get(0),
                    offsets.get(1),
                    quantization(type, metadata.get(Quantization.KEY + name)));
        }

        private void checkSize(TensorType type, List<Long> shape, long bytes) throws DamagedFileException {
            long elements = 1;
            for (long side : shape) {
                // Both factors are below 2^31, so that the product cannot overflow.
                elements = side > Integer.MAX_VALUE ? Long.MAX_VALUE : elements * side;
                if (elements > Integer.MAX_VALUE) {
                    throw damaged("has the shape " + shape + ", must have less than 2^31 elements");
                }
            }
            long size = elements * type.bytes();
            if (size != bytes) {
                throw damaged("has " + bytes + " bytes, must have " + size + " for " + type + " " + shape);
            }
        }

        private Quantization quantization(TensorType type, @Nullable String text) throws DamagedFileException {
            if (type != TensorType.U8) {
                return Quantization.NONE;
            }
            if (text == null) {
                throw damaged("is U8, must have the metadata \"" + Quantization.KEY + name + "\"");
            }
            Quantization quantization = Quantization.parse(text).orElse(null);
            if (quantization == null) {
                throw damaged("has the quantization \"" + text + "\", must be two numbers scale,min");
            }
            return quantization;
        }

        private List<Long> numbers(String field) throws DamagedFileException {
            JsonNode array = node.get(field);
            if (array == null || !array.isArray()) {
                throw damaged("has no " + field + ", must have an array of whole numbers");
            }
            List<Long> numbers = new ArrayList<>();
            for (JsonNode number : array) {
                if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
                    throw damaged("has the " + field + " " + array + ", must be whole numbers of at least 0");
                }
                numbers.add(number.longValue());
            }
            return numbers;
        }

        private DamagedFileException damaged(String reason) {
            return new DamagedFileException(file, "the tensor \"" + name + "\" " + reason);
        }
    }
}
