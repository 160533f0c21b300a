package dev.visor.cli.run;

import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The options of commands that change settings of an experiment. */
final class ExperimentOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            order = 10,
            description = "Change a setting, such as attackers.unaware.pairs=10; can be repeated.")
    private List<String> overrides = List.of();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    EngineOptions engine() {
        return engine;
    }

    /** Returns whether a setting was given. */
    boolean isChanged(SettingOptions options) throws IOException {
        return !given(options, "").isEmpty();
    }

    private ParseResult parsed() {
        return command.commandLine().getParseResult();
    }

    /** Returns the settings that were given, as {@link ExperimentFile#read} takes them; those of {@code --set} last. */
    private List<String> given(SettingOptions options, String attacker) throws IOException {
        List<String> all =
                new ArrayList<>(options.given(parsed(), SettingSchema.ofExperiments(engine.registry()), attacker));
        all.addAll(overrides);
        return all;
    }

    /**
     * Returns an experiment with the settings that were given.
     *
     * @param file the experiment file; null for the demo's
     */
    ExperimentFile read(@Nullable Path file, SettingOptions options) throws IOException {
        Registry registry = engine.registry();
        String attacker = file == null
                ? ExperimentFile.demo(List.of(), registry)
                        .config()
                        .tuningAttacker()
                        .orElse("")
                : "";
        List<String> overrides = given(options, attacker);
        options.checkFaces(parsed(), file == null);
        return options.explain(
                parsed(),
                attacker,
                () -> (file == null
                                ? ExperimentFile.demo(overrides, registry)
                                : ExperimentFile.read(file, overrides, registry))
                        .resolved());
    }

    /**
     * Returns the experiment of a run with the settings that were given.
     *
     * @param folder of the run
     */
    ExperimentFile readRun(RunFolder folder, SettingOptions options) throws IOException {
        Registry registry = engine.registry();
        ExperimentFile there = folder.readExperiment(registry);
        String attacker = there.config().tuningAttacker().orElse("");
        List<String> changes = new PresetChanges(there, registry).before(given(options, attacker));
        return options.explain(
                parsed(),
                attacker,
                () -> folder.readExperiment(changes, registry).resolved());
    }
}
