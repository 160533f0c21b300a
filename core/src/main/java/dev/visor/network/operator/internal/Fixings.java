package dev.visor.network.operator.internal;

import dev.visor.network.graph.Constant;
import dev.visor.network.graph.internal.Fixed;
import dev.visor.network.graph.internal.Operation;
import dev.visor.network.graph.internal.Operator;
import dev.visor.network.graph.internal.Site;
import dev.visor.network.graph.internal.Unchanged;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Operators whose result is known when a graph is compiled, and those that change nothing in a network that answers. */
final class Fixings {

    private static final int MOST = 1 << 16;
    private static final List<Long> FLOATS = List.of(1L, 10L, 11L, 16L);
    private static final List<Long> WHOLES = List.of(6L, 7L);

    private Fixings() {}

    /** {@code Identity}, and {@code Dropout}, which only drops in training. */
    static Operation unchanged(Site site) {
        if (site.hasOutput(1)) {
            throw new IllegalArgumentException("its second output is not computed here");
        }
        return new Unchanged();
    }

    /** {@code Constant}: whatever form its value has. */
    static Operation constant(Site site) {
        Optional<Constant> tensor = site.attributes().constant("value");
        if (tensor.isPresent()) {
            return new Fixed(tensor.get());
        }
        if (site.attributes().has("value_int")) {
            return new Fixed(Constant.ofWholes(new long[] {site.attributes().whole("value_int", 0)}, List.of()));
        }
        if (site.attributes().has("value_float")) {
            float value = (float) site.attributes().number("value_float", 0);
            return new Fixed(Constant.ofFloats(new float[] {value}, List.of()));
        }
        Optional<long[]> wholes = site.attributes().wholes("value_ints");
        if (wholes.isPresent()) {
            return new Fixed(Constant.row(wholes.get()));
        }
        return site.attributes()
                .numbers("value_floats")
                .map(values -> new Fixed(Constant.ofFloats(values, List.of(values.length))))
                .orElseThrow(() -> new IllegalArgumentException("it has no value of numbers"));
    }

    /** {@code ConstantOfShape}: one value for all, by default zero. */
    static Operation constantOfShape(Site site) {
        List<Integer> shape = Arrays.stream(site.constant(0).wholes())
                .mapToObj(Math::toIntExact)
                .toList();
        long count = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (count < 0 || count > MOST) {
            throw new IllegalArgumentException("the shape " + shape + " has more than " + MOST + " values");
        }
        Constant value = site.attributes().constant("value").orElse(Constant.ofFloats(new float[1], List.of(1)));
        if (value.count() != 1) {
            throw new IllegalArgumentException("its value has " + value.count() + " numbers, must have 1");
        }
        if (value.isWhole()) {
            long[] values = new long[(int) count];
            Arrays.fill(values, value.wholes()[0]);
            return new Fixed(Constant.ofWholes(values, shape));
        }
        float[] values = new float[(int) count];
        Arrays.fill(values, value.floats()[0]);
        return new Fixed(Constant.ofFloats(values, shape));
    }

    /** {@code Shape}: the sizes of a value. */
    static Operation shape(Site site) {
        long[] shape = site.shape(0);
        int start = cut(site.attributes().whole("start", 0), shape.length);
        int end = cut(site.attributes().whole("end", shape.length), shape.length);
        return new Fixed(Constant.row(Arrays.copyOfRange(shape, start, Math.max(start, end))));
    }

    private static int cut(long at, int rank) {
        return (int) Math.max(0, Math.min(rank, at < 0 ? at + rank : at));
    }

    /** {@code Cast}: floats stay floats of 32 bits, and only constants become whole numbers. */
    static Operation cast(Site site) {
        long to = site.attributes().whole("to", 1);
        boolean floats = site.sample(0).is_floating_point();
        if (FLOATS.contains(to)) {
            return floats ? new Unchanged() : Operation.of((input, tape) -> input.to(ScalarType.Float));
        }
        if (WHOLES.contains(to) || to == 9L && !floats) {
            return Operation.of((input, tape) -> {
                tape.record(gradient -> {
                    throw new IllegalStateException("whole numbers have no gradient");
                });
                return input.to(ScalarType.Long);
            });
        }
        throw new IllegalArgumentException("it casts to the type " + to + ", must be one of floats or whole numbers");
    }

    /** Returns an operator on whole numbers that are constants: comparisons and choices within chains of shapes. */
    static Operator ofConstants(int inputs, Combination combination) {
        Operator operator = site ->
                (Operation) (values, tape) -> new Operation.Passed(List.of(combination.apply(values)), gradients -> {
                    throw new IllegalStateException("it has no gradient");
                });
        Operator guarded = site -> {
            for (int i = 0; i < inputs; i++) {
                site.constant(i);
            }
            return operator.compile(site);
        };
        return guarded.withData(inputs);
    }

    /** Makes one tensor of some. */
    @FunctionalInterface
    interface Combination {

        /** Combines tensors. */
        Tensor apply(List<Tensor> values);
    }
}
