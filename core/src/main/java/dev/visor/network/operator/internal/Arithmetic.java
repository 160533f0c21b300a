package dev.visor.network.operator.internal;

import dev.visor.network.graph.internal.Constants;
import dev.visor.network.graph.internal.Operation;
import dev.visor.network.graph.internal.Operator;
import dev.visor.network.graph.internal.Site;
import dev.visor.network.internal.Tape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** {@code Add}, {@code Sub}, {@code Mul} and {@code Div} of two values, or of one and a constant; the smaller is repeated. */
enum Arithmetic implements Operator {
    ADD {
        @Override
        Tensor apply(Tensor a, Tensor b) {
            return a.add(b);
        }

        @Override
        Tensor atFirst(Tensor gradient, Tensor a, Tensor b) {
            return gradient;
        }

        @Override
        Tensor atSecond(Tensor gradient, Tensor a, Tensor b) {
            return gradient;
        }
    },
    SUB {
        @Override
        Tensor apply(Tensor a, Tensor b) {
            return a.sub(b);
        }

        @Override
        Tensor atFirst(Tensor gradient, Tensor a, Tensor b) {
            return gradient;
        }

        @Override
        Tensor atSecond(Tensor gradient, Tensor a, Tensor b) {
            return gradient.neg();
        }
    },
    MUL {
        @Override
        Tensor apply(Tensor a, Tensor b) {
            return a.mul(b);
        }

        @Override
        Tensor atFirst(Tensor gradient, Tensor a, Tensor b) {
            return gradient.mul(b);
        }

        @Override
        Tensor atSecond(Tensor gradient, Tensor a, Tensor b) {
            return gradient.mul(a);
        }
    },
    DIV {
        @Override
        Tensor apply(Tensor a, Tensor b) {
            return a.is_floating_point() || b.is_floating_point() ? a.div(b) : torch.floor_divide(a, b);
        }

        @Override
        Tensor atFirst(Tensor gradient, Tensor a, Tensor b) {
            return gradient.div(b);
        }

        @Override
        Tensor atSecond(Tensor gradient, Tensor a, Tensor b) {
            return gradient.mul(a).div(b.mul(b)).neg();
        }
    };

    abstract Tensor apply(Tensor a, Tensor b);

    abstract Tensor atFirst(Tensor gradient, Tensor a, Tensor b);

    abstract Tensor atSecond(Tensor gradient, Tensor a, Tensor b);

    @Override
    public int dataInputs() {
        return 2;
    }

    @Override
    public Operation compile(Site site) {
        if (site.inputCount() != 2) {
            throw new IllegalArgumentException("it has " + site.inputCount() + " inputs, must have 2");
        }
        Tensor first = site.isComputed(0) ? null : Constants.owned(site.constant(0));
        Tensor second = site.isComputed(1) ? null : Constants.owned(site.constant(1));
        return new Pair(this, first, second);
    }

    /** Both operands; those that are null come in. */
    private record Pair(
            Arithmetic kind,
            @Nullable Tensor first,
            @Nullable Tensor second) implements Operation {

        @Override
        public Passed forward(List<Tensor> inputs, Tape tape) {
            Tensor a = first == null ? inputs.get(0) : first;
            Tensor b = second == null ? inputs.get(inputs.size() - 1) : second;
            return new Passed(List.of(kind.apply(a, b)), gradients -> {
                Tensor gradient = gradients.get(0);
                List<Tensor> pulled = new ArrayList<>();
                if (first == null) {
                    pulled.add(like(a, kind.atFirst(gradient, a, b)));
                }
                if (second == null) {
                    pulled.add(like(b, kind.atSecond(gradient, a, b)));
                }
                return pulled;
            });
        }

        /** Sums over what was repeated. */
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
