package dev.visor.cli.console;

import dev.visor.device.Compute;
import dev.visor.device.Device;
import dev.visor.torch.Engine;
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

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            order = 3,
            description = "What computes networks: cpu, or cuda in a build for NVIDIA accelerators (default: cpu).")
    private Device device = Device.CPU;

    /**
     * Returns the threads and the device that compute. Limits Java's common pool to the threads too, unless a system
     * property does already.
     *
     * @throws IllegalArgumentException if the number of threads is less than 1, or the machine has no such device
     */
    public final Compute compute() {
        if (threads < 1) {
            throw new IllegalArgumentException("illegal --threads: " + threads + ", must be at least 1");
        }
        if (System.getProperty(COMMON_POOL) == null) {
            // The caller of a parallel stream computes as well.
            System.setProperty(COMMON_POOL, String.valueOf(threads - 1));
        }
        Engine.check(device);
        return new Compute(threads, device);
    }
}
