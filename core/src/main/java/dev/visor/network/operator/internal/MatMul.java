package dev.visor.network.operator.internal;

import dev.visor.network.graph.internal.Constants;
import dev.visor.network.graph.internal.Operation;
import dev.visor.network.graph.internal.Operator;
import dev.visor.network.graph.internal.Site;
import dev.visor.network.internal.Tape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** {@code MatMul} of matrices, and of stacks of them; either operand may be a constant. */
final class MatMul implements Operator {

    @Override
    public int dataInputs() {
        return 2;
    }

    @Override
    public Operation compile(Site site) {
        Tensor first = site.isComputed(0) ? null : Constants.owned(site.constant(0));
        Tensor second = site.isComputed(1) ? null : Constants.owned(site.constant(1));
        long a = first == null ? site.shape(0).length : first.dim();
        long b = second == null ? site.shape(1).length : second.dim();
        if (a < 2 || b < 2) {
            throw new IllegalArgumentException("its inputs must have at least 2 dimensions");
        }
        return new Product(first, second);
    }

    /** Both operands; those that are null come in. */
    private record Product(@Nullable Tensor first, @Nullable Tensor second) implements Operation {

        @Override
        public Passed forward(List<Tensor> inputs, Tape tape) {
            Tensor a = first == null ? inputs.get(0) : first;
            Tensor b = second == null ? inputs.get(inputs.size() - 1) : second;
            return new Passed(List.of(a.matmul(b)), gradients -> {
                Tensor gradient = gradients.get(0);
                List<Tensor> pulled = new ArrayList<>();
                if (first == null) {
                    pulled.add(like(a, gradient.matmul(b.transpose(-2, -1))));
                }
                if (second == null) {
                    pulled.add(like(b, a.transpose(-2, -1).matmul(gradient)));
                }
                return pulled;
            });
        }

        private static Tensor like(Tensor value, Tensor gradient) {
            return gradient.sum_to_size(value.sizes().vec().get());
        }

        @Override
        public void close() {
            if (first != null) {
                first.close();
            }
            if (second != null) {
                second.close();
            }
        }
    }
}
