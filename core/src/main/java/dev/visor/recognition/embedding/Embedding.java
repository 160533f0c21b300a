package dev.visor.recognition.embedding;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a network makes of a face: a point on the unit sphere, near to those of other pictures of the same person. Immutable
 * and thread-safe.
 */
public final class Embedding {

    private static final float[][] NONE = {};

    /** Arrays of which those from {@code first} on have its values at one place; never changed. */
    private final float[][] memory;

    private final int first;
    private final int place;
    private final int size;

    /** Its values alone; null if they lie in memory that others use too. */
    private final float @Nullable [] own;

    private Embedding(float[] values) {
        this.memory = NONE;
        this.first = 0;
        this.place = 0;
        this.size = values.length;
        this.own = values;
    }

    private Embedding(float[][] memory, int first, int place, int size) {
        this.memory = memory;
        this.first = first;
        this.place = place;
        this.size = size;
        this.own = null;
    }

    /**
     * Returns one whose values lie in memory that others use too.
     *
     * @param memory arrays that nothing may change
     * @param first the number of the array with its first value; those behind it have its others
     * @param place where in each array its values are
     */
    static Embedding in(float[][] memory, int first, int place, int size) {
        return new Embedding(memory, first, place, size);
    }

    private float value(int index) {
        return own == null ? memory[first + index][place] : own[index];
    }

    /**
     * Returns the embedding of a network's output, which is divided by its length. Its scale thus changes nothing.
     *
     * @param output at least one finite value, not all of them 0
     */
    public static Embedding of(float[] output) {
        double sum = 0;
        for (float value : output) {
            sum += (double) value * value;
        }
        if (!(sum > 0) || Double.isInfinite(sum)) {
            throw new IllegalArgumentException(
                    "illegal embedding: its length is " + Math.sqrt(sum) + ", must be finite and above 0");
        }
        double length = Math.sqrt(sum);
        float[] values = new float[output.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (output[i] / length);
        }
        return new Embedding(values);
    }

    /**
     * Returns one of values that are divided by their length already, such as {@link #values} gives; they stay as they are, to the
     * last bit.
     *
     * @throws IllegalArgumentException if their length is not 1 but for rounding
     */
    public static Embedding ofUnit(float[] values) {
        double length = new Embedding(values).cosine(new Embedding(values));
        if (!(Math.abs(length - 1) < 1e-3)) {
            throw new IllegalArgumentException("illegal embedding: its length is not 1");
        }
        return new Embedding(values.clone());
    }

    /**
     * Returns the mean of embeddings, divided by its length.
     *
     * @param all at least one, with as many values each, whose mean is not 0
     */
    public static Embedding mean(List<Embedding> all) {
        double[] sums = new double[all.get(0).size()];
        for (Embedding one : all) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += one.value(i);
            }
        }
        float[] mean = new float[sums.length];
        for (int i = 0; i < sums.length; i++) {
            mean[i] = (float) (sums[i] / all.size());
        }
        return of(mean);
    }

    /** Returns the number of values. */
    public int size() {
        return size;
    }

    /** Returns a copy of the values, whose squares sum up to 1. */
    public float[] values() {
        if (own != null) {
            return own.clone();
        }
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = value(i);
        }
        return values;
    }

    /**
     * Returns the cosine similarity, in [-1, 1] but for rounding.
     *
     * @param other with as many values
     */
    public double cosine(Embedding other) {
        if (other.size != size) {
            throw new IllegalArgumentException("illegal embedding: " + other.size + " values, must be " + size);
        }
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += (double) value(i) * other.value(i);
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding embedding && Arrays.equals(values(), embedding.values());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values());
    }

    @Override
    public String toString() {
        return "Embedding[" + size + " values]";
    }
}
