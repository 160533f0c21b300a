package dev.visor.cli;

import picocli.CommandLine.Option;

/** The options of every command that computes. */
final class ComputeOptions {

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads compute (default: one per processor). Changes no result.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--verbose", description = "Show where an error comes from.")
    private boolean verbose;

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
}
