package dev.visor.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The description is what the running service does. */
class OpenApiTest {

    private static final String FORM = "multipart/form-data; boundary=B";

    @TempDir
    Path dir;

    private Map<?, ?> description = Map.of();

    private static Object at(Object node, String... path) {
        Object found = node;
        for (String name : path) {
            found = Objects.requireNonNull(((Map<?, ?>) found).get(name), () -> name + " in " + Arrays.toString(path));
        }
        return found;
    }

    private Map<?, ?> resolved(Object node) {
        Object reference = ((Map<?, ?>) node).get("$ref");
        return reference == null
                ? (Map<?, ?>) node
                : resolved(
                        at(description, String.valueOf(reference).substring(2).split("/")));
    }

    @Test
    void everyPathAnswersAsDescribed() throws Exception {
        try (RunningGuard guard = RunningGuard.open(dir)) {
            description = read(guard.get("/openapi.yaml").body());
            String person = new JsonMapper()
                    .readTree(guard.get("/v1/people").body())
                    .at("/people/0")
                    .textValue();
            int checked = 0;
            for (Map.Entry<?, ?> path : ((Map<?, ?>) at(description, "paths")).entrySet()) {
                for (Map.Entry<?, ?> operation : ((Map<?, ?>) path.getValue()).entrySet()) {
                    if (operation.getKey().equals("parameters")) {
                        continue;
                    }
                    String name = String.valueOf(path.getKey()).replace("{name}", person);
                    HttpResponse<String> answer = ask(guard, String.valueOf(operation.getKey()), name, person);
                    String status = String.valueOf(answer.statusCode());
                    assertThat(status).as(name).startsWith("20");
                    check(answer, at(operation.getValue(), "responses", status), name);
                    HttpRequest wrong = HttpRequest.newBuilder(guard.at(name))
                            .method("PATCH", HttpRequest.BodyPublishers.noBody())
                            .build();
                    check(
                            guard.http.send(wrong, HttpResponse.BodyHandlers.ofString()),
                            at(operation.getValue(), "responses", "default"),
                            name);
                    checked++;
                }
            }
            assertThat(checked).isEqualTo(12);
        }
    }

    private static HttpResponse<String> ask(RunningGuard guard, String method, String path, String person)
            throws Exception {
        return switch (method) {
            case "post" -> {
                String name = path.equals("/v1/enroll") ? "Eve" : person;
                byte[] form = RunningGuard.multipart(
                        "photograph", "a.png", guard.png(3), "person", "", name.getBytes(StandardCharsets.UTF_8));
                yield guard.post(path, FORM, form);
            }
            case "delete" -> guard.delete(path);
            default -> guard.get(path);
        };
    }

    @Test
    void everyCodeIsDescribed() throws Exception {
        try (RunningGuard guard = new RunningGuard(dir, ServiceSettings.LOCAL)) {
            description = read(guard.get("/openapi.yaml").body());
        }
        List<?> codes = (List<?>) at(description, "components", "schemas", "Problem", "properties", "code", "enum");
        assertThat(codes)
                .isEqualTo(Arrays.stream(ProblemCode.values())
                        .map(ProblemCode::word)
                        .toList());
    }

    private static Map<?, ?> read(String yaml) {
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }

    private void check(HttpResponse<String> answer, Object response, String name) throws Exception {
        Map<?, ?> content = (Map<?, ?>) at(resolved(response), "content");
        String type = answer.headers().firstValue("Content-Type").orElseThrow().split(";")[0];
        assertThat(content.containsKey(type))
                .as("%s answers %s, described are %s", name, type, content.keySet())
                .isTrue();
        if (type.endsWith("json")) {
            List<String> problems = new ArrayList<>();
            validate(new JsonMapper().readTree(answer.body()), at(content, type, "schema"), name, problems);
            assertThat(problems).isEmpty();
        }
    }

    /** Notes what of a value does not fit a schema; knows the words that the description uses. */
    private void validate(JsonNode value, Object of, String where, List<String> problems) {
        Map<?, ?> schema = resolved(of);
        if (schema.containsKey("oneOf")) {
            boolean one = ((List<?>) schema.get("oneOf")).stream().anyMatch(option -> {
                List<String> found = new ArrayList<>();
                validate(value, option, where, found);
                return found.isEmpty();
            });
            note(one, where + ": fits none of oneOf", problems);
            return;
        }
        Object type = schema.get("type");
        List<?> types = type instanceof List<?> several ? several : List.of(type);
        note(types.stream().anyMatch(one -> is(value, String.valueOf(one))), where + ": is no " + types, problems);
        if (schema.containsKey("enum")) {
            note(((List<?>) schema.get("enum")).contains(value.textValue()), where + ": is not in enum", problems);
        }
        if (schema.containsKey("pattern")) {
            note(value.textValue().matches((String) schema.get("pattern")), where + ": does not match", problems);
        }
        if (value.isObject() && schema.containsKey("properties")) {
            Map<?, ?> properties = (Map<?, ?>) schema.get("properties");
            TreeSet<String> names = new TreeSet<>();
            value.fieldNames().forEachRemaining(names::add);
            note(
                    names.equals(new TreeSet<>((List<String>) schema.get("required"))),
                    where + ": has " + names,
                    problems);
            names.forEach(name -> validate(value.get(name), properties.get(name), where + "." + name, problems));
        }
        value.forEach(item -> {
            if (value.isArray()) {
                validate(item, schema.get("items"), where + "[]", problems);
            }
        });
    }

    private static void note(boolean good, String problem, List<String> problems) {
        if (!good) {
            problems.add(problem);
        }
    }

    private static boolean is(JsonNode value, String type) {
        return switch (type) {
            case "null" -> value.isNull();
            case "string" -> value.isTextual();
            case "number" -> value.isNumber();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> false;
        };
    }
}
