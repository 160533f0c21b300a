package dev.visor.store.file;

import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.evaluation.GoodnessScore;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.ExperimentResults;
import dev.visor.face.Identity;
import dev.visor.setting.Registry;
import dev.visor.setting.Setting;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON Schema (draft 2020-12) of results as {@link Json} writes them, derived from the records. Not thread-safe. */
public final class ResultsSchema {

    private static final Map<String, Object> SHARE = ordered("type", "number", "minimum", 0, "maximum", 1);
    private static final Map<String, Object> COUNT = ordered("type", "integer", "minimum", 0);

    /** Schemas of records by their names. */
    private final SortedMap<String, Object> definitions = new TreeMap<>();

    private final Registry registry;

    private ResultsSchema(Registry registry) {
        this.registry = registry;
    }

    /**
     * Returns the schema of {@code results.json}, as maps, lists, texts and numbers.
     *
     * @param registry the kinds that results can name
     */
    public static Map<String, Object> document(Registry registry) {
        ResultsSchema schema = new ResultsSchema(registry);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        document.put("title", "Visor results, version " + ExperimentResults.VERSION);
        document.putAll(schema.object(ExperimentResults.class));
        document.put("$defs", schema.definitions);
        return document;
    }

    private Map<String, Object> object(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Map<String, Object> schema = schema(component.getGenericType());
            AnnotatedType annotated = component.getAnnotatedType();
            if (annotated.isAnnotationPresent(Nullable.class)) {
                schema = nullable(schema);
            } else if (!ResultsModule.isLeftOutIfEmpty(component)) {
                required.add(component.getName());
            }
            properties.put(component.getName(), schema);
        }
        return object(properties, required);
    }

    private static Map<String, Object> object(Map<String, Object> properties, Collection<String> required) {
        return ordered(
                "type",
                "object",
                "properties",
                properties,
                "required",
                List.copyOf(required),
                "additionalProperties",
                false);
    }

    private Map<String, Object> schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return Map.class.isAssignableFrom((Class<?>) generic.getRawType())
                    ? ordered("type", "object", "additionalProperties", schema(arguments[1]))
                    : ordered("type", "array", "items", schema(arguments[0]));
        }
        Class<?> simple = (Class<?>) type;
        if (simple.isEnum()) {
            return ordered(
                    "enum",
                    Arrays.stream(simple.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .toList());
        }
        if (simple.isRecord() && simple != Identity.class) {
            return reference(simple);
        }
        return ordered("type", name(simple));
    }

    private static String name(Class<?> type) {
        if (type == int.class || type == Integer.class || type == long.class) {
            return "integer";
        }
        if (type == double.class || type == Double.class || type == float.class) {
            return "number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (type == String.class || type == Identity.class) {
            return "string";
        }
        throw new IllegalStateException("results can't have a " + type);
    }

    private Map<String, Object> reference(Class<?> type) {
        String name = type.getSimpleName();
        if (!definitions.containsKey(name)) {
            definitions.put(name, Map.of());
            definitions.put(name, definition(type));
        }
        return ordered("$ref", "#/$defs/" + name);
    }

    /** Returns what {@link ResultsModule} makes of a record. */
    private Map<String, Object> definition(Class<?> type) {
        if (type == Rate.class) {
            Map<String, Object> properties =
                    ordered("hits", COUNT, "trials", COUNT, "rate", nullable(SHARE), "low", SHARE, "high", SHARE);
            return object(properties, properties.keySet());
        }
        if (type == SaliencyMaskConfig.class) {
            Map<String, Object> properties = new LinkedHashMap<>();
            for (Setting<?> row : SaliencyMaskConfig.SETTINGS.rows()) {
                Map<String, Object> property = new LinkedHashMap<>(row.type().schema(registry));
                property.put("description", row.description());
                properties.put(row.key(), property);
            }
            return object(properties, properties.keySet());
        }
        if (type == GoodnessScore.class) {
            Map<String, Object> properties = new LinkedHashMap<>();
            for (RecordComponent component : type.getRecordComponents()) {
                properties.put(component.getName(), SHARE);
            }
            properties.put("goodness", SHARE);
            return object(properties, properties.keySet());
        }
        return object(type);
    }

    private static Map<String, Object> nullable(Map<String, Object> schema) {
        return ordered("anyOf", List.of(schema, ordered("type", "null")));
    }

    /** Returns a map of keys and values in their order. */
    private static Map<String, Object> ordered(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }
}
