package dev.visor.recognition.internal;

import dev.visor.recognition.BackwardRule;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.pytorch.Tensor;

/**
 * Remembers the steps of a forward pass, so that a gradient can be pulled back through them. Only the gradient with
 * respect to the input is ever needed, because the weights are frozen; this is what makes a backward pass here cost
 * about as much as a forward pass.
 *
 * <p>Used by one thread, within one native scope.
 */
public final class Tape {

    private final boolean recording;
    private final Deque<Step> steps = new ArrayDeque<>();

    private Tape(boolean recording) {
        this.recording = recording;
    }

    /** Returns an empty tape. */
    public static Tape recording() {
        return new Tape(true);
    }

    /** Returns a tape that remembers nothing, for passes that go forward only. */
    public static Tape none() {
        return new Tape(false);
    }

    /** Returns an empty tape for a branch of the network, that records if this one does. */
    Tape branch() {
        return new Tape(recording);
    }

    void record(Step step) {
        if (recording) {
            steps.push(step);
        }
    }

    /** Pulls the gradient back through all steps, the last one first. */
    public Tensor pullBack(Tensor gradient, BackwardRule rule) {
        Tensor current = gradient;
        for (Step step : steps) {
            current = step.pullBack(current, rule);
        }
        return current;
    }

    /** The pull-back of one step: from the gradient at its output to the gradient at its input. */
    @FunctionalInterface
    interface Step {
        Tensor pullBack(Tensor gradient, BackwardRule rule);
    }
}
