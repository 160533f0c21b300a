package dev.visor.cli.run;

import dev.visor.api.ExperimentRun;
import dev.visor.api.RunListener;
import dev.visor.api.SystemsRun;
import dev.visor.cli.console.ComputeOptions;
import dev.visor.cli.console.Console;
import dev.visor.cli.console.HelpOptions;
import dev.visor.device.Compute;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.PluginFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that opens a run: plugins, and how it computes. */
public final class EngineOptions {

    /** The exit code of a command whose check did not pass. */
    public static final int CHECK_FAILED = 3;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private Options options = new Options();

    /** The options. */
    static final class Options extends ComputeOptions {

        @Option(
                names = "--plugins",
                paramLabel = "FOLDER",
                order = 1,
                description = "A folder of jars whose kinds experiments can name.")
        private @Nullable Path plugins;
    }

    private @Nullable Registry registry;

    /**
     * Returns the kinds that experiment files can name.
     *
     * @throws IOException with one line that names the jar that is broken
     */
    public Registry registry() throws IOException {
        if (registry == null) {
            Registry standard = Registry.standard();
            registry = options.plugins == null ? standard : PluginFolder.load(options.plugins, standard);
        }
        return registry;
    }

    /** Returns where the command prints. */
    public Console console() {
        return Console.of(command);
    }

    /** Returns the threads and the device that compute. */
    Compute compute() {
        return options.compute();
    }

    /** Names an experiment with several systems, which is neither read nor written yet. */
    public SystemsRun openSystems(Path folder) throws IOException {
        return openSystems(Destination.here(folder));
    }

    /** Names an experiment with several systems, which is neither read nor written yet. */
    SystemsRun openSystems(Destination place) throws IOException {
        RunListener printer = new RunPrinter(console(), place::named);
        SystemsRun run =
                new SystemsRun(place.folder(), registry(), compute(), console().progress(), printer);
        SystemsRun named = place.address() == null ? run : run.copied();
        return place.engine() == null ? named : named.on(place.engine(), options.plugins);
    }

    /** Names a run, which is neither read nor written yet. */
    public ExperimentRun open(Path folder) throws IOException {
        return open(Destination.here(folder));
    }

    /** Names a run, which is neither read nor written yet. */
    ExperimentRun open(Destination place) throws IOException {
        RunListener printer = new RunPrinter(console(), place::named);
        ExperimentRun run = new ExperimentRun(
                place.folder(), registry(), compute(), console().progress(), printer);
        ExperimentRun named = place.address() == null ? run : run.copied();
        return place.engine() == null ? named : named.on(place.engine(), options.plugins);
    }
}
