package dev.visor.store.tensors;

/** IEEE 754 numbers of 16 bits: 1 of sign, 5 of exponent, 10 of fraction. Thread-safe. */
public final class HalfFloat {

    private HalfFloat() {}

    /** {@return the value of these bits; every one is a float} */
    public static float toFloat(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        float magnitude;
        if (exponent == 0x1f) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            magnitude = Math.scalb((float) fraction, -24);
        } else {
            magnitude = Math.scalb((float) (0x400 + fraction), exponent - 25);
        }
        return bits >= 0 ? magnitude : -magnitude;
    }
}
