package dev.visor.network.operator.internal;

import dev.visor.network.graph.internal.Operation;
import dev.visor.network.graph.internal.Operator;
import dev.visor.network.graph.internal.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** {@code Slice}: some rows of each dimension, in steps, which may go backwards. */
final class Slice implements Operator {

    @Override
    public Operation compile(Site site) {
        long[] shape = site.shape(0);
        long[] starts = site.wholes(1, "starts").orElseThrow(() -> new IllegalArgumentException("starts are missing"));
        long[] ends = site.wholes(2, "ends").orElseThrow(() -> new IllegalArgumentException("ends are missing"));
        long[] axes = Site.axes(
                site.wholes(3, "axes").orElse(LongStream.range(0, starts.length).toArray()), shape.length);
        long[] steps = site.wholes(4, "steps")
                .orElse(LongStream.generate(() -> 1).limit(starts.length).toArray());
        if (ends.length != starts.length || axes.length != starts.length || steps.length != starts.length) {
            throw new IllegalArgumentException("starts, ends, axes and steps must be of one number");
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            parts.add(Part.of((int) axes[i], shape[(int) axes[i]], starts[i], ends[i], steps[i]));
        }
        return Operation.of((input, tape) -> {
            Tensor x = input;
            for (Part part : parts) {
                Tensor before = x;
                tape.record(
                        gradient -> part.pullBack(gradient, before.sizes().vec().get()));
                x = part.take(x);
            }
            return x;
        });
    }

    /**
     * Some rows of a dimension, as they stand in it.
     *
     * @param turned whether they come out in the opposite order
     */
    private record Part(int axis, long start, long end, long step, boolean turned) {

        static Part of(int axis, long side, long start, long end, long step) {
            if (step == 0 || step == Long.MIN_VALUE) {
                throw new IllegalArgumentException("illegal step: " + step + ", must not be 0");
            }
            boolean turned = step < 0;
            long from = start < 0 ? Math.max(start, Long.MIN_VALUE / 2) + side : start;
            long to = end < 0 ? Math.max(end, Long.MIN_VALUE / 2) + side : end;
            if (!turned) {
                long first = clamp(from, 0, side);
                return new Part(axis, first, Math.max(first, clamp(to, 0, side)), step, false);
            }
            // From high to low: the same rows from low to high, turned.
            long high = clamp(from, -1, side - 1);
            long low = Math.min(high, clamp(to, -1, side - 1));
            long count = (high - low - step - 1) / -step;
            long lowest = high - (count - 1) * -step;
            return new Part(axis, count == 0 ? 0 : lowest, count == 0 ? 0 : high + 1, -step, true);
        }

        private static long clamp(long value, long least, long most) {
            return Math.max(least, Math.min(most, value));
        }

        Tensor take(Tensor input) {
            Tensor rows = input.slice(axis, new LongOptional(start), new LongOptional(end), step);
            return turned ? rows.flip(axis) : rows;
        }

        Tensor pullBack(Tensor gradient, long... sizes) {
            return torch.slice_backward(turned ? gradient.flip(axis) : gradient, sizes, axis, start, end, step);
        }
    }
}
