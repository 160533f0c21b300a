package dev.visor;

import static dev.visor.setting.Documents.map;
import static dev.visor.setting.Documents.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.AccessoryFamily;
import dev.visor.attack.AttackConfig;
import dev.visor.attack.Loss;
import dev.visor.attack.StepRule;
import dev.visor.attack.constraint.Constraint;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.Fill;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.network.Architecture;
import dev.visor.saliency.Reading;
import dev.visor.setting.JsonSchema;
import dev.visor.setting.Kind;
import dev.visor.setting.Node;
import dev.visor.setting.Registry;
import dev.visor.setting.SchemaValidator;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import dev.visor.setting.schema.SharedSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that experiment files can name. */
class RegisteredKindsTest {

    private static final Registry REGISTRY = Registry.standard();
    private static final List<Class<?>> FAMILIES = List.of(
            Accessory.class,
            AccessoryFamily.class,
            AttackConfig.class,
            StepRule.class,
            Loss.class,
            Constraint.class,
            DefenseConfig.class,
            Fill.class,
            Reading.class,
            Architecture.class);

    private static Stream<Arguments> kinds() {
        return FAMILIES.stream()
                .flatMap(
                        family -> REGISTRY.kinds(family).stream().map(kind -> Arguments.of(family, kind.name(), kind)));
    }

    @Test
    void everyFamilyHasKinds() {
        assertThat(FAMILIES).allMatch(family -> !REGISTRY.kinds(family).isEmpty());
        assertThat(REGISTRY.kinds(DefenseConfig.class)).hasSize(10);
        assertThat(REGISTRY.kinds(AccessoryFamily.class))
                .extracting(Kind::name)
                .containsExactly(
                        "glasses", "hat-band", "forehead-sticker", "cheek-sticker", "face-mask", "shapes", "any-patch");
    }

    /** Returns the values that a kind has names for, and the one that its name alone stands for. */
    private static <T> List<T> values(Class<T> family, Kind<? extends T> kind) {
        List<T> values = new ArrayList<>(kind.presets().values());
        values.add(read(Type.kind(family), kind.name()).value());
        return values;
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("kinds")
    <T> void whatIsWrittenIsReadAgain(Class<T> family, String name, Kind<? extends T> kind) {
        Type<T> type = Type.kind(family);
        for (T value : values(family, kind)) {
            Node written = type.write(value, REGISTRY);
            assertThat(read(type, written, null, REGISTRY).value()).isEqualTo(value);
            assertThat(REGISTRY.kindOf(family, value)).isEqualTo(kind);
            // A value that is spelled out does not depend on what it starts from.
            for (T base : values(family, kind)) {
                if (!written.flattened().isEmpty() && complete(type, base).equals(complete(type, value))) {
                    assertThat(read(type, written, base, REGISTRY).value()).isEqualTo(value);
                }
            }
        }
    }

    private static <T> List<String> complete(Type<T> type, T value) {
        return List.copyOf(type.write(value, REGISTRY).flattened().keySet());
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("kinds")
    <T> void aPresetIsKnownByItsName(Class<T> family, String name, Kind<? extends T> kind) {
        kind.presets().forEach((preset, value) -> {
            assertThat(read(Type.kind(family), map("kind", name, "preset", preset))
                            .value())
                    .isEqualTo(value);
        });
        Object first = kind.presets().values().stream().findFirst().orElse(null);
        if (first != null) {
            assertThat(read(Type.kind(family), name).value()).isEqualTo(first);
        }
    }

    /** Two kinds of a family with a preset of one name would make the word ambiguous. */
    @Test
    void presetsOfAFamilyDifferInName() {
        for (Class<?> family : FAMILIES) {
            List<String> words = new ArrayList<>();
            REGISTRY.kinds(family)
                    .forEach(kind ->
                            kind.presets().keySet().forEach(preset -> words.add(preset.toLowerCase(Locale.ROOT))));
            if (family != DefenseConfig.class) {
                assertThat(words).doesNotHaveDuplicates();
            }
        }
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("kinds")
    <T> void everySettingIsDescribedAndHasAKey(Class<T> family, String name, Kind<? extends T> kind) {
        assertThat(kind.description()).isNotBlank().doesNotContain("\n");
        kind.settings().ifPresent(RegisteredKindsTest::checkRows);
    }

    private static void checkRows(Settings<?> settings) {
        settings.rows().forEach(row -> {
            if (row.key().isEmpty()) {
                if (row.type() instanceof Settings<?> inner) {
                    checkRows(inner);
                }
            } else {
                assertThat(row.key()).matches("[a-z]+(-[a-z]+)*");
                assertThat(row.description()).isNotBlank().doesNotContain("\n").hasSizeLessThan(100);
                assertThat(row.description()).doesNotEndWith(".");
            }
        });
    }

    @Test
    void theDefaultExperimentIsReadAgain() {
        Settings<ExperimentConfig> settings = ExperimentConfig.SETTINGS;
        Map<String, ChainConfig> defenses = new LinkedHashMap<>();
        defenses.put("none", ChainConfig.NONE);
        defenses.put("recommended", ChainConfig.RECOMMENDED);
        defenses.put("tuned", ChainConfig.TUNED);
        ExperimentConfig config = ExperimentConfig.DEFAULT
                .withTuning(ExperimentConfig.Tuning.DEFAULT)
                .withDefenses(defenses)
                .withAttackers(Map.of("a", Attacker.UNAWARE, "b", Attacker.ADAPTIVE));
        assertThat(read(settings, settings.write(config, REGISTRY), null, REGISTRY)
                        .value())
                .isEqualTo(config);
        assertThat(read(settings, map()).value()).isEqualTo(ExperimentConfig.DEFAULT);
        assertThat(settings.write(config, REGISTRY).flattened())
                .containsEntry("defenses.recommended[1].kind", "certified-detection")
                .containsEntry("defenses.tuned", "[tuned-saliency-mask]")
                .containsEntry("defenses.none", "[]")
                .containsEntry("attackers.b.knows", "defense")
                .containsEntry("attackers.b.kind", "gradient")
                .containsEntry("accessories", "[eyeglass frame]");
    }

    @Test
    void anExperimentReportsAllThatIsWrongWithIt() {
        Object document = map(
                "split", map("held-out", 2),
                "accessories", List.of("eyeglass frame", "monocle"),
                "attackers", map("one", map("knows", "all", "kind", "gradiant"), "a/b", map()),
                "defenses", map("none", List.of(), "mine", List.of(map("kind", "saliency-mask", "mu", 3))),
                "seed", 4);
        List<String> problems = read(ExperimentConfig.SETTINGS, document).problems();
        assertThat(problems).hasSize(7);
        assertThat(problems.get(0)).isEqualTo("test.yaml:2: split.held-out: 2, must be in (0, 1)");
        assertThat(problems.get(1))
                .startsWith("test.yaml:3: accessories[2]: \"monocle\", must be one of [eyeglass-frame,");
        assertThat(problems.get(2))
                .isEqualTo("test.yaml:6: attackers.one.knows: \"all\", must be one of [system, defense]");
        assertThat(problems.get(3))
                .isEqualTo("test.yaml:7: attackers.one.kind: \"gradiant\", must be one of [gradient, square,"
                        + " decision-based, transfer] (did you mean \"gradient\"?)");
        assertThat(problems.get(4)).contains("test.yaml:8: ", "the name \"a/b\" must be up to 40 letters");
        assertThat(problems.get(5)).contains("test.yaml:13: ", "defenses.mine[1].mu", "must be in [0, 1]");
        assertThat(problems.get(6)).startsWith("test.yaml:14: unknown key \"seed\", must be one of [split,");
    }

    @Test
    void theSchemaDescribesEveryKeyAndShowsDefaults() {
        Map<String, Object> schema = JsonSchema.document("an experiment", ExperimentConfig.SETTINGS, REGISTRY);
        assertThat(schema)
                .containsEntry("$schema", "https://json-schema.org/draft/2020-12/schema")
                .containsEntry("title", "an experiment")
                .containsEntry("additionalProperties", false);
        assertThat(properties(schema).keySet())
                .containsExactly(
                        "split",
                        "occlusions",
                        "accessories",
                        "wearers",
                        "attackers",
                        "defenses",
                        "printed",
                        "tuning",
                        "report");
        assertThat(checkObjects(schema)).as("objects with keys").isGreaterThan(20);
        Map<?, ?> split = properties(schema).get("split");
        assertThat(properties(split).get("held-out").get("default")).isEqualTo(0.2);
        assertThat(properties(split).get("held-out").get("exclusiveMinimum")).hasToString("0");
        assertThat(properties(split).get("held-out").get("exclusiveMaximum")).hasToString("1");
        assertThat(properties(split).get("calibration").get("minimum")).hasToString("0");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<?, ?>> properties(Map<?, ?> schema) {
        return (Map<String, Map<?, ?>>) schema.get("properties");
    }

    /** Looks through all schemas within one, and returns how many have keys. */
    private static int checkObjects(Object schema) {
        int objects = 0;
        if (schema instanceof Map<?, ?> map) {
            if (map.get("properties") instanceof Map<?, ?> properties) {
                objects++;
                properties.forEach((key, property) -> checkProperty((String) key, (Map<?, ?>) property, map));
            }
            for (Object inner : map.values()) {
                objects += checkObjects(inner);
            }
        } else if (schema instanceof List<?> list) {
            for (Object inner : list) {
                objects += checkObjects(inner);
            }
        }
        return objects;
    }

    private static void checkProperty(String key, Map<?, ?> property, Map<?, ?> object) {
        Map<?, ?> described = key.equals("kind") && property.containsKey("const") ? object : property;
        assertThat(described.get("description")).as(key).asString().isNotBlank();
    }

    /** A kind that a word alone stands for has a default for every key, unless it may be absent. */
    @ParameterizedTest(name = "{1}")
    @MethodSource("kinds")
    <T> void theSchemaOfAKindShowsWhatItStartsFrom(Class<T> family, String name, Kind<? extends T> kind) {
        Map<String, Object> schema = Type.kind(family).schema(REGISTRY);
        Object start = Type.kind(family)
                .write(read(Type.kind(family), name).value(), REGISTRY)
                .data();
        List<?> forms = schema.get("anyOf") instanceof List<?> several ? several : List.of();
        List<Map<?, ?>> own = new ArrayList<>();
        forms.forEach(form -> {
            if (((Map<?, ?>) form).get("properties") instanceof Map<?, ?> properties
                    && Map.of("const", name).equals(properties.get("kind"))) {
                own.add((Map<?, ?>) form);
            }
        });
        assertThat(own).hasSize(start instanceof Map ? 1 : 0);
        for (Map<?, ?> form : own) {
            // A key that is called as the kind names it too.
            assertThat(form.get("required")).isEqualTo(properties(form).containsKey(name) ? null : List.of("kind"));
            properties(form).forEach((key, property) -> {
                if (!key.equals("kind")) {
                    assertThat(property.get("default")).as(key).isEqualTo(((Map<?, ?>) start).get(key));
                }
            });
        }
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("kinds")
    <T> void theSchemaTakesWhatIsWrittenAndNoOtherKeys(Class<T> family, String name, Kind<? extends T> kind) {
        Type<T> type = Type.kind(family);
        Map<String, Object> schema = type.schema(REGISTRY);
        assertThat(SchemaValidator.accepts(schema, name)).isTrue();
        assertThat(SchemaValidator.accepts(schema, name + "s")).isFalse();
        for (T value : values(family, kind)) {
            Object written = type.write(value, REGISTRY).data();
            assertThat(SchemaValidator.accepts(schema, written)).isTrue();
            if (written instanceof Map<?, ?> map) {
                Map<Object, Object> more = new LinkedHashMap<>(map);
                more.put("sise", 4L);
                assertThat(SchemaValidator.accepts(schema, more)).isFalse();
                map.keySet().stream().filter(key -> !key.equals("kind")).forEach(key -> {
                    Map<Object, Object> fewer = new LinkedHashMap<>(map);
                    fewer.remove(key);
                    assertThat(SchemaValidator.accepts(schema, fewer)).isTrue();
                });
            }
        }
    }

    private static List<Object> documents() {
        return List.of(
                map(),
                map("split", map("held-out", 0.5)),
                map("accessories", List.of("hat band", map("name", "mine", "kind", "sticker", "corner-radius", 0.01))),
                map("attackers", map("one", map())),
                map("attackers", map("one", map("knows", "defense", "pairs", 3L, "max-iterations", 7L))),
                map("attackers", map("one", map("step", map("size", 3L)))),
                map("attackers", map("one", map("preset", "PERSISTENT", "target", "Ann"))),
                map("attackers", map("one", map("kind", "square", "queries", 10L, "target", "none"))),
                map("defenses", map("a", List.of())),
                map("defenses", map("a", List.of(), "b", "RECOMMENDED")),
                map(
                        "defenses",
                        map("a", List.of(), "b", List.of("rejection", map("kind", "rejection", "threshold", 0.3)))),
                map("tuning", map("attacks", 4L, "grid", map("mu", List.of(0.9, "absolute 0.5")))),
                map("tuning", "none"),
                map("occlusions", "DEFAULT", "report", map("examples", 1L)));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void theSchemaTakesWhatTheReaderTakes(Object document) {
        Map<String, Object> schema =
                SharedSchema.of(JsonSchema.document("an experiment", ExperimentConfig.SETTINGS, REGISTRY));
        assertThat(read(ExperimentConfig.SETTINGS, document).problems()).isEmpty();
        assertThat(SchemaValidator.accepts(schema, document)).isTrue();
    }

    /** An accessory is described where it is worn by attackers, by honest people, in another one, and in families. */
    @Test
    void theSharedSchemaDescribesAKindOnce() {
        Map<String, Object> schema =
                SharedSchema.of(JsonSchema.document("an experiment", ExperimentConfig.SETTINGS, REGISTRY));
        assertThat(schema.get("$defs")).asString().contains("how far it is turned from the line of the eyes");
        Map<String, Object> others = new LinkedHashMap<>(schema);
        others.remove("$defs");
        assertThat(others.toString())
                .contains("$ref=#/$defs/rectangle")
                .doesNotContain("how far it is turned from the line of the eyes");
    }

    private static List<Object> badDocuments() {
        return List.of(
                map("splits", map()),
                map("split", map("held-out", 1L)),
                map("split", map("heldout", 0.5)),
                map("accessories", List.of()),
                map("accessories", List.of("monocle")),
                map("accessories", List.of(map("name", "mine", "kind", "sticker", "degrees", 3L))),
                map("attackers", map()),
                map("attackers", map("a/b", map())),
                map("attackers", map("one", map("steps", 3L))),
                map("attackers", map("one", map("kind", "square", "max-iterations", 7L))),
                map("attackers", map("one", map("kind", "circle"))),
                map("attackers", map("one", map("step", map("sise", 3L)))),
                map("defenses", map("a", List.of(), "b", "BEST")),
                map("defenses", map("a", List.of(), "b", List.of(map("threshold", 0.3)))),
                map("tuning", map("grid", map("mu", List.of()))),
                map("report", map("examples", 0.5)),
                map("report", map("confidence-threshold", "high")));
    }

    @ParameterizedTest
    @MethodSource("badDocuments")
    void theSchemaRefusesWhatTheReaderRefuses(Object document) {
        Map<String, Object> schema =
                SharedSchema.of(JsonSchema.document("an experiment", ExperimentConfig.SETTINGS, REGISTRY));
        assertThat(read(ExperimentConfig.SETTINGS, document).problems()).isNotEmpty();
        assertThat(SchemaValidator.accepts(schema, document)).isFalse();
    }
}
