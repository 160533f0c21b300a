package dev.visor.network.graph.internal;

import dev.visor.network.graph.Attributes;
import dev.visor.network.graph.Constant;
import dev.visor.network.graph.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Where an operator stands: its node, and what goes into it, each input as a constant or as a sample of what it will be.
 * The sizes of a sample are those of every later value. Used by one thread, within one native scope.
 */
public final class Site {

    private final Node node;
    private final int opset;
    private final List<Value> inputs;

    Site(Node node, int opset, List<Value> inputs) {
        this.node = node;
        this.opset = opset;
        this.inputs = List.copyOf(inputs);
    }

    /**
     * An input.
     *
     * @param constant null if it is none
     * @param sample null for a constant that says how to compute, and for an input that is left out
     */
    record Value(@Nullable Constant constant, @Nullable Tensor sample) {

        static final Value ABSENT = new Value(null, null);
    }

    /** Returns the name of the operator. */
    public String operator() {
        return node.operator();
    }

    /** Returns the attributes of the node. */
    public Attributes attributes() {
        return node.attributes();
    }

    /** Returns the version of ONNX's rules that the node follows. */
    public int opset() {
        return opset;
    }

    /** Returns how many outputs somebody may need. */
    public int outputCount() {
        return node.outputs().size();
    }

    /** Returns whether an output has a name, so that somebody may need it. */
    public boolean hasOutput(int index) {
        return index < node.outputs().size() && !node.outputs().get(index).isEmpty();
    }

    /** Returns the number of inputs, those that are left out among them. */
    public int inputCount() {
        return inputs.size();
    }

    /** Returns whether an input is there. */
    public boolean has(int index) {
        return index < inputs.size() && !inputs.get(index).equals(Value.ABSENT);
    }

    /** Returns whether an input is computed from the picture, or is data of a constant that is computed once. */
    public boolean isComputed(int index) {
        return has(index) && inputs.get(index).sample() != null;
    }

    /**
     * Returns a sample of a computed input.
     *
     * @throws IllegalArgumentException if it is not computed
     */
    public Tensor sample(int index) {
        Tensor sample = has(index) ? inputs.get(index).sample() : null;
        if (sample == null) {
            throw new IllegalArgumentException("its input " + (index + 1) + " must be computed from the picture");
        }
        return sample;
    }

    /** Returns the sizes of a computed input. */
    public long[] shape(int index) {
        return sample(index).sizes().vec().get();
    }

    /**
     * Returns an input that must be a constant.
     *
     * @throws IllegalArgumentException if it is none
     */
    public Constant constant(int index) {
        Constant constant = has(index) ? inputs.get(index).constant() : null;
        if (constant == null) {
            throw new IllegalArgumentException("its input " + (index + 1)
                    + (has(index) ? " is computed from the picture, must be a constant" : " is missing"));
        }
        return constant;
    }

    /** Returns whole numbers of a constant input, or of an attribute where older versions have one; none if neither is there. */
    public Optional<long[]> wholes(int index, String attribute) {
        return has(index) ? Optional.of(constant(index).wholes()) : attributes().wholes(attribute);
    }

    /** Returns a dimension between 0 and so many, counted from the end if it is negative. */
    public static int axis(long axis, long rank) {
        if (axis < -rank || axis >= rank) {
            throw new IllegalArgumentException(
                    "illegal axis: " + axis + ", must be in [" + -rank + ", " + (rank - 1) + "]");
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }

    /** Returns dimensions as {@link #axis} does. */
    public static long[] axes(long[] axes, long rank) {
        return Arrays.stream(axes).map(axis -> axis(axis, rank)).toArray();
    }
}
