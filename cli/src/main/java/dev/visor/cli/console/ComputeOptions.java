package dev.visor.cli.console;

import picocli.CommandLine.Option;

/** The options of every command that computes, which help lists last. */
public class ComputeOptions extends HelpOptions {

    @Option(
            names = "--threads",
            paramLabel = "N",
            order = 2,
            description = "How many threads compute; changes no result (default: one per processor).")
    private int threads = Runtime.getRuntime().availableProcessors();

    /**
     * Returns how many threads compute.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public final int threads() {
        if (threads < 1) {
            throw new IllegalArgumentException("illegal --threads: " + threads + ", must be at least 1");
        }
        return threads;
    }
}
