package dev.visor.network.graph.internal;

import dev.visor.network.internal.Stage;
import dev.visor.network.internal.Tape;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/**
 * What an operator made of a node: it passes some values forward and pulls gradients back. Owns its weights, which never
 * change; thread-safe.
 */
public interface Operation extends AutoCloseable {

    /**
     * Passes forward, within the caller's native scope.
     *
     * @param inputs those that are no constants, in their order
     * @param tape says whether gradients will be pulled back, and by which rule
     */
    Passed forward(List<Tensor> inputs, Tape tape);

    @Override
    default void close() {
        // Most hold nothing.
    }

    /**
     * What came out of an operation.
     *
     * @param outputs as many as the node has, or more
     * @param pullBack takes the gradients at the outputs to those at the inputs
     */
    record Passed(List<Tensor> outputs, UnaryOperator<List<Tensor>> pullBack) {}

    /**
     * Returns an operation with one input and one output.
     *
     * @param stage is closed with it
     */
    static Operation of(Stage stage) {
        return new OfStage(stage);
    }

    /** Returns an operation with one input and one output that holds nothing. */
    static Operation of(Pass pass) {
        return (inputs, tape) -> {
            Tape own = tape.branch();
            Tensor input = inputs.get(0);
            Tensor made = pass.forward(input, own);
            // Each value is closed by itself, so no two may be one object.
            Tensor output = made.equals(input) ? input.detach() : made;
            return new Passed(List.of(output), gradients -> List.of(own.pullBack(gradients.get(0))));
        };
    }

    /** A step that holds nothing. */
    @FunctionalInterface
    interface Pass {

        /** Passes forward and records the way back. */
        Tensor forward(Tensor input, Tape tape);
    }

    /** A stage as an operation. */
    record OfStage(Stage stage) implements Operation {

        @Override
        public Passed forward(List<Tensor> inputs, Tape tape) {
            return of((Pass) stage::forward).forward(inputs, tape);
        }

        @Override
        public void close() {
            stage.close();
        }
    }
}
