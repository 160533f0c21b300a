package dev.visor.cli.run;

import dev.visor.setting.JsonSchema;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the tables of settings say of a setting of experiments. Immutable and thread-safe.
 *
 * @param schema the JSON Schema of the setting
 */
record SettingSchema(Map<?, ?> schema) {

    /** Stands in a path for any name. */
    static final String ANY = "*";

    /** Returns what is said of whole experiments. */
    static SettingSchema ofExperiments(Registry registry) {
        return new SettingSchema(JsonSchema.document("Visor experiment", ExperimentFile.SETTINGS, registry));
    }

    /**
     * Returns what is said of a setting of this one.
     *
     * @param path the keys that lead to it, with dots between
     * @throws IllegalArgumentException if there is none
     */
    SettingSchema at(String path) {
        return find(schema, Arrays.asList(path.split("\\.")))
                .orElseThrow(() -> new IllegalArgumentException("there is no setting " + path));
    }

    private static Optional<SettingSchema> find(@Nullable Object schema, List<String> path) {
        if (!(schema instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        if (path.isEmpty()) {
            return Optional.of(new SettingSchema(present(map)));
        }
        List<String> rest = path.subList(1, path.size());
        Optional<SettingSchema> found = map.get("properties") instanceof Map<?, ?> properties
                ? find(properties.get(path.get(0)), rest)
                : Optional.empty();
        if (found.isEmpty() && path.get(0).equals(ANY)) {
            found = find(map.get("additionalProperties"), rest);
        }
        return found.isPresent()
                ? found
                : forms(map).stream().flatMap(form -> find(form, path).stream()).findFirst();
    }

    /** Returns the schema of the values that a setting has if it is not absent. */
    private static Map<?, ?> present(Map<?, ?> setting) {
        List<?> forms = forms(setting);
        if (forms.size() != 2 || !Map.of("const", "none").equals(forms.get(1))) {
            return setting;
        }
        Map<Object, Object> present = new LinkedHashMap<>((Map<?, ?>) forms.get(0));
        present.put("description", setting.get("description"));
        return present;
    }

    private static List<?> forms(Map<?, ?> map) {
        return map.get("anyOf") instanceof List<?> forms ? forms : List.of();
    }

    /** Returns whether values are lists. */
    boolean isList() {
        return schema.get("items") instanceof Map;
    }

    /** Returns whether values, or the items of lists, are numbers. */
    boolean isNumeric() {
        return isList() ? items().isNumeric() : isWhole() || "number".equals(schema.get("type"));
    }

    private boolean isWhole() {
        return "integer".equals(schema.get("type"));
    }

    private SettingSchema items() {
        return new SettingSchema(schema.get("items") instanceof Map<?, ?> items ? items : Map.of());
    }

    /** Returns what stands for a value in a synopsis. */
    String label(String key) {
        if (isList()) {
            return items().label(key) + ",...";
        }
        return isWhole() ? "N" : isNumeric() ? "X" : key.toUpperCase(Locale.ROOT);
    }

    /** Returns what it is and which values it can have, without a full stop. */
    String description() {
        String words = String.valueOf(schema.get("description"));
        String range = range();
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + range;
    }

    /** Returns which values are allowed, as it stands behind what the setting is; empty if all are. */
    private String range() {
        if (isList()) {
            return items().range().replaceFirst("^, ", ", each ");
        }
        if (schema.get("enum") instanceof List<?> words) {
            return ": " + words.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        String bounds = bounds();
        return bounds.isEmpty()
                ? forms(schema).stream()
                        .map(form -> new SettingSchema((Map<?, ?>) form).range())
                        .filter(words -> !words.isEmpty())
                        .findFirst()
                        .orElse("")
                : ", " + bounds;
    }

    private String bounds() {
        Object low = schema.get("minimum");
        Object above = schema.get("exclusiveMinimum");
        Object high = schema.get("maximum");
        Object below = schema.get("exclusiveMaximum");
        if (high == null && below == null) {
            return low != null ? "at least " + low : above != null ? "above " + above : "";
        }
        return "in " + (low != null ? "[" + low : "(" + above) + ", " + (high != null ? high + "]" : below + ")");
    }
}
