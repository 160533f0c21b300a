package dev.visor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Checks JSON against the part of JSON Schema that the schema of results uses. */
final class SchemaChecker {

    private final JsonNode root;

    SchemaChecker(JsonNode root) {
        this.root = root;
    }

    /** Returns what is wrong, each with the pointer to it. */
    List<String> problems(JsonNode value) {
        List<String> problems = new ArrayList<>();
        check(value, root, "", problems);
        return problems;
    }

    private void check(JsonNode value, JsonNode schema, String path, List<String> problems) {
        if (schema.has("$ref")) {
            check(value, root.at(schema.get("$ref").asText().substring(1)), path, problems);
            return;
        }
        if (schema.has("anyOf")) {
            checkAny(value, schema.get("anyOf"), path, problems);
            return;
        }
        if (schema.has("enum")) {
            boolean found = false;
            for (JsonNode word : schema.get("enum")) {
                found |= word.equals(value);
            }
            if (!found) {
                problems.add(path + ": is none of the enum");
            }
            return;
        }
        if (!isOf(value, schema.get("type"))) {
            problems.add(path + ": is no " + schema.get("type").asText());
        } else if (value.isObject()) {
            checkObject(value, schema, path, problems);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                check(value.get(i), schema.get("items"), path + "/" + i, problems);
            }
        } else if (schema.has("maximum")
                        && value.asDouble() > schema.get("maximum").asDouble()
                || schema.has("minimum")
                        && value.asDouble() < schema.get("minimum").asDouble()) {
            problems.add(path + ": is out of its range");
        }
    }

    private void checkAny(JsonNode value, JsonNode forms, String path, List<String> problems) {
        List<String> first = List.of();
        for (JsonNode form : forms) {
            List<String> own = new ArrayList<>();
            check(value, form, path, own);
            if (own.isEmpty()) {
                return;
            }
            first = first.isEmpty() ? own : first;
        }
        problems.addAll(first);
    }

    private void checkObject(JsonNode value, JsonNode schema, String path, List<String> problems) {
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.asText())) {
                problems.add(path + ": lacks " + name.asText());
            }
        }
        value.properties().forEach(property -> {
            JsonNode inner = schema.path("properties").path(property.getKey());
            JsonNode others = schema.get("additionalProperties");
            if (!inner.isMissingNode()) {
                check(property.getValue(), inner, path + "/" + property.getKey(), problems);
            } else if (others.isObject()) {
                check(property.getValue(), others, path + "/" + property.getKey(), problems);
            } else {
                problems.add(path + ": has " + property.getKey());
            }
        });
    }

    private static boolean isOf(JsonNode value, JsonNode type) {
        for (JsonNode one : type) {
            if (isOf(value, one)) {
                return true;
            }
        }
        return type.isTextual() && isOf(value, type.asText());
    }

    private static boolean isOf(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new IllegalStateException("a type " + type);
        };
    }
}
