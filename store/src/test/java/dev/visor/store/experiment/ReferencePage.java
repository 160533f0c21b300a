package dev.visor.store.experiment;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.Tolerance;
import dev.visor.accessory.WornTogether;
import dev.visor.attack.AttackConfig;
import dev.visor.attack.Loss;
import dev.visor.attack.StepRule;
import dev.visor.attack.alignment.AlignmentJitter;
import dev.visor.attack.blackbox.ContinuingAttackConfig;
import dev.visor.attack.constraint.Constraint;
import dev.visor.attack.penalty.TexturePenalty;
import dev.visor.attack.perception.CaptureExpectation;
import dev.visor.capture.AlignmentSpread;
import dev.visor.capture.Camera;
import dev.visor.capture.Light;
import dev.visor.capture.Wear;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.Fill;
import dev.visor.defense.Occlusions;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.evaluation.grid.Grid;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.SystemSource;
import dev.visor.experiment.printed.PrintedTrial;
import dev.visor.experiment.transfer.Surrogates;
import dev.visor.face.FaceSource;
import dev.visor.face.detection.FaceDetectorSource;
import dev.visor.network.Architecture;
import dev.visor.print.Printer;
import dev.visor.recognition.embedding.ThresholdRule;
import dev.visor.recognition.training.HeadTrainer;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Reading;
import dev.visor.setting.Cursor;
import dev.visor.setting.Kind;
import dev.visor.setting.MappingType;
import dev.visor.setting.Node;
import dev.visor.setting.Place;
import dev.visor.setting.Problems;
import dev.visor.setting.Registry;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import dev.visor.store.network.NetworkInput;
import dev.visor.store.network.NetworkType;
import dev.visor.store.service.config.AnswerFormat;
import dev.visor.store.service.config.NoFace;
import dev.visor.store.service.config.PeopleFormat;
import dev.visor.store.service.config.RequestFormat;
import dev.visor.store.service.config.SentPicture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Renders docs/REFERENCE.md: every key of experiment files, from the tables of settings and the kinds of a registry. */
final class ReferencePage {

    private static final String NAMED = "mapping of names to ";

    private final Registry registry;
    private final Map<Type<?>, String> links = new LinkedHashMap<>();
    private final List<Runnable> parts = new ArrayList<>();
    private final StringBuilder page = new StringBuilder();

    private ReferencePage(Registry registry) {
        this.registry = registry;
    }

    /** Returns the page as Markdown. */
    static String render(Registry registry) {
        ReferencePage page = new ReferencePage(registry);
        page.declareExperiment();
        page.declareAttacks();
        page.declareDefenses();
        page.declareTuning();
        page.parts.forEach(Runnable::run);
        return page.page.toString();
    }

    private void declareExperiment() {
        parts.add(() -> page.append("""
                # Reference of experiment files

                Every key: what it can be, its default, and what it means. [The guide](guide/experiment-files.md) shows how to
                write a file. `visor schema experiment` prints the same as a JSON Schema. Plugins add kinds of their own.

                This page is generated from the tables of settings; don't edit it. `ReferencePageTest` shows how to write it anew.
                """));
        keys(
                "The file",
                "Only `faces` must be there. Paths are relative to the folder of the file.",
                ExperimentFile.SETTINGS,
                Node.Mapping.of(Map.of("faces", Node.plain("embedded"))));
        kinds("Faces", "The word `embedded`, or a mapping with the key `folder`.", FaceSource.class);
        links.put(Type.optional(Type.kind(FaceDetectorSource.class)), "a [detector](#detectors)");
        kinds("Detectors", "They find the faces of photographs.", FaceDetectorSource.class);
        kinds("System under test", "", SystemSource.class);
        keys("Requests", "What a service is sent.", RequestFormat.SETTINGS);
        keys("Answers", "What a service answers.", AnswerFormat.SETTINGS);
        keys("No face", "", NoFace.SETTINGS);
        keys("People", "Whom a service knows.", PeopleFormat.SETTINGS);
        keys("Pictures", "What a service is sent of a picture.", SentPicture.SETTINGS);
        kinds("Networks", "", Architecture.class);
        links.put(new NetworkType(), "one of [networks](#networks), or the path of an ONNX or TorchScript file");
        keys("Head", "", HeadTrainer.Config.SETTINGS);
        keys("Input of a network", "For a network of a file alone.", NetworkInput.SETTINGS);
        keys("Threshold", "Below it somebody is unknown to an open set.", ThresholdRule.SETTINGS);
        keys("Split", "", ExperimentConfig.Split.SETTINGS);
        links.put(
                Type.namedList(Type.kind(Accessory.class)),
                "list of [accessories](#accessories): names of presets, or mappings with a `name` of their own");
        links.put(
                Type.optional(Type.namedList(Type.kind(Accessory.class))),
                "list of [accessories](#accessories), as for `accessories`");
        links.put(Type.kindOtherThan(Accessory.class, "posed"), "another of [accessories](#accessories)");
        links.put(
                Type.someOf(Type.kindOtherThan(Accessory.class, "combined", "posed")),
                "list of others of [accessories](#accessories), neither combined nor posed");
        kinds(
                "Accessories",
                "All lengths are in units of the distance between the eyes. A place is `[along, across]`, from the point halfway"
                        + "\nbetween the eyes: along their line to the right, and across it downwards.",
                Accessory.class);
        keys("Report", "", ExperimentConfig.Report.SETTINGS);
    }

    private void declareAttacks() {
        links.put(
                Type.optional(Surrogates.TYPE),
                "names of `systems`, or a mapping with one of [system under test](#system-under-test) for each name");
        links.put(
                Type.optional(Type.kind(ContinuingAttackConfig.class)),
                "`square` or `decision-based` of [attacks](#attacks)");
        keys("Attackers", "", Attacker.SETTINGS);
        kinds("Attacks", "The keys of an attack stand beside those of its attacker.", AttackConfig.class);
        kinds("Steps", "", StepRule.class);
        kinds("Losses", "", Loss.class);
        kinds("Constraints", "", Constraint.class);
        links.put(Type.list(Type.kind(TexturePenalty.class)), "list of [penalties](#penalties)");
        kinds("Penalties", "What textures are penalized for.", TexturePenalty.class);
        keys("Alignment jitter", "The standard deviations are of normal distributions.", AlignmentJitter.SETTINGS);
        keys("Captures", "What an attack descends on whose accessory is to be printed.", CaptureExpectation.SETTINGS);
        keys("Printed", "What printed attacks are tried with.", PrintedTrial.SETTINGS);
        kinds("Printers", "", Printer.class);
        keys("Wear", "Uniformly distributed.", Wear.SETTINGS);
        keys("Light", "Uniformly distributed on both sides of no change.", Light.SETTINGS);
        keys("Camera", "Uniformly distributed from none.", Camera.SETTINGS);
        keys(
                "Alignment",
                "How differently a face is aligned. The standard deviations are of normal distributions.",
                AlignmentSpread.SETTINGS);
    }

    private void declareDefenses() {
        links.put(
                Type.named(ChainConfig.TYPE),
                NAMED + "chains: a list of [defenses](#defenses), `[]` for none, `RECOMMENDED` or `TUNED`");
        kinds(
                "Defenses",
                "The defense that sees the picture first stands first. A kind or a preset can stand as a word.",
                DefenseConfig.class);
        links.put(SaliencyMaskConfig.SETTINGS, "keys of a [saliency mask](#defenses)");
        links.put(Type.list(SaliencyMaskConfig.SETTINGS), "list of [saliency masks](#defenses)");
        links.put(Type.someOf(SaliencyMaskConfig.SETTINGS), "list of at least one [saliency mask](#defenses)");
        keys("Occlusions", "", Occlusions.SETTINGS);
        kinds("Families of accessories", "", AccessoryFamily.class);
        links.put(Type.list(WornTogether.TYPE), "list of lists of [families of accessories](#families-of-accessories)");
        keys("Tolerance", "", Tolerance.SETTINGS);
        keys("Cover", "", CoverConfig.SETTINGS);
        kinds("Fills", "", Fill.class);
    }

    private void declareTuning() {
        keys("Tuning", "", ExperimentConfig.Tuning.SETTINGS);
        keys("Grid", "", Grid.SETTINGS);
        links.put(MapKind.TYPE, "a [saliency map](#saliency-maps)");
        links.put(Type.list(MapKind.TYPE), "list of [saliency maps](#saliency-maps)");
        links.put(Type.someOf(MapKind.TYPE), "list of at least one [saliency map](#saliency-maps)");
        kinds(
                "Saliency maps",
                "The word `relative` before a kind divides the map by what clean faces show at the same place. For example:"
                        + "\n`relative gradient_times_input`.",
                Reading.class);
    }

    private <T> void keys(String heading, String text, Settings<T> settings) {
        keys(heading, text, settings, new Node.Mapping(Map.of()));
    }

    private <T> void keys(String heading, String text, Settings<T> settings, Node.Mapping start) {
        String name = link("keys of", heading);
        links.put(settings, name);
        links.put(Type.optional(settings), name + ", or `none`");
        links.put(Type.named(settings), NAMED + name);
        parts.add(() -> {
            heading(heading, text);
            presets(settings.presets());
            table(settings.rows(), defaults(settings, start));
        });
    }

    private <T> void kinds(String heading, String text, Class<T> family) {
        MappingType<T> type = Type.kind(family);
        links.put(type, link("one of", heading));
        links.put(Type.list(type), link("list of", heading));
        links.put(Type.someOf(type), link("list of at least one of", heading));
        links.put(Type.optional(Type.someOf(type)), link("list of at least one of", heading) + ", or `none`");
        links.put(Type.named(type), NAMED + link("one of", heading));
        links.put(Type.optional(Type.named(type)), NAMED + link("one of", heading) + ", or `none`");
        parts.add(() -> {
            heading(heading, text);
            kinds(registry.kinds(family));
        });
    }

    private static String link(String before, String heading) {
        String anchor = heading.toLowerCase(Locale.ROOT).replace(' ', '-');
        return before + " [" + heading.toLowerCase(Locale.ROOT) + "](#" + anchor + ")";
    }

    private void heading(String heading, String text) {
        page.append("\n## ").append(heading).append('\n');
        if (!text.isEmpty()) {
            page.append('\n').append(text).append('\n');
        }
    }

    private <T> void kinds(List<Kind<? extends T>> kinds) {
        List<Kind<? extends T>> plain =
                kinds.stream().filter(kind -> rows(kind).isEmpty()).toList();
        if (!plain.isEmpty()) {
            page.append("\n| kind | what it is |\n|---|---|\n");
            plain.forEach(kind -> page.append("| `" + kind.name() + "` | " + kind.description() + " |\n"));
        }
        kinds.stream().filter(kind -> !rows(kind).isEmpty()).forEach(this::kind);
    }

    private static List<Setting<?>> rows(Kind<?> kind) {
        return kind.settings().<List<Setting<?>>>map(Settings::rows).orElse(List.of());
    }

    private <T> void kind(Kind<T> kind) {
        page.append("\n### `kind: " + kind.name() + "`\n\n")
                .append(kind.description().substring(0, 1).toUpperCase(Locale.ROOT))
                .append(kind.description().substring(1))
                .append(".\n");
        presets(kind.presets());
        Settings<T> settings = kind.settings().orElseThrow();
        table(settings.rows(), defaults(settings, new Node.Mapping(Map.of())));
    }

    private void presets(Map<String, ?> presets) {
        if (!presets.isEmpty()) {
            page.append("\n`preset`: ")
                    .append(presets.keySet().stream()
                            .map(name -> "`" + name + "`")
                            .collect(Collectors.joining(", ")))
                    .append(
                            presets.size() == 1
                                    ? ".\n"
                                    : ".\nThe first one is the default; keys that you leave out come from the preset.\n");
        }
    }

    private void table(List<Setting<?>> rows, Map<String, Node> defaults) {
        page.append("\n| key | value | default | meaning |\n|---|---|---|---|\n");
        rows.forEach(row -> row(row, defaults));
    }

    private void row(Setting<?> row, Map<String, Node> defaults) {
        if (row.key().isEmpty() && row.type() instanceof Settings<?> inline) {
            inline.rows().forEach(inner -> row(inner, defaults));
            return;
        }
        if (row.key().isEmpty()) {
            page.append("| `kind` and the keys of the kind | " + type(row) + " | "
                    + Optional.ofNullable(defaults.get("kind"))
                            .map(kind -> "`" + flat(kind) + "`")
                            .orElse("") + " | |\n");
            return;
        }
        page.append("| `" + row.key() + "` | " + type(row) + " | " + standard(row, defaults.get(row.key())) + " | "
                + row.description().replace("|", "\\|") + " |\n");
    }

    private <T> Map<String, Node> defaults(Settings<T> settings, Node.Mapping start) {
        return settings.read((Node) start, nowhere(), null)
                .map(value -> settings.entries(value, registry))
                .orElse(Map.of());
    }

    private Cursor nowhere() {
        return new Cursor("", new Place("", 0, UnaryOperator.identity()), new Problems(), registry);
    }

    private String standard(Setting<?> row, Node value) {
        if (row.mandatory()) {
            return "must be set";
        }
        if (value == null) {
            return row.type().schema(registry).toString().contains("const=none") ? "`none`" : "must be set";
        }
        boolean named = links.getOrDefault(row.type(), "").startsWith(NAMED);
        if (value instanceof Node.Mapping mapping && named) {
            return "`" + String.join("`, `", mapping.entries().keySet()) + "`";
        }
        if (value instanceof Node.Mapping mapping && !mapping.entries().containsKey("kind")) {
            return "see there";
        }
        boolean mappings = value instanceof Node.Sequence list
                && list.items().stream()
                        .anyMatch(item -> item instanceof Node.Mapping mapping
                                && !mapping.entries().containsKey("kind"));
        return mappings ? ((Node.Sequence) value).items().size() + " of them" : "`" + flat(value) + "`";
    }

    private static String flat(Node value) {
        if (value instanceof Node.Sequence list) {
            return list.items().stream().map(ReferencePage::flat).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof Node.Mapping mapping
                ? flat(mapping.entries().get("kind").value())
                : text(value);
    }

    private static String text(Node value) {
        return ((Node.Scalar) value).text();
    }

    private String type(Setting<?> row) {
        String link = links.get(row.type());
        return link != null ? link : words(row.type().schema(registry));
    }

    /** Returns what a schema allows; that of a mapping must be a part of its own. */
    private static String words(Map<String, Object> schema) {
        if (schema.get("enum") instanceof List<?> words) {
            return "one of " + words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
        }
        if (schema.containsKey("const")) {
            return "`" + schema.get("const") + "`";
        }
        if (schema.get("anyOf") instanceof List<?> forms) {
            return forms.stream().map(form -> words(map(form))).distinct().collect(Collectors.joining(", or "));
        }
        if (schema.get("additionalProperties") instanceof Map<?, ?> values && values.get("type") instanceof List<?>) {
            return "mapping of names to texts";
        }
        String type = String.valueOf(schema.get("type"));
        return switch (type) {
            case "array" -> "list" + items(schema);
            case "integer" -> "whole number" + range(schema);
            case "number" -> "number" + range(schema);
            case "boolean" -> "`true` or `false`";
            case "string" -> "path";
            case "[string, number]" -> "text";
            default -> throw new IllegalStateException("no part of the page for " + schema);
        };
    }

    private static String items(Map<String, Object> schema) {
        if (!schema.containsKey("items")) {
            return "";
        }
        String count = schema.containsKey("maxItems")
                ? " of " + schema.get("maxItems")
                : schema.containsKey("minItems") ? " of at least one" : "";
        return count + ", each a " + words(map(schema.get("items")));
    }

    private static String range(Map<String, Object> schema) {
        Object low = schema.getOrDefault("minimum", schema.get("exclusiveMinimum"));
        Object high = schema.getOrDefault("maximum", schema.get("exclusiveMaximum"));
        if (low == null) {
            return "";
        }
        if (high == null) {
            return (schema.containsKey("minimum") ? ", at least " : ", above ") + low;
        }
        return " in " + (schema.containsKey("minimum") ? "[" : "(") + low + ", " + high
                + (schema.containsKey("maximum") ? "]" : ")");
    }

    @SuppressWarnings("unchecked") // a schema's parts are schemas
    private static Map<String, Object> map(Object schema) {
        return (Map<String, Object>) schema;
    }
}
