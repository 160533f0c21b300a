package dev.visor.network.operator.internal;

import dev.visor.network.graph.internal.Constants;
import dev.visor.network.graph.internal.Operation;
import dev.visor.network.graph.internal.Operator;
import dev.visor.network.graph.internal.Site;
import dev.visor.network.internal.Tape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** {@code Concat}: values side by side along a dimension; some may be constants. */
final class Concat implements Operator {

    @Override
    public int dataInputs() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Operation compile(Site site) {
        List<Part> parts = new ArrayList<>();
        int rank = 0;
        for (int i = 0; i < site.inputCount(); i++) {
            parts.add(site.isComputed(i) ? new Part(List.of()) : new Part(List.of(Constants.owned(site.constant(i)))));
            rank = site.isComputed(i) ? site.shape(i).length : rank;
        }
        return new Joined(Site.axis(site.attributes().whole("axis", 1), rank), parts);
    }

    /** A part: nothing where it is computed. */
    private record Part(List<Tensor> constant) {}

    /** Puts the parts together. */
    private record Joined(int axis, List<Part> parts) implements Operation {

        @Override
        public Passed forward(List<Tensor> inputs, Tape tape) {
            TensorVector all = new TensorVector();
            List<Long> starts = new ArrayList<>();
            long start = 0;
            int next = 0;
            for (Part part : parts) {
                Tensor value = part.constant.isEmpty() ? inputs.get(next++) : part.constant.get(0);
                if (part.constant.isEmpty()) {
                    starts.add(start);
                }
                start += value.size(axis);
                all.push_back(value);
            }
            long[] lengths =
                    inputs.stream().mapToLong(value -> value.size(axis)).toArray();
            return new Passed(List.of(torch.cat(all, axis)), gradients -> {
                List<Tensor> pulled = new ArrayList<>();
                for (int i = 0; i < lengths.length; i++) {
                    pulled.add(gradients.get(0).narrow(axis, starts.get(i), lengths[i]));
                }
                return pulled;
            });
        }

        @Override
        public void close() {
            parts.forEach(part -> part.constant.forEach(Tensor::close));
        }
    }
}
