package dev.visor.torch;

/** The numbers that gradients are computed in. What a recognizer answers is always computed in 32-bit floats. */
public enum Precision {
    /** {@link #BFLOAT16} for {@code vgg16} where the processor computes in it, else {@link #FLOAT32}. */
    AUTO,
    /** 32-bit floats. */
    FLOAT32,
    /** 16-bit floats with the range of 32-bit ones: about twice as fast where the processor computes in them. */
    BFLOAT16;

    /**
     * Returns what {@link #AUTO} comes to, and any other precision as it is.
     *
     * @param bfloat16 whether {@link #AUTO} comes to {@link #BFLOAT16}
     */
    public Precision on(boolean bfloat16) {
        return this == AUTO ? (bfloat16 ? BFLOAT16 : FLOAT32) : this;
    }
}
