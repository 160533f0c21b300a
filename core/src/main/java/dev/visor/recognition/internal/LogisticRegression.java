package dev.visor.recognition.internal;

import dev.visor.torch.internal.Tensors;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LBFGS;
import org.bytedeco.pytorch.LBFGSOptions;
import org.bytedeco.pytorch.LossClosure;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Multinomial logistic regression: the layer with the least mean cross-entropy plus the weight decay. */
public final class LogisticRegression {

    private static final int ITERATIONS = 200;
    private static final int HISTORY = 20;

    private LogisticRegression() {}

    /**
     * Returns the optimum.
     *
     * @param data the rows to learn
     * @param people the number of labels
     * @param weightDecay what the sum of the squared weights counts, above 0; biases do not count
     */
    public static FullyConnected fit(HeadOptimizer.Data data, int people, double weightDecay) {
        try (PointerScope scope = new PointerScope()) {
            int[] all = IntStream.range(0, data.size()).toArray();
            Tensor x = Tensors.of(data.rows(all), all.length, data.width());
            Tensor labels =
                    torch.tensor(IntStream.of(all).mapToLong(data::label).toArray());
            Tensor weight = Tensors.of(new float[people * data.width()], people, data.width())
                    .requires_grad_(true);
            Tensor bias = Tensors.of(new float[people], people).requires_grad_(true);
            LBFGSOptions options = new LBFGSOptions(1);
            options.max_iter().put(ITERATIONS);
            options.history_size().put(HISTORY);
            options.line_search_fn().put("strong_wolfe");
            LBFGS lbfgs = new LBFGS(new TensorVector(weight, bias), options);
            TensorOptional optionalBias = new TensorOptional(bias);
            LossClosure loss = new LossClosure() {
                @Override
                public Tensor call() {
                    lbfgs.zero_grad();
                    Tensor sum = torch.cross_entropy_loss(torch.linear(x, weight, optionalBias), labels)
                            .add(weight.pow(new Scalar(2)).sum().mul(new Scalar(weightDecay)));
                    sum.backward();
                    return sum;
                }
            };
            lbfgs.step(loss);
            return new FullyConnected(Tensors.toArray(weight.detach()), Tensors.toArray(bias.detach()));
        }
    }
}
