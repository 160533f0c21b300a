package dev.visor.setting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes JSON Schemas (draft 2020-12) of tables of settings, as maps, lists, texts and numbers. */
public final class JsonSchema {

    private JsonSchema() {}

    /**
     * Returns the schema of whole documents.
     *
     * @param title of the schema
     * @param settings what a document has
     */
    public static Map<String, Object> document(String title, Settings<?> settings, Registry registry) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", title);
        schema.putAll(object(settings, registry));
        return schema;
    }

    static <T> Map<String, Object> of(Settings<T> settings, Registry registry) {
        Map<String, Object> object = object(settings, registry);
        return settings.presets().isEmpty()
                ? object
                : Map.of(
                        "anyOf",
                        List.of(Map.of("enum", List.copyOf(settings.presets().keySet())), object));
    }

    static <T> Map<String, Object> of(Kind<T> kind, Registry registry) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("kind", Map.of("const", kind.name()));
        List<String> required = new ArrayList<>(List.of("kind"));
        kind.settings().ifPresent(settings -> add(settings, registry, properties, required));
        Map<String, Object> schema = object(properties, required);
        schema.put("description", kind.description());
        return schema;
    }

    private static <T> Map<String, Object> object(Settings<T> settings, Registry registry) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        add(settings, registry, properties, required);
        boolean open = settings.rows().stream().anyMatch(row -> row.key().isEmpty() && row.type() instanceof KindType);
        Map<String, Object> schema = object(properties, required);
        if (open) {
            // The keys of the kind are those of one of its forms.
            schema.remove("additionalProperties");
            schema.put(
                    "anyOf",
                    settings.rows().stream()
                            .filter(row -> row.key().isEmpty())
                            .flatMap(row -> forms(row, registry).stream())
                            .toList());
        }
        return schema;
    }

    private static List<Object> forms(Setting<?> row, Registry registry) {
        List<Object> forms = new ArrayList<>();
        if (row.type() instanceof KindType<?> kinds) {
            registry.kinds(kinds.family()).forEach(kind -> {
                Map<String, Object> form = of(kind, registry);
                form.remove("additionalProperties");
                forms.add(form);
            });
        }
        return forms;
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private static <T> void add(
            Settings<T> settings, Registry registry, Map<String, Object> properties, List<String> required) {
        T base = settings.base();
        Map<String, Node> defaults = base == null ? Map.of() : settings.entries(base, registry);
        if (!settings.presets().isEmpty()) {
            Map<String, Object> preset = new LinkedHashMap<>();
            preset.put("enum", List.copyOf(settings.presets().keySet()));
            preset.put("description", "named values that the other keys start from");
            properties.put(Settings.PRESET, preset);
        }
        for (Setting<?> row : settings.rows()) {
            if (row.key().isEmpty()) {
                if (row.type() instanceof Settings<?> inner) {
                    add(inner, registry, properties, required);
                }
                continue;
            }
            Map<String, Object> property = new LinkedHashMap<>(row.type().schema(registry));
            property.put("description", row.description());
            Node value = defaults.get(row.key());
            if (row.mandatory()) {
                required.add(row.key());
            } else if (value != null) {
                property.put("default", plain(value));
            } else if (base == null && !(row.type() instanceof OptionalType)) {
                required.add(row.key());
            }
            properties.put(row.key(), property);
        }
    }

    private static @Nullable Object plain(Node value) {
        if (value instanceof Node.Mapping mapping) {
            Map<String, Object> plain = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> plain.put(key, plain(entry.value())));
            return plain;
        }
        if (value instanceof Node.Sequence list) {
            return list.items().stream().map(JsonSchema::plain).toList();
        }
        return plain((Node.Scalar) value);
    }

    private static Object plain(Node.Scalar value) {
        String text = value.text();
        if (value.plain() && (text.equals("true") || text.equals("false"))) {
            return Boolean.valueOf(text);
        }
        if (value.plain() && text.matches("-?[0-9]+")) {
            return Long.valueOf(text);
        }
        return value.plain() && text.matches("-?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?") ? Double.valueOf(text) : text;
    }
}
