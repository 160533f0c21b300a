package dev.visor.store.tensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The list of a TensorFlow.js model's weights: which there are, and in which files their bytes lie one after another.
 *
 * @param weights in the order of their bytes
 * @param paths the names of the files, in order
 */
record FaceApiManifest(List<Weight> weights, List<String> paths) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * One tensor.
     *
     * @param name what it is called
     * @param shape its sizes, each at least 1
     * @param quantization what its bytes stand for; empty if it is raw float32
     */
    record Weight(String name, List<Integer> shape, Optional<Quantization> quantization) {

        TensorType type() {
            return quantization.isPresent() ? TensorType.U8 : TensorType.F32;
        }

        /** {@return the number of bytes that it takes} */
        long bytes() {
            return shape.stream().mapToLong(Integer::longValue).reduce(type().bytes(), Math::multiplyExact);
        }
    }

    FaceApiManifest {
        weights = List.copyOf(weights);
        paths = List.copyOf(paths);
    }

    static FaceApiManifest parse(byte[] json, String file) throws DamagedFileException {
        JsonNode root = json(json, file);
        if (!root.isArray()) {
            throw new DamagedFileException(file, "is no manifest of weights: must be a JSON array");
        }
        List<Weight> weights = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode group : root) {
            for (JsonNode path : group.path("paths")) {
                paths.add(path(path, file));
            }
            for (JsonNode node : group.path("weights")) {
                Weight weight = weight(node, file);
                if (!names.add(weight.name())) {
                    throw new DamagedFileException(file, "has two weights called \"" + weight.name() + "\"");
                }
                weights.add(weight);
            }
        }
        if (weights.isEmpty() || paths.isEmpty()) {
            throw new DamagedFileException(file, "has no weights or no paths, must have both");
        }
        return new FaceApiManifest(weights, paths);
    }

    /** {@return what a file of JSON holds} */
    static JsonNode json(byte[] json, String file) throws DamagedFileException {
        try {
            return MAPPER.readTree(new String(json, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new DamagedFileException(file, "is no JSON: " + Json.firstLine(e), e);
        }
    }

    private static String path(JsonNode path, String file) throws DamagedFileException {
        String text = path.asText();
        if (!path.isTextual() || !text.matches("\\w[\\w.-]*")) {
            throw new DamagedFileException(file, "has the path " + path + ", must be the name of a file beside it");
        }
        return text;
    }

    private static Weight weight(JsonNode node, String file) throws DamagedFileException {
        JsonNode name = node.path("name");
        if (!name.isTextual()) {
            throw new DamagedFileException(file, "has a weight without a name");
        }
        String weight = "the weight \"" + name.textValue() + "\" ";
        String type = node.path("dtype").asText();
        if (!type.equals("float32")) {
            throw new DamagedFileException(file, weight + "has the dtype \"" + type + "\", must be float32");
        }
        List<Integer> shape = new ArrayList<>();
        long elements = 1;
        for (JsonNode side : node.path("shape")) {
            if (!side.isInt() || side.intValue() < 1) {
                throw new DamagedFileException(
                        file, weight + "has the shape " + node.get("shape") + ", must be numbers of at least 1");
            }
            elements *= side.intValue();
            if (elements > Integer.MAX_VALUE) {
                throw new DamagedFileException(
                        file, weight + "has the shape " + node.get("shape") + ", must have less than 2^31 elements");
            }
            shape.add(side.intValue());
        }
        return new Weight(name.textValue(), shape, quantization(node.get("quantization"), weight, file));
    }

    private static Optional<Quantization> quantization(@Nullable JsonNode node, String weight, String file)
            throws DamagedFileException {
        if (node == null) {
            return Optional.empty();
        }
        String type = node.path("dtype").asText();
        if (!type.equals("uint8")) {
            throw new DamagedFileException(file, weight + "is quantized as \"" + type + "\", must be uint8");
        }
        JsonNode scale = node.path("scale");
        JsonNode min = node.path("min");
        boolean finite = Double.isFinite(scale.doubleValue()) && Double.isFinite(min.doubleValue());
        if (!scale.isNumber() || !min.isNumber() || !finite) {
            throw new DamagedFileException(file, weight + "is quantized without the finite numbers scale and min");
        }
        return Optional.of(new Quantization(scale.doubleValue(), min.doubleValue()));
    }
}
