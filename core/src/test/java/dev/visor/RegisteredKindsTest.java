package dev.visor;

import static dev.visor.setting.Documents.map;
import static dev.visor.setting.Documents.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.AccessoryFamily;
import dev.visor.attack.AttackConfig;
import dev.visor.attack.Constraint;
import dev.visor.attack.Loss;
import dev.visor.attack.StepRule;
import dev.visor.defense.ChainConfig;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.Fill;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.recognition.Architecture;
import dev.visor.saliency.Reading;
import dev.visor.setting.JsonSchema;
import dev.visor.setting.Kind;
import dev.visor.setting.Node;
import dev.visor.setting.Registry;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
        assertThat(REGISTRY.kinds(DefenseConfig.class)).hasSize(9);
        assertThat(REGISTRY.kinds(AccessoryFamily.class))
                .extracting(Kind::name)
                .containsExactly("glasses", "hat-band", "forehead-sticker", "cheek-sticker", "face-mask");
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
                    .forEach(kind -> kind.presets().keySet().forEach(preset -> words.add(preset.toLowerCase())));
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
                .containsEntry("defenses.recommended", "RECOMMENDED")
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
                .startsWith("test.yaml:3: accessories.monocle: \"monocle\", must be one of [eyeglass-frame,");
        assertThat(problems.get(2))
                .isEqualTo("test.yaml:6: attackers.one.knows: \"all\", must be one of [system, defense]");
        assertThat(problems.get(3))
                .isEqualTo("test.yaml:7: attackers.one.kind: \"gradiant\", must be one of [gradient, square] (did you"
                        + " mean \"gradient\"?)");
        assertThat(problems.get(4)).contains("test.yaml:8: ", "the name \"a/b\" must be up to 40 letters");
        assertThat(problems.get(5)).contains("test.yaml:13: ", "defenses.mine[1].mu", "must be in [0, 1]");
        assertThat(problems.get(6)).startsWith("test.yaml:14: unknown key \"seed\", must be one of [split,");
    }

    @Test
    void theSchemaDescribesEveryKeyAndTellsDefaults() {
        Map<String, Object> schema = JsonSchema.document("an experiment", ExperimentConfig.SETTINGS, REGISTRY);
        assertThat(schema)
                .containsEntry("$schema", "https://json-schema.org/draft/2020-12/schema")
                .containsEntry("title", "an experiment")
                .containsEntry("additionalProperties", false);
        assertThat(properties(schema).keySet())
                .containsExactly("split", "occlusions", "accessories", "attackers", "defenses", "tuning", "report");
        assertThat(checkObjects(schema)).as("objects with keys").isGreaterThan(30);
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
                assertThat(properties.keySet().containsAll((List<?>)
                                (map.get("required") instanceof List<?> required ? required : List.of())))
                        .isTrue();
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
        if (key.equals("kind") && property.containsKey("const")) {
            assertThat(object.get("description")).asString().isNotBlank();
        } else {
            assertThat(property.get("description")).as(key).asString().isNotBlank();
            assertThat(property.containsKey("type") || property.containsKey("enum") || property.containsKey("anyOf"))
                    .as(key + " says what it can be")
                    .isTrue();
        }
    }

    /** What a document may leave out shows its default, unless it may be absent. */
    @ParameterizedTest(name = "{1}")
    @MethodSource("kinds")
    <T> void theSchemaOfAKindShowsWhatItStartsFrom(Class<T> family, String name, Kind<? extends T> kind) {
        Map<String, Object> schema = Type.kind(family).schema(REGISTRY);
        Stream<?> forms = schema.get("anyOf") instanceof List<?> list ? list.stream() : Stream.of(schema);
        List<Map<?, ?>> own = new ArrayList<>();
        forms.map(form -> (Map<?, ?>) form)
                .filter(form -> form.get("properties") instanceof Map<?, ?> properties
                        && Map.of("const", name).equals(properties.get("kind")))
                .forEach(own::add);
        assertThat(schema.toString()).contains(name);
        T start = read(Type.kind(family), name).value();
        Map<String, String> written = Type.kind(family).write(start, REGISTRY).flattened();
        for (Map<?, ?> form : own) {
            assertThat(form.get("additionalProperties")).isEqualTo(false);
            properties(form).forEach((key, property) -> {
                boolean optional = property.toString().contains("const=none");
                if (!key.equals("kind") && !key.equals("preset") && !optional) {
                    assertThat(property.containsKey("default")).as(key).isTrue();
                }
                if (written.containsKey(key) && property.get("default") instanceof String text) {
                    assertThat(text).isEqualTo(written.get(key));
                }
            });
        }
    }
}
