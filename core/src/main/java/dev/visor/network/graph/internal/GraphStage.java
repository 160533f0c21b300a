package dev.visor.network.graph.internal;

import dev.visor.network.internal.Layers;
import dev.visor.network.internal.Stage;
import dev.visor.network.internal.Tape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Runs the operations of a graph one after another. A value that several operations take gets the sum of their
 * gradients. The channels lie last in memory where operations keep them so.
 */
final class GraphStage implements Stage {

    private final List<Step> steps;
    private final int slots;
    private final int output;

    /**
     * Makes the stage.
     *
     * @param steps in their order; their operations are closed with this stage
     * @param slots how many values there are; the first one is the picture
     * @param output the slot of the features
     */
    GraphStage(List<Step> steps, int slots, int output) {
        this.steps = List.copyOf(steps);
        this.slots = slots;
        this.output = output;
    }

    /**
     * An operation and where its values are.
     *
     * @param operator the name of its operator
     * @param inputs slots of its inputs
     * @param outputs slots of its outputs
     * @param last slots that no later step takes
     */
    record Step(
            String operator, Operation operation, List<Integer> inputs, List<Integer> outputs, List<Integer> last) {}

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        @Nullable Tensor[] values = new @Nullable Tensor[slots];
        values[0] = input.dim() == 4 ? Layers.channelsLast(input, tape) : input;
        List<Operation.Passed> passed = new ArrayList<>();
        for (Step step : steps) {
            Operation.Passed result = step.operation.forward(take(values, step.inputs), tape);
            for (int i = 0; i < step.outputs.size(); i++) {
                values[step.outputs.get(i)] = result.outputs().get(i);
            }
            if (tape.isRecording()) {
                passed.add(result);
            } else {
                free(values, step.last);
            }
        }
        tape.record(gradient -> pullBack(gradient, passed, input));
        return take(values, List.of(output)).get(0);
    }

    /**
     * Compares the gradient of each operation by itself with central differences, at the values that a picture leads to.
     * A network as a whole can have so many kinks that no step is small enough for 32-bit floats; one operation has not.
     *
     * @return the worst relative deviation of each operator
     */
    Map<String, Double> deviations(Tensor input) {
        Map<String, Double> worst = new TreeMap<>();
        @Nullable Tensor[] values = new @Nullable Tensor[slots];
        values[0] = input;
        for (Step step : steps) {
            List<Tensor> inputs = take(values, step.inputs);
            List<Tensor> outputs = step.operation.forward(inputs, Tape.none()).outputs();
            for (int i = 0; i < step.outputs.size(); i++) {
                values[step.outputs.get(i)] = outputs.get(i);
            }
            worst.merge(step.operator, GradientDeviation.of(step.operation, inputs), Math::max);
        }
        return worst;
    }

    private static List<Tensor> take(@Nullable Tensor[] values, List<Integer> slots) {
        List<Tensor> taken = new ArrayList<>(slots.size());
        for (int slot : slots) {
            Tensor value = values[slot];
            if (value == null) {
                throw new IllegalStateException("a value is taken before it is made");
            }
            taken.add(value);
        }
        return taken;
    }

    /** Gives memory back that is still in the processor's cache, so that the next values are made there. */
    private static void free(@Nullable Tensor[] values, List<Integer> last) {
        for (int slot : last) {
            Tensor value = values[slot];
            if (slot != 0 && value != null) {
                value.close();
            }
            values[slot] = null;
        }
    }

    private Tensor pullBack(Tensor gradient, List<Operation.Passed> passed, Tensor input) {
        @Nullable Tensor[] gradients = new @Nullable Tensor[slots];
        gradients[output] = gradient;
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            List<Tensor> arrived =
                    arrived(gradients, step.outputs, passed.get(i).outputs());
            if (arrived.isEmpty()) {
                continue;
            }
            List<Tensor> pulled = passed.get(i).pullBack().apply(arrived);
            for (int k = 0; k < step.inputs.size(); k++) {
                int slot = step.inputs.get(k);
                Tensor there = gradients[slot];
                gradients[slot] = there == null ? pulled.get(k) : there.add(pulled.get(k));
            }
        }
        Tensor at = gradients[0];
        return at == null ? torch.zeros_like(input) : at;
    }

    /** Returns a gradient for each output, zeros where none arrived; none at all if none did. */
    private static List<Tensor> arrived(@Nullable Tensor[] gradients, List<Integer> slots, List<Tensor> outputs) {
        List<Tensor> arrived = new ArrayList<>(slots.size());
        boolean any = false;
        for (int i = 0; i < slots.size(); i++) {
            Tensor gradient = gradients[slots.get(i)];
            any |= gradient != null;
            arrived.add(gradient == null ? torch.zeros_like(outputs.get(i)) : gradient);
        }
        return any ? arrived : List.of();
    }

    @Override
    public void close() {
        steps.forEach(step -> step.operation.close());
    }
}
