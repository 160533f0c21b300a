package dev.visor.store.tensors;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.Optional;

/**
 * How a byte stands for a number: {@code q * scale + min}, computed in double precision and then rounded to a float, as
 * TensorFlow.js does it.
 *
 * @param scale finite
 * @param min finite
 */
record Quantization(double scale, double min) {

    /** What the key in a safetensors file's metadata begins with; the tensor's name follows. */
    static final String KEY = "quantization/";

    /** For tensors that are not quantized. */
    static final Quantization NONE = new Quantization(1, 0);

    Quantization {
        if (!Double.isFinite(scale) || !Double.isFinite(min)) {
            throw new IllegalArgumentException(
                    "illegal quantization: scale " + scale + ", min " + min + ", must be finite");
        }
    }

    /** {@return the quantization in a text of the form {@code scale,min}} */
    static Optional<Quantization> parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Quantization(Double.parseDouble(parts[0]), Double.parseDouble(parts[1])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    float value(int q) {
        return (float) (q * scale + min);
    }

    @Override
    public String toString() {
        // Not Double.toString, whose digits differ between versions of Java.
        return NumberOutput.toString(scale, true) + "," + NumberOutput.toString(min, true);
    }
}
