package dev.visor.network.graph.internal;

import dev.visor.network.graph.Constant;
import dev.visor.network.internal.Tape;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * What depends on no value: a constant, or the sizes of a value.
 *
 * @param value what comes out
 */
public record Fixed(Constant value) implements Operation {

    @Override
    public Passed forward(List<Tensor> inputs, Tape tape) {
        throw new IllegalStateException("a constant is computed once, when the graph is compiled");
    }
}
