package dev.visor.store.experiment;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.experiment.BlackBoxCheck;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.SystemSource;
import dev.visor.face.FaceSource;
import dev.visor.setting.Registry;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import dev.visor.store.file.EmbeddedResource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as a YAML file describes it: everything that decides its results. Immutable and thread-safe.
 *
 * @param givenTitle what to call it, one line; null to call it after its faces and its system
 * @param seed decides every random draw
 * @param faces where the faces come from
 * @param system where the system under test comes from
 * @param config attackers, accessories, defenses and the like
 */
public record ExperimentFile(
        @Nullable String givenTitle, long seed, FaceSource faces, SystemSource system, ExperimentConfig config) {

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
                    Setting.inline(ExperimentConfig.SETTINGS))
            .withDefault(() -> new ExperimentFile(
                    null, 1, EmbeddedFaceSource.JOHNS, TrainedHeadSource.DEFAULT, ExperimentConfig.DEFAULT));

    /** Files that are larger are refused, in bytes. */
    public static final int MAX_FILE_BYTES = 1 << 20;

    private static final String DEMO = "demo.yaml";

    /**
     * Checks the title, that a black box is asked for nothing but answers, and that the system takes pictures of the size of
     * the faces, as far as that is known.
     */
    public ExperimentFile {
        String name = givenTitle == null ? "Adversarial accessories" : givenTitle;
        check(
                !name.isBlank() && name.codePoints().noneMatch(ExperimentFile::breaksLine),
                "title",
                "\"" + name + "\"",
                "one line of text");
        Integer neverEnrolled = config.split().neverEnrolled();
        if (neverEnrolled != null) {
            check(
                    system.answersUnknown(),
                    "split.never-enrolled",
                    neverEnrolled,
                    "left out, because the system \"" + system.name()
                            + "\" knows everybody; one of the kind embedding doesn't");
        }
        if (system.isBlackBox()) {
            BlackBoxCheck.check(config, system.name());
        }
        if (faces.side().isPresent()) {
            int side = faces.side().getAsInt();
            system.refusal(side, side)
                    .ifPresent(range -> check(false, "faces.size", side, range + " for " + system.name()));
        }
    }

    private static boolean breaksLine(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** Returns what to call the experiment. */
    public String title() {
        return givenTitle == null ? "Adversarial accessories on " + faces.name() + ", " + system.name() : givenTitle;
    }

    /** Returns the same experiment on another system. */
    public ExperimentFile withSystem(SystemSource other) {
        return new ExperimentFile(givenTitle, seed, faces, other, config);
    }

    /** Returns the same experiment with everything resolved that depends on this machine. */
    public ExperimentFile resolved() {
        return new ExperimentFile(givenTitle, seed, faces, system.resolved(), config);
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
        return YamlFile.read(file, MAX_FILE_BYTES, overrides, SETTINGS, registry);
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
        SETTINGS.entries(this, registry).forEach((key, value) -> {
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
                        || key.equals("system.weights"));
        return settings;
    }
}
