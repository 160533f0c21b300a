package dev.visor.setting;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** As much of JSON Schema 2020-12 as {@link JsonSchema} uses; a keyword that it does not know is an error. */
public final class SchemaValidator {

    private static final Set<String> ANNOTATIONS = Set.of("$schema", "title", "description", "default");

    private SchemaValidator() {}

    /** Returns whether a value is one that a schema allows. */
    public static boolean accepts(Map<?, ?> schema, Object value) {
        Map<?, ?> definitions = schema.get("$defs") instanceof Map<?, ?> shared ? shared : Map.of();
        Map<Object, Object> whole = new HashMap<>((Map<?, ?>) resolved(schema, definitions));
        whole.remove("$defs");
        return accepts(whole, value, new HashSet<>());
    }

    /** Returns a part of a schema with what its references lead to in their place. */
    private static Object resolved(Object part, Map<?, ?> definitions) {
        if (part instanceof List<?> list) {
            return list.stream().map(item -> resolved(item, definitions)).toList();
        }
        if (!(part instanceof Map<?, ?> map)) {
            return part;
        }
        if (map.get("$ref") instanceof String reference) {
            return resolved(
                    Objects.requireNonNull(definitions.get(reference.replace("#/$defs/", "")), reference), definitions);
        }
        Map<Object, Object> whole = new LinkedHashMap<>();
        map.forEach((key, value) -> whole.put(key, resolved(value, definitions)));
        return whole;
    }

    /** Also collects the keys of the value that a part of the schema knows. */
    private static boolean accepts(Map<?, ?> schema, Object value, Set<Object> evaluated) {
        boolean accepted = true;
        for (Map.Entry<?, ?> keyword : schema.entrySet()) {
            String name = (String) keyword.getKey();
            if (!name.equals("unevaluatedProperties") && !ANNOTATIONS.contains(name)) {
                accepted &= accepts(name, keyword.getValue(), schema, value, evaluated);
            }
        }
        return accepted
                && (!schema.containsKey("unevaluatedProperties")
                        || keys(value, evaluated).isEmpty());
    }

    private static boolean accepts(
            String keyword, Object argument, Map<?, ?> schema, Object value, Set<Object> evaluated) {
        return switch (keyword) {
            case "type" ->
                argument instanceof List<?> types
                        ? types.stream().anyMatch(type -> isOf((String) type, value))
                        : isOf((String) argument, value);
            case "const" -> argument.equals(value);
            case "enum" -> ((List<?>) argument).contains(value);
            case "anyOf" -> anyOf((List<?>) argument, value, evaluated);
            case "properties" -> properties((Map<?, ?>) argument, value, evaluated);
            case "required" -> !(value instanceof Map<?, ?> map) || map.keySet().containsAll((List<?>) argument);
            case "additionalProperties" -> additional(argument, schema, value, evaluated);
            case "propertyNames" ->
                !(value instanceof Map<?, ?> map)
                        || map.keySet().stream().allMatch(key -> accepts((Map<?, ?>) argument, key));
            case "pattern" -> !(value instanceof String text) || text.matches((String) argument);
            case "items" ->
                !(value instanceof List<?> list) || list.stream().allMatch(item -> accepts((Map<?, ?>) argument, item));
            case "minItems" -> !(value instanceof List<?> list) || list.size() >= (Integer) argument;
            case "maxItems" -> !(value instanceof List<?> list) || list.size() <= (Integer) argument;
            case "minProperties" -> !(value instanceof Map<?, ?> map) || map.size() >= (Integer) argument;
            case "minimum" -> !(value instanceof Number) || compare(value, argument) >= 0;
            case "maximum" -> !(value instanceof Number) || compare(value, argument) <= 0;
            case "exclusiveMinimum" -> !(value instanceof Number) || compare(value, argument) > 0;
            case "exclusiveMaximum" -> !(value instanceof Number) || compare(value, argument) < 0;
            default -> throw new AssertionError("the validator does not know " + keyword);
        };
    }

    private static int compare(Object value, Object bound) {
        return new BigDecimal(value.toString()).compareTo(new BigDecimal(bound.toString()));
    }

    private static boolean isOf(String type, Object value) {
        return switch (type) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "number" -> value instanceof Number;
            case "integer" -> value instanceof Long;
            default -> throw new AssertionError("the validator does not know the type " + type);
        };
    }

    private static boolean anyOf(List<?> forms, Object value, Set<Object> evaluated) {
        boolean any = false;
        for (Object form : forms) {
            Set<Object> own = new HashSet<>();
            if (accepts((Map<?, ?>) form, value, own)) {
                any = true;
                evaluated.addAll(own);
            }
        }
        return any;
    }

    private static boolean properties(Map<?, ?> properties, Object value, Set<Object> evaluated) {
        if (!(value instanceof Map<?, ?> map)) {
            return true;
        }
        boolean accepted = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Map<?, ?> property = (Map<?, ?>) properties.get(entry.getKey());
            if (property != null) {
                evaluated.add(entry.getKey());
                accepted &= accepts(property, entry.getValue());
            }
        }
        return accepted;
    }

    private static boolean additional(Object argument, Map<?, ?> schema, Object value, Set<Object> evaluated) {
        if (!(value instanceof Map<?, ?> map)) {
            return true;
        }
        Set<Object> known = schema.get("properties") instanceof Map<?, ?> properties
                ? new HashSet<>(properties.keySet())
                : new HashSet<>();
        Set<Object> others = keys(map, known);
        evaluated.addAll(others);
        return argument instanceof Map<?, ?> inner
                ? others.stream().allMatch(key -> accepts(inner, map.get(key)))
                : others.isEmpty();
    }

    private static Set<Object> keys(Object value, Set<Object> but) {
        Set<Object> keys = value instanceof Map<?, ?> map ? new HashSet<>(map.keySet()) : new HashSet<>();
        keys.removeAll(but);
        return keys;
    }
}
