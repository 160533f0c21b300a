package dev.visor.network.operator.internal;

import dev.visor.network.graph.internal.Operation;
import dev.visor.network.graph.internal.Operator;
import dev.visor.network.graph.internal.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code Pad} with a constant value. */
final class Pad implements Operator {

    private static final long MOST = 1 << 12;

    @Override
    public Operation compile(Site site) {
        String mode = site.attributes().text("mode", "constant");
        if (!mode.equals("constant")) {
            throw new IllegalArgumentException("the mode is " + mode + ", must be constant");
        }
        int rank = site.shape(0).length;
        long[] pads = site.wholes(1, "pads")
                .or(() -> site.attributes().wholes("paddings"))
                .orElse(new long[0]);
        long[] axes = site.has(3) ? Site.axes(site.constant(3).wholes(), rank) : null;
        int sides = axes == null ? rank : axes.length;
        if (pads.length != 2 * sides || Arrays.stream(pads).anyMatch(pad -> Math.abs(pad) > MOST)) {
            throw new IllegalArgumentException(
                    "its amounts are " + Arrays.toString(pads) + ", must be " + 2 * sides + " of at most " + MOST);
        }
        long[] begin = new long[rank];
        long[] end = new long[rank];
        for (int i = 0; i < sides; i++) {
            int axis = axes == null ? i : (int) axes[i];
            begin[axis] = pads[i];
            end[axis] = pads[sides + i];
        }
        List<Long> lastFirst = new ArrayList<>();
        for (int axis = rank - 1; axis >= 0; axis--) {
            lastFirst.add(begin[axis]);
            lastFirst.add(end[axis]);
        }
        double value =
                site.has(2) ? site.constant(2).floats()[0] : site.attributes().number("value", 0);
        return Operation.of((input, tape) -> PaddedStage.pad(input, lastFirst, value, tape));
    }
}
