package dev.visor.cli.run;

import dev.visor.api.ExperimentRun;
import dev.visor.api.RunListener;
import dev.visor.cli.console.ComputeOptions;
import dev.visor.cli.console.Console;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.PluginFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that opens a run: plugins, and how it computes. */
public final class EngineOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private ComputeOptions compute = new ComputeOptions();

    @Option(
            names = "--plugins",
            paramLabel = "FOLDER",
            order = 50,
            description = "Take the kinds of all jars in this folder, too.")
    private @Nullable Path plugins;

    private @Nullable Registry registry;

    /**
     * Returns the kinds that experiment files can name.
     *
     * @throws IOException with one line that names the jar that is broken
     */
    public Registry registry() throws IOException {
        if (registry == null) {
            registry = plugins == null ? Registry.standard() : PluginFolder.load(plugins, Registry.standard());
        }
        return registry;
    }

    /** Returns where the command prints. */
    public Console console() {
        return Console.of(command);
    }

    /** Returns how many threads compute. */
    int threads() {
        return compute.threads();
    }

    /** Names a run, which is neither read nor written yet. */
    public ExperimentRun open(Path folder) throws IOException {
        RunListener printer = new RunPrinter(console());
        return new ExperimentRun(folder, registry(), threads(), console().progress(), printer);
    }
}
