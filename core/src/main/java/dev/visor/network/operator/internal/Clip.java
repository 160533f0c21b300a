package dev.visor.network.operator.internal;

import dev.visor.network.graph.internal.Operation;
import dev.visor.network.graph.internal.Operator;
import dev.visor.network.graph.internal.Site;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

/** {@code Clip}, which ReLU6 is written as: keeps values between two limits, given as attributes or, later, as inputs. */
final class Clip implements Operator {

    @Override
    public Operation compile(Site site) {
        double least = limit(site, 1, "min", Double.NEGATIVE_INFINITY);
        double most = limit(site, 2, "max", Double.POSITIVE_INFINITY);
        return new Activations.Activation(
                        input -> clamp(input, least, most), (gradient, input) -> inside(gradient, input, least, most))
                .operation();
    }

    private static double limit(Site site, int index, String attribute, double otherwise) {
        if (!site.has(index)) {
            return site.attributes().number(attribute, otherwise);
        }
        if (site.constant(index).count() != 1) {
            throw new IllegalArgumentException("its " + attribute + " must be a single value");
        }
        return site.constant(index).floats()[0];
    }

    static Tensor clamp(Tensor input, double least, double most) {
        return input.clamp(new ScalarOptional(new Scalar(least)), new ScalarOptional(new Scalar(most)));
    }

    /** Returns the gradient where a value lies between the limits, and zero elsewhere. */
    static Tensor inside(Tensor gradient, Tensor input, double least, double most) {
        return gradient.mul(input.gt(new Scalar(least))).mul(input.lt(new Scalar(most)));
    }
}
