package dev.visor.cli.run;

import dev.visor.store.experiment.ExperimentFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Options for single settings of an experiment. What each takes and how help describes it is derived from the tables of
 * settings. Immutable and thread-safe.
 */
public final class SettingOptions {

    private static final String FACES = "faces.folder";

    private final List<Group> groups;

    /**
     * Options under a heading.
     *
     * @param heading a few words
     * @param paths of the settings by the names of the options; {@code *} stands for the attacker who is meant
     */
    private record Group(String heading, Map<String, String> paths) {}

    private SettingOptions(List<Group> groups) {
        this.groups = groups;
    }

    /** Returns no options. */
    static SettingOptions none() {
        return new SettingOptions(List.of());
    }

    /**
     * Returns the same options and a further group.
     *
     * @param heading a few words
     * @param options each as {@code --name path.of.the.setting}
     */
    SettingOptions with(String heading, String... options) {
        Map<String, String> paths = new LinkedHashMap<>();
        Arrays.stream(options).map(option -> option.split(" ")).forEach(option -> paths.put(option[0], option[1]));
        List<Group> more = new ArrayList<>(groups);
        more.add(new Group(heading, paths));
        return new SettingOptions(more);
    }

    /**
     * Adds the options to a command.
     *
     * @param schema what the tables say of experiments
     * @param defaults what the settings are without the options, by path; none for those that a run has
     */
    void addTo(CommandSpec command, SettingSchema schema, Map<String, String> defaults) {
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            ArgGroupSpec.Builder spec = ArgGroupSpec.builder()
                    .heading("%n" + group.heading + ":%n")
                    .validate(false)
                    .exclusive(false)
                    .order(20 + i);
            int[] order = {0};
            group.paths.forEach((name, path) -> spec.addArg(option(name, path, schema.at(path), defaults)
                    .order(order[0]++)
                    .build()));
            command.addArgGroup(spec.build());
        }
    }

    private static OptionSpec.Builder option(
            String name, String path, SettingSchema setting, Map<String, String> defaults) {
        String value = defaults.getOrDefault(path, "").replaceAll("[\\[\\]]", "");
        String words = setting.description() + (value.isEmpty() ? "" : " (default: " + value + ")") + ".";
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(setting.label(path.substring(path.lastIndexOf('.') + 1)))
                .description(words.replace("%", "%%"));
    }

    /**
     * Returns the settings that were given, as {@code --set} takes them.
     *
     * @param attacker the name of the attacker who is meant
     */
    List<String> given(ParseResult parsed, SettingSchema schema, String attacker) {
        List<String> overrides = new ArrayList<>();
        paths().forEach((name, path) -> {
            String value = parsed.matchedOptionValue(name, null);
            if (value != null) {
                overrides.add(path.replace(SettingSchema.ANY, attacker) + "=" + yaml(value, schema.at(path)));
            }
        });
        return overrides;
    }

    /**
     * Checks that the faces that options are for are given.
     *
     * @param embedded whether the faces are the embedded ones otherwise
     */
    void checkFaces(ParseResult parsed, boolean embedded) {
        Map<String, String> paths = paths();
        paths.keySet().removeIf(name -> !parsed.hasMatchedOption(name));
        if (!embedded || paths.containsValue(FACES)) {
            return;
        }
        paths.forEach((name, path) -> {
            if (path.startsWith("faces.")) {
                throw new IllegalArgumentException(
                        name + " needs --faces: the embedded faces have a size and an alignment of their own");
            }
        });
    }

    private Map<String, String> paths() {
        Map<String, String> all = new LinkedHashMap<>();
        groups.forEach(group -> all.putAll(group.paths));
        return all;
    }

    private static String yaml(String value, SettingSchema setting) {
        if (!setting.isList()) {
            return scalar(value, setting);
        }
        return Arrays.stream(value.split(",", -1))
                .filter(item -> !value.isBlank())
                .map(item -> scalar(item.strip(), setting))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** What is no number, but should be, is quoted, so that it can't mean anything else to YAML. */
    private static String scalar(String value, SettingSchema setting) {
        return setting.isNumeric() && value.matches("[-+.0-9eE]+") ? value : quoted(value);
    }

    /** Returns a text in the double quotes of YAML. */
    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** A reader of experiments. */
    interface Reader<T> {
        T read() throws IOException;
    }

    /**
     * Reads an experiment; problems with the value of an option name the option.
     *
     * @throws ExperimentFileException with all problems if there are some
     */
    <T> T explain(ParseResult parsed, String attacker, Reader<T> reader) throws IOException {
        try {
            return reader.read();
        } catch (ExperimentFileException e) {
            throw e.with(problem -> named(problem, parsed, attacker));
        }
    }

    private String named(String problem, ParseResult parsed, String attacker) {
        for (Map.Entry<String, String> option : paths().entrySet()) {
            String path = option.getValue().replace(SettingSchema.ANY, attacker);
            String lead = "--set " + path + ": ";
            if (parsed.hasMatchedOption(option.getKey()) && problem.startsWith(lead)) {
                String rest = problem.substring(lead.length());
                return option.getKey() + ": " + rest.replaceFirst("^" + Pattern.quote(path) + "(\\[\\d+])?: ", "");
            }
        }
        return problem;
    }
}
