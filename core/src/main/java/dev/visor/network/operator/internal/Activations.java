package dev.visor.network.operator.internal;

import dev.visor.network.graph.Attributes;
import dev.visor.network.graph.internal.Operation;
import dev.visor.network.graph.internal.Operator;
import dev.visor.network.internal.Tape;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Activations that work on each value by itself. By the guided rule, the gradient that arrives is set to zero where it is
 * negative, and then multiplied by the activation's own derivative.
 */
final class Activations {

    private Activations() {}

    /** Returns the gradient that an activation pulls back: by the guided rule, its positive part. */
    static Tensor signal(Tensor gradient, Tape tape) {
        return tape.isGuided() ? gradient.clamp_min(new Scalar(0f)) : gradient;
    }

    /**
     * An activation.
     *
     * @param forward computes it
     * @param backward takes the gradient at its output, and its input, to the gradient at its input
     */
    record Activation(UnaryOperator<Tensor> forward, BinaryOperator<Tensor> backward) {

        Operation operation() {
            return Operation.of((input, tape) -> {
                tape.record(gradient -> backward.apply(signal(gradient, tape), input));
                return forward.apply(input);
            });
        }
    }

    /** Returns an operator without settings. */
    static Operator plain(UnaryOperator<Tensor> forward, BinaryOperator<Tensor> backward) {
        Activation activation = new Activation(forward, backward);
        return site -> activation.operation();
    }

    /** Returns an operator whose settings are attributes. */
    static Operator set(Function<Attributes, Activation> make) {
        return site -> make.apply(site.attributes()).operation();
    }

    static Operator relu() {
        return plain(Tensor::relu, (gradient, input) -> torch.threshold_backward(gradient, input, new Scalar(0f)));
    }

    static Operator leakyRelu() {
        return set(attributes -> {
            double slope = attributes.number("alpha", 0.01);
            return new Activation(
                    input -> torch.leaky_relu(input, new Scalar(slope)),
                    (gradient, input) -> torch.leaky_relu_backward(gradient, input, new Scalar(slope), false));
        });
    }

    static Operator elu() {
        return set(attributes -> {
            double alpha = attributes.number("alpha", 1);
            return new Activation(
                    input -> torch.elu(input, new Scalar(alpha), new Scalar(1.0), new Scalar(1.0)),
                    (gradient, input) -> torch.elu_backward(
                            gradient, new Scalar(alpha), new Scalar(1.0), new Scalar(1.0), false, input));
        });
    }

    static Operator sigmoid() {
        return plain(Tensor::sigmoid, (gradient, input) -> torch.sigmoid_backward(gradient, input.sigmoid()));
    }

    static Operator tanh() {
        return plain(Tensor::tanh, (gradient, input) -> torch.tanh_backward(gradient, input.tanh()));
    }

    static Operator softplus() {
        // Beyond 20, libtorch takes it for the value itself.
        return plain(torch::softplus, (gradient, input) -> gradient.mul(input.sigmoid()));
    }

    /** Its scale and shift are attributes, and libtorch has the one pair of HardSwish alone. */
    static Operator hardSigmoid() {
        return set(attributes -> {
            double alpha = attributes.number("alpha", 0.2);
            double beta = attributes.number("beta", 0.5);
            return new Activation(
                    input -> Clip.clamp(input.mul(new Scalar(alpha)).add(new Scalar(beta)), 0, 1),
                    (gradient, input) -> {
                        Tensor line = input.mul(new Scalar(alpha)).add(new Scalar(beta));
                        return Clip.inside(gradient.mul(new Scalar(alpha)), line, 0, 1);
                    });
        });
    }

    static Operator hardSwish() {
        return plain(torch::hardswish, torch::hardswish_backward);
    }

    /** Steps that are no activation: the guided rule leaves their gradients alone. */
    static Operator smooth(UnaryOperator<Tensor> forward, BinaryOperator<Tensor> backward) {
        return site -> Operation.of((input, tape) -> {
            tape.record(gradient -> backward.apply(gradient, input));
            return forward.apply(input);
        });
    }

    static Operator sqrt() {
        return smooth(
                Tensor::sqrt, (gradient, input) -> gradient.div(input.sqrt().mul(new Scalar(2.0))));
    }

    static Operator exp() {
        return smooth(Tensor::exp, (gradient, input) -> gradient.mul(input.exp()));
    }

    static Operator log() {
        return smooth(Tensor::log, Tensor::div);
    }

    static Operator abs() {
        return smooth(Tensor::abs, (gradient, input) -> gradient.mul(input.sign()));
    }

    static Operator negative() {
        return smooth(Tensor::neg, (gradient, input) -> gradient.neg());
    }

    static Operator reciprocal() {
        return smooth(
                Tensor::reciprocal,
                (gradient, input) -> gradient.div(input.mul(input)).neg());
    }
}
