package dev.visor.store.network.torchscript;

import dev.visor.network.graph.Attributes;
import dev.visor.network.graph.Constant;
import dev.visor.store.network.torchscript.ScriptTracer.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of a function of torch, by their places. Each getter refuses what is of another type. */
record Arguments(List<@Nullable Object> values, ScriptTracer tracer) {

    /** {@return whether there is one, and not None} */
    boolean has(int index) {
        return index < values.size() && values.get(index) != null;
    }

    private @Nullable Object get(int index) {
        return index < values.size() ? values.get(index) : null;
    }

    /** {@return a tensor; a plain number becomes a constant} */
    Value tensor(int index) {
        return tensor(get(index));
    }

    private Value tensor(@Nullable Object value) {
        if (value instanceof Value tensor) {
            return tensor;
        }
        if (value instanceof Number number) {
            return tracer.add(Constant.ofFloats(new float[] {number.floatValue()}, List.of()));
        }
        throw new IllegalArgumentException("its code gives a function no tensor where it takes one");
    }

    /** {@return tensors of a list} */
    List<Value> tensors(int index) {
        List<Value> tensors = new ArrayList<>();
        for (Object value : list(index)) {
            tensors.add(tensor(value));
        }
        return tensors;
    }

    private List<?> list(int index) {
        if (get(index) instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("its code gives a function no list where it takes one");
    }

    /** {@return a whole number} */
    long whole(int index, long otherwise) {
        Object value = get(index);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Long whole) {
            return whole;
        }
        throw new IllegalArgumentException("its code gives a function no whole number where it takes one");
    }

    /** {@return a number} */
    double number(int index, double otherwise) {
        Object value = get(index);
        if (value instanceof Value tensor) {
            Constant constant = tracer.constantOf(tensor);
            value = constant != null && constant.count() == 1 ? (Object) (double) constant.floats()[0] : tensor;
        }
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("its code gives a function no number where it takes one");
    }

    /** {@return whether something is so} */
    boolean flag(int index) {
        return Boolean.TRUE.equals(get(index));
    }

    /** {@return a text} */
    String text(int index, String otherwise) {
        return get(index) instanceof String text ? text : otherwise;
    }

    /** {@return whole numbers} */
    List<Long> wholes(int index) {
        List<Long> wholes = new ArrayList<>();
        for (Object value : list(index)) {
            if (!(value instanceof Long whole)) {
                throw new IllegalArgumentException("its code gives a function sizes that depend on the picture");
            }
            wholes.add(whole);
        }
        return wholes;
    }

    /** {@return whole numbers as a row of the graph; some may be computed} */
    Value row(int index) {
        List<Value> parts = new ArrayList<>();
        for (Object value : list(index)) {
            parts.add(
                    value instanceof Long whole
                            ? tracer.add(Constant.row(whole))
                            : tracer.add(
                                    "Reshape", Attributes.NONE, List.of(tensor(value), tracer.add(Constant.row(1)))));
        }
        return tracer.add("Concat", Attributes.NONE.with("axis", 0), parts);
    }
}
