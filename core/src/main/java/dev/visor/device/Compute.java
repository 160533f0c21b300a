package dev.visor.device;

import java.util.Objects;

/**
 * What a program computes with.
 *
 * @param threads how many pieces of work run at the same time, at least 1; changes no result
 * @param device what computes networks. Results of another device differ in the last digits
 */
public record Compute(int threads, Device device) {

    /** Checks the number. */
    public Compute {
        if (threads < 1) {
            throw new IllegalArgumentException("illegal threads: " + threads + ", must be at least 1");
        }
        Objects.requireNonNull(device);
    }

    /** Returns so many threads of the processor. */
    public static Compute threads(int threads) {
        return new Compute(threads, Device.CPU);
    }
}
