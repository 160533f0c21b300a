package dev.visor.network.graph.internal;

import dev.visor.network.internal.Tape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** How far the gradient of an operation is from central differences, in a random direction and with several steps. */
final class GradientDeviation {

    private static final double[] STEPS = {1e-2, 3e-3, 1e-3};
    private static final double LEAST = 1e-12;

    private GradientDeviation() {}

    /**
     * Returns the relative deviation with the step that fits best; 0 where nothing changes.
     *
     * <p>With the change {@code J v} along a direction {@code v} as the gradient at the output, the gradient at the input
     * must have the product {@code |J v|^2} with {@code v}, so that nothing cancels out.
     */
    static double of(Operation operation, List<Tensor> inputs) {
        List<Tensor> directions = new ArrayList<>();
        for (Tensor input : inputs) {
            double size = Math.sqrt(dot(input, input) / Math.max(1, input.numel()));
            directions.add(torch.randn_like(input).mul(new Scalar(Math.max(size, 1e-3))));
        }
        Operation.Passed passed = operation.forward(inputs, Tape.exact());
        double best = Double.POSITIVE_INFINITY;
        for (double step : STEPS) {
            List<Tensor> up = operation
                    .forward(moved(inputs, directions, step), Tape.none())
                    .outputs();
            List<Tensor> down = operation
                    .forward(moved(inputs, directions, -step), Tape.none())
                    .outputs();
            List<Tensor> change = new ArrayList<>();
            double expected = 0;
            for (int i = 0; i < up.size(); i++) {
                Tensor difference = up.get(i).sub(down.get(i)).div(new Scalar(2 * step));
                change.add(difference);
                expected += dot(difference, difference);
            }
            List<Tensor> pulled = passed.pullBack().apply(change);
            double found = 0;
            for (int i = 0; i < pulled.size(); i++) {
                found += dot(pulled.get(i), directions.get(i));
            }
            double deviation = expected < LEAST ? Math.abs(found) : Math.abs(found / expected - 1);
            // A step may lead out of where an operation has values.
            best = Double.isNaN(deviation) ? best : Math.min(best, deviation);
        }
        return best;
    }

    private static List<Tensor> moved(List<Tensor> inputs, List<Tensor> directions, double step) {
        List<Tensor> moved = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            moved.add(inputs.get(i).add(directions.get(i).mul(new Scalar(step))));
        }
        return moved;
    }

    private static double dot(Tensor a, Tensor b) {
        return a.mul(b).sum().item().toDouble();
    }
}
