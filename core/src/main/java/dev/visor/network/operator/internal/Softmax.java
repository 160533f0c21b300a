package dev.visor.network.operator.internal;

import dev.visor.network.graph.internal.Operation;
import dev.visor.network.graph.internal.Operator;
import dev.visor.network.graph.internal.Site;
import dev.visor.network.internal.Tape;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;

/** {@code Softmax} along a dimension; before opset 13, over all dimensions from one on. */
final class Softmax implements Operator {

    private static final int ALONG_ONE_DIMENSION = 13;

    @Override
    public Operation compile(Site site) {
        long[] shape = site.shape(0);
        boolean along = site.opset() >= ALONG_ONE_DIMENSION;
        int axis = Site.axis(site.attributes().whole("axis", along ? -1 : 1), shape.length);
        if (along) {
            return Operation.of((input, tape) -> forward(input, axis, tape));
        }
        long rows = 1;
        for (int i = 0; i < axis; i++) {
            rows *= shape[i];
        }
        long count = rows;
        return Operation.of((input, tape) -> {
            tape.record(gradient -> gradient.reshape(shape));
            Tensor matrix = input.reshape(count, -1);
            Tensor result = forward(matrix, 1, tape);
            tape.record(gradient -> gradient.reshape(count, -1));
            return result.reshape(shape);
        });
    }

    private static Tensor forward(Tensor input, int axis, Tape tape) {
        Tensor result = input.softmax(axis);
        tape.record(gradient -> {
            Tensor weighted = gradient.mul(result);
            return weighted.sub(result.mul(weighted.sum(new long[] {axis}, true, new ScalarTypeOptional())));
        });
        return result;
    }
}
