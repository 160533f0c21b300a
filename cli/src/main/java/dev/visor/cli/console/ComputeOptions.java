package dev.visor.cli.console;

import picocli.CommandLine.Option;

/** The options of every command that computes, which help lists last. */
public class ComputeOptions extends HelpOptions {

    private static final String COMMON_POOL = "java.util.concurrent.ForkJoinPool.common.parallelism";

    @Option(
            names = "--threads",
            paramLabel = "N",
            order = 2,
            description = "How many threads compute; changes no result (default: one per processor).")
    private int threads = Runtime.getRuntime().availableProcessors();

    /**
     * Returns how many threads compute. Limits Java's common pool to them too, unless a system property does already.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public final int threads() {
        if (threads < 1) {
            throw new IllegalArgumentException("illegal --threads: " + threads + ", must be at least 1");
        }
        if (System.getProperty(COMMON_POOL) == null) {
            // The caller of a parallel stream computes as well.
            System.setProperty(COMMON_POOL, String.valueOf(threads - 1));
        }
        return threads;
    }
}
