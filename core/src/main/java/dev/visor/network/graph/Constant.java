package dev.visor.network.graph;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A constant of a graph: an array of floats, for weights, or of whole numbers, for sizes and positions.
 *
 * <p>Immutable and thread-safe. Its arrays are not copied on the way in and out, because weights are large: nobody may
 * write to them.
 */
public final class Constant {

    private final List<Integer> shape;
    private final float[] floats;
    private final long[] wholes;
    private final boolean isWhole;

    private Constant(List<Integer> shape, float[] floats, long[] wholes, boolean isWhole) {
        int count = isWhole ? wholes.length : floats.length;
        long size = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (shape.stream().anyMatch(side -> side < 0) || size != count) {
            throw new IllegalArgumentException(
                    "a constant of the shape " + shape + " has " + count + " values, must have " + size);
        }
        this.shape = List.copyOf(shape);
        this.floats = floats;
        this.wholes = wholes;
        this.isWhole = isWhole;
    }

    /**
     * Returns a constant of floats.
     *
     * @param values the last dimension running fastest
     * @param shape the sizes, none for a single value
     * @throws IllegalArgumentException if the product of the sizes is not the number of values
     */
    public static Constant ofFloats(float[] values, List<Integer> shape) {
        return new Constant(shape, values, new long[0], false);
    }

    /**
     * Returns a constant of whole numbers.
     *
     * @param values the last dimension running fastest
     * @param shape the sizes, none for a single value
     * @throws IllegalArgumentException if the product of the sizes is not the number of values
     */
    public static Constant ofWholes(long[] values, List<Integer> shape) {
        return new Constant(shape, new float[0], values, true);
    }

    /** Returns a row of whole numbers. */
    public static Constant row(long... values) {
        return ofWholes(values, List.of(values.length));
    }

    /** Returns the sizes; none for a single value. */
    public List<Integer> shape() {
        return shape;
    }

    /** Returns the number of values. */
    public int count() {
        return isWhole ? wholes.length : floats.length;
    }

    /** Returns whether these are whole numbers. */
    public boolean isWhole() {
        return isWhole;
    }

    /** Returns the values as floats; only for reading. */
    public float[] floats() {
        if (!isWhole) {
            return floats;
        }
        float[] values = new float[wholes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = wholes[i];
        }
        return values;
    }

    /** Returns the values as whole numbers, floats cut off at the point; only for reading. */
    public long[] wholes() {
        if (isWhole) {
            return wholes;
        }
        long[] values = new long[floats.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (long) floats[i];
        }
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Constant that
                && isWhole == that.isWhole
                && shape.equals(that.shape)
                && Arrays.equals(floats, that.floats)
                && Arrays.equals(wholes, that.wholes);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(isWhole ? wholes : new long[0]);
    }

    @Override
    public String toString() {
        return "Constant[" + shape.stream().map(String::valueOf).collect(Collectors.joining("x")) + "]";
    }
}
