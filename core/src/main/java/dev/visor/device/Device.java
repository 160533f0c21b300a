package dev.visor.device;

/** What computes networks. */
public enum Device {
    /** The processor. */
    CPU,
    /** The first NVIDIA accelerator of the machine, which needs the native libraries of the Maven profile {@code cuda}. */
    CUDA
}
