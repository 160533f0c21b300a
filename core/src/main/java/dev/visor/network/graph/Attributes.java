package dev.visor.network.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of a node by name: whole numbers, numbers, texts, lists of the first two, and constants.
 *
 * <p>Immutable and thread-safe. Each getter throws an {@code IllegalArgumentException} if the attribute is there but of
 * another type.
 */
public final class Attributes {

    /** No attribute. */
    public static final Attributes NONE = new Attributes(Map.of());

    private final Map<String, Object> values;

    private Attributes(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Returns the names. */
    public Set<String> names() {
        return values.keySet();
    }

    /** Returns these attributes and one more of a whole number. */
    public Attributes with(String name, long value) {
        return and(name, value);
    }

    /** Returns these attributes and one more of a number. */
    public Attributes with(String name, double value) {
        return and(name, value);
    }

    /** Returns these attributes and one more of a text. */
    public Attributes with(String name, String value) {
        return and(name, value);
    }

    /** Returns these attributes and one more of a constant. */
    public Attributes with(String name, Constant value) {
        return and(name, value);
    }

    /** Returns these attributes and one more of whole numbers. */
    public Attributes withWholes(String name, List<Long> value) {
        return and(name, List.copyOf(value));
    }

    /** Returns these attributes and one more of numbers. */
    public Attributes withNumbers(String name, List<Double> value) {
        return and(name, List.copyOf(value));
    }

    private Attributes and(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Attributes(more);
    }

    /** Returns whether there is an attribute of this name. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Returns a whole number. */
    public long whole(String name, long otherwise) {
        return get(name, Long.class, "a whole number").orElse(otherwise);
    }

    /** Returns a number. */
    public double number(String name, double otherwise) {
        return get(name, Number.class, "a number").map(Number::doubleValue).orElse(otherwise);
    }

    /** Returns a text. */
    public String text(String name, String otherwise) {
        return get(name, String.class, "a text").orElse(otherwise);
    }

    /** Returns a constant, if there is one. */
    public Optional<Constant> constant(String name) {
        return get(name, Constant.class, "a tensor");
    }

    /** Returns whole numbers, if there are any. */
    public Optional<long[]> wholes(String name) {
        return get(name, List.class, "whole numbers").map(list -> {
            long[] wholes = new long[list.size()];
            for (int i = 0; i < wholes.length; i++) {
                if (!(list.get(i) instanceof Long whole)) {
                    throw wrong(name, "whole numbers");
                }
                wholes[i] = whole;
            }
            return wholes;
        });
    }

    /** Returns numbers, if there are any. */
    public Optional<float[]> numbers(String name) {
        return get(name, List.class, "numbers").map(list -> {
            float[] numbers = new float[list.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = ((Number) list.get(i)).floatValue();
            }
            return numbers;
        });
    }

    private <T> Optional<T> get(String name, Class<T> type, String words) {
        Object value = values.get(name);
        if (value != null && !type.isInstance(value)) {
            throw wrong(name, words);
        }
        return Optional.ofNullable(type.cast(value));
    }

    private IllegalArgumentException wrong(String name, String words) {
        return new IllegalArgumentException(
                "illegal attribute " + name + ": " + values.get(name) + ", must be " + words);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
