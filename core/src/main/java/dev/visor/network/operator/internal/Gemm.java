package dev.visor.network.operator.internal;

import dev.visor.network.graph.Constant;
import dev.visor.network.graph.internal.Constants;
import dev.visor.network.graph.internal.Operation;
import dev.visor.network.graph.internal.Operator;
import dev.visor.network.graph.internal.Site;
import dev.visor.network.internal.Stage;
import dev.visor.network.internal.Tape;
import dev.visor.torch.internal.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** {@code Gemm}, a fully connected layer: {@code alpha A B + beta C}, whose B and C must be constants. */
final class Gemm implements Operator {

    @Override
    public Operation compile(Site site) {
        Constant matrix = site.constant(1);
        if (matrix.shape().size() != 2 || site.shape(0).length != 2) {
            throw new IllegalArgumentException("its inputs must be matrices");
        }
        double alpha = site.attributes().number("alpha", 1);
        double beta = site.attributes().number("beta", 1);
        boolean turned = site.attributes().whole("transA", 0) != 0;
        boolean outFirst = site.attributes().whole("transB", 0) != 0;
        long[] shape = site.shape(0);
        int in = matrix.shape().get(outFirst ? 1 : 0);
        int out = matrix.shape().get(outFirst ? 0 : 1);
        if (shape[turned ? 0 : 1] != in) {
            throw new IllegalArgumentException(
                    "a matrix of " + in + " inputs does not fit " + shape[turned ? 0 : 1] + " values");
        }
        try (PointerScope scope = new PointerScope()) {
            Tensor weight = Constants.tensor(matrix);
            Tensor scaled =
                    (outFirst ? weight : weight.t()).mul(new Scalar(alpha)).contiguous();
            Tensor bias = site.has(2)
                    ? Constants.tensor(site.constant(2)).mul(new Scalar(beta)).expand(1, out)
                    : Tensors.zeros(1, out);
            return Operation.of(new Connected(
                    Tensors.owned(Tensors.toArray(scaled), out, in),
                    Tensors.owned(Tensors.toArray(bias), out),
                    turned));
        }
    }

    /** Multiplies each row by a matrix [out, in] and adds a bias [out]. */
    private record Connected(Tensor weight, Tensor bias, boolean turned) implements Stage {

        @Override
        public Tensor forward(Tensor input, Tape tape) {
            tape.record(gradient -> turned ? gradient.mm(weight).t() : gradient.mm(weight));
            return torch.linear(turned ? input.t() : input, weight, new TensorOptional(bias));
        }

        @Override
        public void close() {
            weight.close();
            bias.close();
        }
    }
}
