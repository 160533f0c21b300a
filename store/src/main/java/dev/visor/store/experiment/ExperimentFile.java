package dev.visor.store.experiment;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.experiment.BlackBoxCheck;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.SystemSource;
import dev.visor.face.FaceSource;
import dev.visor.setting.Cursor;
import dev.visor.setting.Node;
import dev.visor.setting.Registry;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import dev.visor.store.file.EmbeddedResource;
import dev.visor.store.file.ReadableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as a YAML file describes it: everything that decides its results. Immutable and thread-safe.
 *
 * @param givenTitle what to call it, one line; null to call it after its faces and its system
 * @param seed decides every random draw
 * @param faces where the faces come from
 * @param system where the system under test comes from; of no meaning if there are several
 * @param systems several systems under test by name, each with the same faces, attackers and defenses; null for a single one
 * @param config attackers, accessories, defenses and the like
 */
public record ExperimentFile(
        @Nullable String givenTitle,
        long seed,
        FaceSource faces,
        SystemSource system,
        @Nullable Map<String, SystemSource> systems,
        ExperimentConfig config) {

    /** Everything that a file can say. Declared before the default, which is checked against it. */
    public static final Settings<ExperimentFile> SETTINGS = Settings.of(
                    ExperimentFile.class,
                    Setting.of("title", Type.optional(Type.line()), "what reports call the experiment"),
                    Setting.of("seed", Type.seed(), "decides every random draw"),
                    Setting.required(
                            "faces",
                            Type.kind(FaceSource.class),
                            "the word embedded, or a mapping with a folder of aligned faces"),
                    Setting.of("system", Type.kind(SystemSource.class), "the system under test"),
                    Setting.of(
                            "systems",
                            Type.optional(Type.named(Type.kind(SystemSource.class))),
                            "several systems under test by name, in place of one"),
                    Setting.inline(ExperimentConfig.SETTINGS))
            .withDefault(() -> new ExperimentFile(
                    null, 1, EmbeddedFaceSource.JOHNS, TrainedHeadSource.DEFAULT, ExperimentConfig.DEFAULT));

    /** Files that are larger are refused, in bytes. */
    public static final int MAX_FILE_BYTES = 1 << 20;

    private static final String DEMO = "demo.yaml";

    /** Makes an experiment with a single system. */
    public ExperimentFile(
            @Nullable String givenTitle, long seed, FaceSource faces, SystemSource system, ExperimentConfig config) {
        this(givenTitle, seed, faces, system, null, config);
    }

    /**
     * Checks the title, that black boxes are asked for nothing but answers, that the systems take pictures of the size of the
     * faces, as far as that is known, and that attackers find their surrogates.
     */
    public ExperimentFile {
        systems = systems == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(systems));
        SETTINGS.check(givenTitle, seed, faces, system, systems, config);
        String name = givenTitle == null ? "Adversarial accessories" : givenTitle;
        check(
                !name.isBlank() && name.codePoints().noneMatch(ExperimentFile::breaksLine),
                "title",
                "\"" + name + "\"",
                "one line of text");
        Collection<SystemSource> tested = systems == null ? List.of(system) : systems.values();
        for (SystemSource source : tested) {
            checkSystem(source, facesFor(source, tested, faces), config);
        }
        if (systems == null) {
            if (system.isBlackBox()) {
                BlackBoxCheck.check(config, system.name());
            }
            Surrogacy.single(system, config);
        } else {
            Surrogacy.on(systems, config);
        }
    }

    private static void checkSystem(SystemSource system, FaceSource faces, ExperimentConfig config) {
        Integer neverEnrolled = config.split().neverEnrolled();
        if (neverEnrolled != null) {
            check(
                    system.answersUnknown(),
                    "split.never-enrolled",
                    neverEnrolled,
                    "left out, because the system \"" + system.name()
                            + "\" knows everybody; one of the kind embedding doesn't");
        }
        check(
                faces.margin() == 0 || system.findsFaces(),
                "faces.margin",
                faces.margin(),
                "0, because the system \"" + system.name()
                        + "\" takes faces without their surroundings; a service finds the face by itself");
        if (faces.side().isPresent()) {
            int side = faces.side().getAsInt();
            system.refusal(side, side)
                    .ifPresent(range -> check(false, "faces.size", side, range + " for " + system.name()));
        }
    }

    /** A network beside a service that finds faces by itself sees the same faces without their surroundings. */
    private static FaceSource facesFor(SystemSource system, Collection<SystemSource> tested, FaceSource faces) {
        return !system.findsFaces() && tested.stream().anyMatch(SystemSource::findsFaces)
                ? faces.withoutMargin()
                : faces;
    }

    private static boolean breaksLine(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** Returns what to call the experiment. */
    public String title() {
        String tested = systems == null ? system.name() : String.join(", ", systems.keySet());
        return givenTitle == null ? "Adversarial accessories on " + faces.name() + ", " + tested : givenTitle;
    }

    /** Returns the same experiment on another system. */
    public ExperimentFile withSystem(SystemSource other) {
        return new ExperimentFile(givenTitle, seed, faces, other, systems, config);
    }

    /** Returns the same experiment with other attackers, accessories, defenses and the like. */
    public ExperimentFile withConfig(ExperimentConfig other) {
        return new ExperimentFile(givenTitle, seed, faces, system, systems, other);
    }

    /** Returns the same experiment with everything resolved that depends on this machine, or on the faces. */
    public ExperimentFile resolved() {
        Map<String, SystemSource> resolved = systems == null ? null : new LinkedHashMap<>(systems);
        if (resolved != null) {
            resolved.replaceAll((name, source) -> source.resolved(faces));
        }
        return new ExperimentFile(
                givenTitle, seed, faces, system.resolved(faces), resolved, Surrogacy.resolved(config));
    }

    /**
     * Returns the experiment of each of several systems by name. Surrogates that attackers name are given in them, a black
     * box is spared what needs gradients, and a network beside a service sees faces without their margin.
     *
     * @throws IllegalStateException if there is a single system
     */
    public Map<String, ExperimentFile> bySystem() {
        if (systems == null) {
            throw new IllegalStateException("the experiment has a single system");
        }
        Map<String, ExperimentFile> files = new LinkedHashMap<>();
        Surrogacy.on(systems, config).forEach((name, own) -> {
            String title = givenTitle == null ? null : givenTitle + ": " + name;
            SystemSource source = Objects.requireNonNull(systems.get(name));
            FaceSource seen = facesFor(source, systems.values(), faces);
            files.put(name, new ExperimentFile(title, seed, seen, source, null, own));
        });
        return files;
    }

    /** Returns the surrogates that attackers have, by name. */
    public Map<String, SystemSource> surrogates() {
        return Surrogacy.surrogates(config);
    }

    /**
     * Reads an experiment file. Paths in it are relative to its folder.
     *
     * @param overrides values in the place of those in the file, each as {@code path.to.key=value}, for example
     *     {@code attackers.unaware.pairs=10}; paths in them are relative to the working folder
     * @param registry the kinds that it can name
     * @throws ExperimentFileException with all that is wrong with it, each in one line
     * @throws IOException with one line naming the file if it cannot be read or is too large
     */
    public static ExperimentFile read(Path file, List<String> overrides, Registry registry) throws IOException {
        return YamlFile.read(file, MAX_FILE_BYTES, overrides, new OneOrSeveralSystems(), registry);
    }

    /**
     * Reads an experiment file whose paths lead elsewhere than they say.
     *
     * @param paths returns where each path that the file names leads now
     * @throws ExperimentFileException with all that is wrong with it, each in one line
     * @throws IOException with one line naming the file if it cannot be read or is too large
     */
    public static ExperimentFile read(Path file, UnaryOperator<String> paths, Registry registry) throws IOException {
        byte[] text = ReadableFile.read(file, file.toString(), MAX_FILE_BYTES);
        return YamlFile.read(text, file.toString(), paths, List.of(), new OneOrSeveralSystems(), registry);
    }

    /**
     * Returns the files and folders that the experiment names, sorted: its faces, its weights, and the like.
     *
     * @throws IOException if one of them is not there any more
     */
    public SortedSet<String> paths(Registry registry) throws IOException {
        SortedSet<String> paths = new TreeSet<>();
        byte[] text = toYaml(registry).getBytes(StandardCharsets.UTF_8);
        YamlFile.read(
                text,
                title(),
                path -> {
                    paths.add(path);
                    return path;
                },
                List.of(),
                new OneOrSeveralSystems(),
                registry);
        return paths;
    }

    /** Returns the text of the demo's experiment file. */
    public static String demoText() {
        return new String(EmbeddedResource.read(ExperimentFile.class, DEMO), StandardCharsets.UTF_8);
    }

    /**
     * Returns the demo's experiment.
     *
     * @param overrides as in {@link #read}
     * @throws ExperimentFileException with all that is wrong with the overrides, each in one line
     */
    public static ExperimentFile demo(List<String> overrides, Registry registry) throws IOException {
        return YamlFile.read(
                EmbeddedResource.read(ExperimentFile.class, DEMO), DEMO, Path.of(""), overrides, SETTINGS, registry);
    }

    /** Returns the experiment as a YAML file with every value, which reads back as an equal one from any folder. */
    public String toYaml(Registry registry) {
        YamlWriter yaml = new YamlWriter();
        Map<String, Node> entries = SETTINGS.entries(this, registry);
        if (systems != null) {
            entries.remove("system");
        }
        entries.forEach((key, value) -> {
            description(key).ifPresent(yaml::comment);
            yaml.value(key, value);
        });
        return "# An experiment with every value; 'visor run' takes it from any folder.\n" + yaml;
    }

    private static Optional<String> description(String key) {
        return Stream.concat(SETTINGS.rows().stream(), ExperimentConfig.SETTINGS.rows().stream())
                .filter(row -> row.key().equals(key))
                .map(Setting::description)
                .findFirst();
    }

    /**
     * Returns every setting that decides results, by the keys that lead to it with dots between; no path of a file is among
     * them.
     */
    public SortedMap<String, String> settings(Registry registry) {
        SortedMap<String, String> settings = SETTINGS.write(this, registry).flattened();
        settings.keySet()
                .removeIf(key -> key.equals("title")
                        || key.equals("seed")
                        || key.equals("faces")
                        || key.equals("faces.folder")
                        || key.equals("system.weights")
                        || key.matches("attackers\\..*\\.from\\..*\\.weights"));
        return settings;
    }

    /** Experiments of files, which name either a system or several. */
    private record OneOrSeveralSystems() implements Type<ExperimentFile> {

        @Override
        public Optional<ExperimentFile> read(Node value, Cursor at, @Nullable ExperimentFile base) {
            if (value instanceof Node.Mapping file && file.entries().containsKey("system")) {
                Node.Entry several = file.entries().get("systems");
                if (several != null) {
                    return at.key("systems", several.place())
                            .reject("stands beside \"system\"; must be the only one of the two");
                }
            }
            return SETTINGS.read(value, at, base);
        }

        @Override
        public Node write(ExperimentFile value, Registry registry) {
            return SETTINGS.write(value, registry);
        }

        @Override
        public Map<String, Object> schema(Registry registry) {
            return SETTINGS.schema(registry);
        }
    }
}
