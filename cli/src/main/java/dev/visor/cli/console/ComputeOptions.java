package dev.visor.cli.console;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of every command that computes. */
public final class ComputeOptions {

    @ArgGroup(validate = false, order = 100, heading = "%nOther options:%n")
    private Values values = new Values();

    /** The options. */
    static final class Values {

        @Option(
                names = "--threads",
                paramLabel = "N",
                order = 1,
                description = "How many threads compute (default: one per processor). Changes no result.")
        private int threads = Runtime.getRuntime().availableProcessors();

        @Option(names = "--verbose", order = 2, description = "Show where an error comes from.")
        private boolean verbose;

        @Option(names = "--help", order = 3, usageHelp = true, description = "Show this help.")
        private boolean help;
    }

    /**
     * Returns how many threads compute.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public int threads() {
        if (values.threads < 1) {
            throw new IllegalArgumentException("illegal --threads: " + values.threads + ", must be at least 1");
        }
        return values.threads;
    }
}
