package dev.visor.cli;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that works on a run folder. */
final class CommonOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "visor-run",
            description = "The run folder (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("visor-run");

    @Mixin
    private ComputeOptions compute = new ComputeOptions();

    /** Returns the run folder. */
    Path out() {
        return out;
    }

    /** Tells whether errors are shown in full. */
    boolean verbose() {
        return compute.verbose();
    }

    /** Returns how many threads compute. */
    int threads() {
        return compute.threads();
    }

    /** Returns where the command tells what it does. */
    Console console() {
        return Console.of(command);
    }
}
