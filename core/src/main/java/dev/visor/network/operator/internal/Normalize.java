package dev.visor.network.operator.internal;

import dev.visor.network.graph.internal.Operation;
import dev.visor.network.graph.internal.Operator;
import dev.visor.network.graph.internal.Site;
import dev.visor.network.internal.Tape;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;

/** {@code LpNormalization} of the Euclidean kind: divides each row by its norm. */
final class Normalize implements Operator {

    /** Below it a norm is taken for this, so that a row of zeros stays one. */
    private static final double LEAST = 1e-12;

    @Override
    public Operation compile(Site site) {
        if (site.attributes().whole("p", 2) != 2) {
            throw new IllegalArgumentException("p is " + site.attributes().whole("p", 2) + ", must be 2");
        }
        int axis = Site.axis(site.attributes().whole("axis", -1), site.shape(0).length);
        double least = site.attributes().number("epsilon", LEAST);
        return Operation.of((input, tape) -> forward(input, axis, least, tape));
    }

    private static Tensor forward(Tensor input, int axis, double least, Tape tape) {
        Tensor norm = sum(input.mul(input), axis).sqrt().clamp_min(new Scalar(least));
        Tensor unit = input.div(norm);
        tape.record(gradient ->
                gradient.sub(unit.mul(sum(gradient.mul(unit), axis))).div(norm));
        return unit;
    }

    private static Tensor sum(Tensor values, int axis) {
        return values.sum(new long[] {axis}, true, new ScalarTypeOptional());
    }
}
