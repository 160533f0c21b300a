package dev.visor.store.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Where two JSON texts differ, value by value. Thread-safe. */
public final class JsonDifferences {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** What elements of lists are called by, the first that they have. */
    private static final List<String> NAMES = List.of("name", "attacker", "id", "attack", "threshold", "defense");

    private final List<Difference> differences = new ArrayList<>();

    private JsonDifferences() {}

    /**
     * A place where they differ.
     *
     * @param path the keys that lead to it, with dots between; elements of lists by name or number in brackets
     * @param first the value in the first text as JSON; "nothing" if it is not there
     * @param second the value in the second text, likewise
     * @param distance by how much two numbers differ; infinite where one of them is no number
     * @param whole whether both are whole numbers
     */
    public record Difference(String path, String first, String second, double distance, boolean whole) {

        /** Returns the last key of the path. */
        public String key() {
            return path.substring(path.lastIndexOf('.') + 1);
        }
    }

    /**
     * Returns the differences in the order of the first text.
     *
     * @throws DamagedFileException if one of them is no JSON
     */
    public static List<Difference> of(String first, String second) throws DamagedFileException {
        JsonDifferences all = new JsonDifferences();
        all.compare("", tree(first, "the first"), tree(second, "the second"));
        return List.copyOf(all.differences);
    }

    private static JsonNode tree(String text, String name) throws DamagedFileException {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new DamagedFileException(name, Json.firstLine(e), e);
        }
    }

    private void compare(String path, JsonNode first, JsonNode second) {
        if (first.isObject() && second.isObject()) {
            SortedSet<String> keys = new TreeSet<>();
            first.fieldNames().forEachRemaining(keys::add);
            second.fieldNames().forEachRemaining(keys::add);
            for (Iterator<String> ordered = first.fieldNames(); ordered.hasNext(); ) {
                String key = ordered.next();
                keys.remove(key);
                compare(join(path, key), first.get(key), second.path(key));
            }
            keys.forEach(key -> compare(join(path, key), first.path(key), second.get(key)));
        } else if (first.isArray() && second.isArray()) {
            for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
                compare(path + "[" + name(first.path(i), i) + "]", first.path(i), second.path(i));
            }
        } else if (!first.equals(second)) {
            boolean numbers = first.isNumber() && second.isNumber();
            double distance = numbers ? Math.abs(first.doubleValue() - second.doubleValue()) : Double.POSITIVE_INFINITY;
            if (distance > 0) {
                boolean whole = first.isIntegralNumber() && second.isIntegralNumber();
                differences.add(new Difference(path, text(first), text(second), distance, whole));
            }
        }
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String name(JsonNode element, int index) {
        for (String key : NAMES) {
            if (element.path(key).isValueNode() && !element.path(key).isNull()) {
                String more = element.path("accessory").isTextual()
                        ? ", " + element.path("accessory").asText()
                        : "";
                return element.path(key).asText() + more;
            }
        }
        return String.valueOf(index);
    }

    private static String text(JsonNode node) {
        if (node.isMissingNode()) {
            return "nothing";
        }
        String text = node.toString();
        return text.length() > 60 ? text.substring(0, 57) + "..." : text;
    }
}
