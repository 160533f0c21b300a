package dev.visor.setting.schema;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of kinds that occur several times in a document: each is written once, behind the key {@code $defs}, and named by its
 * kind. Used by one thread.
 */
public final class SharedSchema {

    private static final String KEY = "$defs";

    /** The key that names the kind of a value. */
    private static final String KIND = "kind";

    private final Map<Map<?, ?>, Integer> occurrences = new HashMap<>();
    private final Map<Map<?, ?>, String> names = new HashMap<>();
    private final Map<String, Object> definitions = new LinkedHashMap<>();

    private SharedSchema() {}

    /**
     * Returns a schema of the same documents in which no kind's schema is written twice; the others refer to it.
     *
     * @param schema of whole documents, as {@link dev.visor.setting.JsonSchema#document} makes it
     */
    public static Map<String, Object> of(Map<String, Object> schema) {
        SharedSchema shared = new SharedSchema();
        shared.count(schema);
        Map<String, Object> written = new LinkedHashMap<>();
        schema.forEach((key, value) -> written.put(key, shared.write(value)));
        if (!shared.definitions.isEmpty()) {
            written.put(KEY, shared.definitions);
        }
        return written;
    }

    private void count(Object value) {
        if (value instanceof Map<?, ?> map) {
            if (kind(map) != null) {
                occurrences.merge(map, 1, Integer::sum);
            }
            map.values().forEach(this::count);
        } else if (value instanceof List<?> list) {
            list.forEach(this::count);
        }
    }

    /** Returns the kind whose values a schema describes; null if it is another schema. */
    private static @Nullable String kind(Map<?, ?> schema) {
        return schema.get("properties") instanceof Map<?, ?> properties
                        && properties.get(KIND) instanceof Map<?, ?> kind
                        && kind.get("const") instanceof String name
                ? name
                : null;
    }

    private Object write(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(this::write).toList();
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        String kind = kind(map);
        return kind != null && occurrences.getOrDefault(map, 0) > 1 ? reference(kind, map) : parts(map);
    }

    private Map<Object, Object> parts(Map<?, ?> map) {
        Map<Object, Object> parts = new LinkedHashMap<>();
        map.forEach((key, part) -> parts.put(key, write(part)));
        return parts;
    }

    private Map<String, Object> reference(String kind, Map<?, ?> map) {
        String name = names.get(map);
        if (name == null) {
            name = kind;
            for (int number = 2; definitions.containsKey(name); number++) {
                name = kind + "-" + number; // another kind of this name, or one of which less must be written
            }
            names.put(map, name);
            definitions.put(name, Map.of()); // takes the name before the parts do
            definitions.put(name, parts(map));
        }
        return Map.of("$ref", "#/" + KEY + "/" + name);
    }
}
