package dev.visor.network;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Float tensors by name with metadata: what a weights file holds.
 *
 * <p>Immutable and thread-safe; the values of a tensor are copied on the way in and out.
 */
public final class NamedTensors {

    private final Map<String, String> metadata;
    private final Map<String, Entry> tensors;

    private NamedTensors(Map<String, String> metadata, Map<String, Entry> tensors) {
        this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** Returns a builder without any tensor. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the metadata, by key. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * Returns a value of the metadata.
     *
     * @throws IllegalArgumentException if there is none of this key
     */
    public String metadata(String key) {
        String value = metadata.get(key);
        if (value == null) {
            throw new IllegalArgumentException("lacks its " + key);
        }
        return value;
    }

    /** Returns the names of all tensors in their order. */
    public Set<String> names() {
        return tensors.keySet();
    }

    /**
     * Returns the sizes of a tensor.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public List<Integer> shape(String name) {
        return entry(name).shape;
    }

    /**
     * Returns a copy of a tensor's values, the last dimension running fastest.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public float[] values(String name) {
        return entry(name).values.clone();
    }

    /**
     * Returns a copy of a tensor's values, which must have this shape.
     *
     * @throws IllegalArgumentException if there is none of this name or it has another shape
     */
    public float[] values(String name, int... shape) {
        List<Integer> expected = Arrays.stream(shape).boxed().toList();
        if (!shape(name).equals(expected)) {
            throw new IllegalArgumentException(
                    "the tensor \"" + name + "\" has the shape " + shape(name) + ", must be " + expected);
        }
        return values(name);
    }

    private Entry entry(String name) {
        Entry entry = tensors.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("there is no tensor \"" + name + "\"");
        }
        return entry;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamedTensors that
                && metadata.equals(that.metadata)
                && List.copyOf(tensors.keySet()).equals(List.copyOf(that.tensors.keySet()))
                && tensors.entrySet().stream().allMatch(e -> e.getValue().sameAs(that.entry(e.getKey())));
    }

    @Override
    public int hashCode() {
        return 31 * metadata.hashCode() + tensors.keySet().hashCode();
    }

    @Override
    public String toString() {
        return "NamedTensors" + tensors.keySet();
    }

    private static final class Entry {
        private final List<Integer> shape;
        private final float[] values;

        Entry(List<Integer> shape, float[] values) {
            this.shape = shape;
            this.values = values;
        }

        boolean sameAs(Entry other) {
            return shape.equals(other.shape) && Arrays.equals(values, other.values);
        }
    }

    /** Collects tensors; not thread-safe. */
    public static final class Builder {
        private final Map<String, String> metadata = new LinkedHashMap<>();
        private final Map<String, Entry> tensors = new LinkedHashMap<>();

        private Builder() {}

        /** Adds or replaces an entry of the metadata. */
        public Builder metadata(String key, String value) {
            metadata.put(key, value);
            return this;
        }

        /**
         * Adds or replaces a tensor.
         *
         * @param name what it is called
         * @param values the last dimension running fastest
         * @param shape the sizes; their product must be the number of values
         */
        public Builder tensor(String name, float[] values, int... shape) {
            long size = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
            if (size != values.length) {
                throw new IllegalArgumentException("the tensor \"" + name + "\" has " + values.length
                        + " values, must be " + size + " for the shape " + Arrays.toString(shape));
            }
            tensors.put(name, new Entry(Arrays.stream(shape).boxed().toList(), values.clone()));
            return this;
        }

        /** Returns the tensors collected so far. */
        public NamedTensors build() {
            return new NamedTensors(metadata, tensors);
        }
    }
}
