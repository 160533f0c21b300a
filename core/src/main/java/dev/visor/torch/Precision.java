package dev.visor.torch;

/** The numbers that gradients are computed in. What a recognizer answers is always computed in 32-bit floats. */
public enum Precision {
    /** The fastest that this processor has and that was seen to be stable. */
    AUTO,
    /** 32-bit floats: the same results on every run. */
    FLOAT32,
    /** 16-bit floats with the range of 32-bit ones, where the processor computes in them. */
    BFLOAT16
}
