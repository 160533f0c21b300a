package dev.visor.network.operator.internal;

import dev.visor.network.graph.internal.Operation;
import dev.visor.network.graph.internal.Operator;
import dev.visor.network.graph.internal.Site;
import dev.visor.network.internal.Tape;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Reductions over dimensions: the mean, the sum, the Euclidean norm and the largest value. */
enum Reduce implements Operator {
    MEAN,
    SUM,
    L2,
    MAX;

    @Override
    public Operation compile(Site site) {
        int rank = site.shape(0).length;
        long[] asked = site.wholes(1, "axes").orElse(new long[0]);
        if (asked.length == 0 && site.attributes().whole("noop_with_empty_axes", 0) != 0) {
            throw new IllegalArgumentException("noop_with_empty_axes is 1, must be 0");
        }
        long[] axes = asked.length == 0 ? LongStream.range(0, rank).toArray() : Site.axes(asked, rank);
        boolean keeps = site.attributes().whole("keepdims", 1) != 0;
        return over(axes, keeps);
    }

    /** Returns the mean over all dimensions behind the channels. */
    static Operator global(Reduce kind) {
        return site -> kind.over(LongStream.range(2, site.shape(0).length).toArray(), true);
    }

    private Operation over(long[] axes, boolean keeps) {
        return Operation.of((input, tape) -> forward(input, axes, keeps, tape));
    }

    private Tensor forward(Tensor input, long[] axes, boolean keeps, Tape tape) {
        long[] shape = input.sizes().vec().get();
        long[] kept = shape.clone();
        Arrays.stream(axes).forEach(axis -> kept[(int) axis] = 1);
        Tensor result = value(input, axes);
        tape.record(gradient -> derivative(gradient.reshape(kept), input, result, axes));
        return keeps ? result : result.reshape(without(shape, axes));
    }

    private Tensor value(Tensor input, long... axes) {
        return switch (this) {
            case MEAN -> input.mean(axes, true, new ScalarTypeOptional());
            case SUM -> input.sum(axes, true, new ScalarTypeOptional());
            case L2 ->
                input.mul(input).sum(axes, true, new ScalarTypeOptional()).sqrt();
            case MAX -> input.amax(axes, true);
        };
    }

    private Tensor derivative(Tensor gradient, Tensor input, Tensor result, long... axes) {
        return switch (this) {
            case MEAN -> {
                long count = Arrays.stream(axes).map(input::size).reduce(1, (a, b) -> a * b);
                yield gradient.div(new Scalar((double) count)).expand_as(input);
            }
            case SUM -> gradient.expand_as(input);
            case L2 -> {
                Tensor unit = input.div(result);
                // At the origin there is no derivative; zero is one of its subgradients.
                yield gradient.mul(torch.where(result.gt(new Scalar(0f)), unit, torch.zeros_like(input)));
            }
            case MAX -> {
                Tensor most = input.eq(result);
                yield gradient.mul(most).div(most.sum(axes, true, new ScalarTypeOptional()));
            }
        };
    }

    private static long[] without(long[] shape, long... axes) {
        return LongStream.range(0, shape.length)
                .filter(side -> Arrays.stream(axes).noneMatch(axis -> axis == side))
                .map(side -> shape[(int) side])
                .toArray();
    }
}
