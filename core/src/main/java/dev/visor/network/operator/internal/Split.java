package dev.visor.network.operator.internal;

import dev.visor.network.graph.internal.Operation;
import dev.visor.network.graph.internal.Operator;
import dev.visor.network.graph.internal.Site;
import dev.visor.network.internal.Tape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** {@code Split}: a value cut into parts along a dimension, of the lengths that are asked for or of equal ones. */
final class Split implements Operator {

    @Override
    public Operation compile(Site site) {
        int axis = Site.axis(site.attributes().whole("axis", 0), site.shape(0).length);
        long side = site.shape(0)[axis];
        long[] lengths = site.wholes(1, "split").orElseGet(() -> equal(side, site.outputCount()));
        if (Arrays.stream(lengths).sum() != side
                || lengths.length < site.outputCount()
                || Arrays.stream(lengths).anyMatch(length -> length < 0)) {
            throw new IllegalArgumentException("the lengths " + Arrays.toString(lengths) + " don't fit " + side
                    + " values and " + site.outputCount() + " outputs");
        }
        return new Cut(axis, Arrays.stream(lengths).boxed().toList());
    }

    private static long[] equal(long side, int count) {
        long length = (side + count - 1) / count;
        long[] lengths = new long[count];
        Arrays.fill(lengths, length);
        lengths[count - 1] = side - length * (count - 1);
        return lengths;
    }

    /** Cuts a value. */
    private record Cut(int axis, List<Long> lengths) implements Operation {

        @Override
        public Passed forward(List<Tensor> inputs, Tape tape) {
            List<Tensor> parts = new ArrayList<>();
            long start = 0;
            for (long length : lengths) {
                parts.add(inputs.get(0).narrow(axis, start, length));
                start += length;
            }
            return new Passed(parts, gradients -> {
                TensorVector all = new TensorVector();
                gradients.forEach(all::push_back);
                return List.of(torch.cat(all, axis));
            });
        }
    }
}
