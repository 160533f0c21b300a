package dev.visor.cli;

import dev.visor.run.RunContext;
import dev.visor.torch.Engine;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options of every command that computes. */
final class CommonOptions {

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

    /** Starts the engine. */
    Engine engine() {
        return Engine.start(threads);
    }

    /** Returns a run that tells its progress on the console. */
    static RunContext run(long seed) {
        return RunContext.of(seed).withProgress(ConsoleProgress.standard());
    }
}
