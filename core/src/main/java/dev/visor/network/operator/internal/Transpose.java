package dev.visor.network.operator.internal;

import dev.visor.network.graph.internal.Operation;
import dev.visor.network.graph.internal.Operator;
import dev.visor.network.graph.internal.Site;
import java.util.Arrays;
import java.util.stream.LongStream;

/** {@code Transpose}: the dimensions in another order, by default in the opposite one. */
final class Transpose implements Operator {

    @Override
    public Operation compile(Site site) {
        int rank = site.shape(0).length;
        long[] order = site.attributes()
                .wholes("perm")
                .orElseGet(
                        () -> LongStream.range(0, rank).map(i -> rank - 1 - i).toArray());
        if (order.length != rank
                || Arrays.stream(order)
                                .distinct()
                                .filter(side -> side >= 0 && side < rank)
                                .count()
                        != rank) {
            throw new IllegalArgumentException(
                    "perm is " + Arrays.toString(order) + ", must have each of " + rank + " dimensions once");
        }
        long[] back = new long[rank];
        for (int i = 0; i < rank; i++) {
            back[(int) order[i]] = i;
        }
        return Operation.of((input, tape) -> {
            tape.record(gradient -> gradient.permute(back));
            return input.permute(order);
        });
    }
}
