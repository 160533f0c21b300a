package dev.visor.network.operator.internal;

import dev.visor.network.graph.Constant;
import dev.visor.network.graph.internal.Operation;
import dev.visor.network.graph.internal.Operator;
import dev.visor.network.graph.internal.Site;
import dev.visor.torch.internal.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** {@code Gather}: rows of a dimension at positions that are a constant. */
final class Gather implements Operator {

    @Override
    public Operation compile(Site site) {
        long[] shape = site.shape(0);
        int axis = Site.axis(site.attributes().whole("axis", 0), shape.length);
        Constant positions = site.constant(1);
        long[] rows = Site.axes(positions.wholes(), shape[axis]);
        List<Long> sides = new ArrayList<>();
        Arrays.stream(shape, 0, axis).forEach(sides::add);
        positions.shape().forEach(side -> sides.add((long) side));
        Arrays.stream(shape, axis + 1, shape.length).forEach(sides::add);
        long[] out = Window.array(sides);
        return Operation.of((input, tape) -> {
            Tensor index = Tensors.ofWholes(rows);
            tape.record(gradient -> {
                long[] flat = shape.clone();
                flat[axis] = rows.length;
                return torch.zeros_like(input).index_add(axis, index, gradient.reshape(flat));
            });
            return input.index_select(axis, index).reshape(out);
        });
    }
}
