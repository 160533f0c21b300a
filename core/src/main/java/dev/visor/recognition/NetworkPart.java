package dev.visor.recognition;

import dev.visor.recognition.internal.Stage;
import dev.visor.recognition.internal.Tape;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/** Some layers of a network, one after another. Owns their native memory; thread-safe. */
final class NetworkPart implements AutoCloseable {

    private final List<Stage> stages;
    private final List<Stage> gradientStages;

    /**
     * Puts layers together.
     *
     * @param stages for answers
     * @param gradientStages for gradients; the same ones if these are computed in the same precision
     */
    NetworkPart(List<? extends Stage> stages, List<? extends Stage> gradientStages) {
        this.stages = List.copyOf(stages);
        this.gradientStages = List.copyOf(gradientStages);
    }

    /** Returns whether a forward pass for a gradient gives what a plain one gives, to the last bit. */
    boolean exactBackward() {
        return gradientStages.equals(stages);
    }

    /** Passes forward for the result alone. */
    Tensor forward(Tensor input) {
        return forward(stages, input, Tape.none());
    }

    /** Passes forward so that a gradient can be pulled back, in the precision of gradients. */
    Tensor forward(Tensor input, Tape tape) {
        return forward(gradientStages, input, tape);
    }

    private static Tensor forward(List<Stage> stages, Tensor input, Tape tape) {
        Tensor x = input;
        for (Stage stage : stages) {
            x = stage.forward(x, tape);
        }
        return x;
    }

    @Override
    public void close() {
        Set<Stage> all = new LinkedHashSet<>(stages);
        all.addAll(gradientStages);
        all.forEach(Stage::close);
    }
}
