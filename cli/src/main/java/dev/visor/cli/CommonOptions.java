package dev.visor.cli;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that computes. */
final class CommonOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "visor-run",
            description = "The run folder (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("visor-run");

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads compute (default: one per processor). Changes no result.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--verbose", description = "Show where an error comes from.")
    private boolean verbose;

    /** Returns the run folder. */
    Path out() {
        return out;
    }

    /** Tells whether errors are shown in full. */
    boolean verbose() {
        return verbose;
    }

    /** Returns how many threads compute. */
    int threads() {
        if (threads < 1) {
            throw new IllegalArgumentException("illegal threads: " + threads + ", must be at least 1");
        }
        return threads;
    }

    /** Returns where the command tells what it does. */
    Console console() {
        return Console.of(command);
    }
}
