package dev.visor.torch;

/** The numbers that gradients are computed in. What a recognizer answers is always computed in 32-bit floats. */
public enum Precision {
    /** What suits the network, where the processor computes in it; else {@link #FLOAT32}. */
    AUTO,
    /** 32-bit floats. */
    FLOAT32,
    /** 16-bit floats with the range of 32-bit ones: about twice as fast where the processor computes in them. */
    BFLOAT16
}
