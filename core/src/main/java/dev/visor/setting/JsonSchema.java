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

    /**
     * Returns the schema of the values of a kind.
     *
     * @param implied whether a document need not name the kind
     */
    static <T> Map<String, Object> of(Kind<T> kind, boolean implied, Registry registry) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(KindType.KIND, Map.of("const", kind.name()));
        List<String> required = new ArrayList<>();
        if (!implied && !kind.hasOwnKey()) {
            required.add(KindType.KIND);
        }
        kind.settings().ifPresent(settings -> add(settings, registry, properties, required));
        Map<String, Object> schema = object(properties, required);
        schema.put("description", kind.description());
        return schema;
    }

    /** Adds a key to all mappings that a schema allows. */
    @SuppressWarnings("unchecked") // this class makes them
    static Map<String, Object> withKey(String key, String description, Map<String, Object> schema) {
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            Map<String, Object> added = new LinkedHashMap<>();
            added.put("type", "string");
            added.put("description", description);
            ((Map<String, Object>) properties).put(key, added);
        } else if (schema.get("anyOf") instanceof List<?> forms) {
            forms.forEach(form -> withKey(key, description, (Map<String, Object>) form));
        }
        return schema;
    }

    private static <T> Map<String, Object> object(Settings<T> settings, Registry registry) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        Map<String, Node> defaults = defaults(settings, registry);
        add(settings, defaults, registry, properties, required);
        Map<String, Object> schema = object(properties, required);
        String implied = impliedKind(defaults);
        for (Setting<?> row : settings.rows()) {
            if (row.key().isEmpty() && row.type() instanceof KindType<?> kinds) {
                // The keys of the kind are those of one of its forms.
                schema.remove("additionalProperties");
                List<Map<String, Object>> forms = kinds.forms(implied, registry);
                forms.forEach(form -> form.remove("additionalProperties"));
                schema.put("anyOf", forms);
                schema.put("unevaluatedProperties", false);
            }
        }
        return schema;
    }

    private static <T> @Nullable Map<String, Node> defaults(Settings<T> settings, Registry registry) {
        T base = settings.base();
        return base == null ? null : settings.entries(base, registry);
    }

    /** Returns the kind that a document need not name, since that of the default is meant then. */
    private static @Nullable String impliedKind(@Nullable Map<String, Node> defaults) {
        Node kind = defaults == null ? null : defaults.get(KindType.KIND);
        return kind instanceof Node.Scalar word ? word.text() : null;
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
        add(settings, defaults(settings, registry), registry, properties, required);
    }

    /** Adds the keys of a record; those of an inline one start from what the record around it has. */
    private static void add(
            Settings<?> settings,
            @Nullable Map<String, Node> defaults,
            Registry registry,
            Map<String, Object> properties,
            List<String> required) {
        if (!settings.presets().isEmpty()) {
            Map<String, Object> preset = new LinkedHashMap<>();
            preset.put("enum", List.copyOf(settings.presets().keySet()));
            preset.put("description", "named values that the other keys start from");
            properties.put(Settings.PRESET, preset);
        }
        for (Setting<?> row : settings.rows()) {
            if (!row.key().isEmpty()) {
                add(row, defaults, registry, properties, required);
            } else if (row.type() instanceof Settings<?> inner && defaults == null) {
                add(inner, registry, properties, required);
            } else if (row.type() instanceof Settings<?> inner) {
                add(inner, defaults, registry, properties, required);
            }
        }
    }

    private static void add(
            Setting<?> row,
            @Nullable Map<String, Node> defaults,
            Registry registry,
            Map<String, Object> properties,
            List<String> required) {
        Node value = defaults == null ? null : defaults.get(row.key());
        Map<String, Object> property = new LinkedHashMap<>(schema(row.type(), value, registry));
        property.put("description", row.description());
        if (row.mandatory()) {
            required.add(row.key());
        } else if (value != null) {
            property.put("default", value.data());
        } else if (defaults == null && !(row.type() instanceof OptionalType)) {
            required.add(row.key());
        }
        properties.put(row.key(), property);
    }

    private static Map<String, Object> schema(Type<?> type, @Nullable Node value, Registry registry) {
        if (type instanceof KindType<?> kinds && value instanceof Node.Mapping mapping) {
            Node.Entry kind = mapping.entries().get(KindType.KIND);
            return kinds.schema(
                    kind != null && kind.value() instanceof Node.Scalar word ? word.text() : null, registry);
        }
        return type.schema(registry);
    }
}
