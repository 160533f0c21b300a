package dev.visor.network.operator.internal;

import dev.visor.network.graph.internal.Operation;
import dev.visor.network.graph.internal.Operator;
import dev.visor.network.graph.internal.Site;
import java.util.Arrays;

/** {@code Expand}: repeats a value along dimensions in which it has one row. */
final class Expand implements Operator {

    private static final long MOST = 1L << 26;

    @Override
    public Operation compile(Site site) {
        long[] old = site.shape(0);
        long[] asked = site.constant(1).wholes();
        int rank = Math.max(old.length, asked.length);
        long[] shape = new long[rank];
        for (int i = 0; i < rank; i++) {
            long own = i < rank - old.length ? 1 : old[i - rank + old.length];
            long other = i < rank - asked.length ? 1 : asked[i - rank + asked.length];
            shape[i] = own == 1 ? other : own;
            if (shape[i] < 0 || other != 1 && other != shape[i]) {
                throw new IllegalArgumentException(
                        "the shape " + Arrays.toString(asked) + " does not fit " + Arrays.toString(old));
            }
        }
        if (Arrays.stream(shape).reduce(1, Math::multiplyExact) > MOST) {
            throw new IllegalArgumentException("the shape " + Arrays.toString(asked) + " is too large");
        }
        return Operation.of((input, tape) -> {
            tape.record(gradient -> gradient.sum_to_size(old));
            return input.expand(shape);
        });
    }
}
