package dev.visor.network.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
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
    private final boolean guided;
    private final Deque<UnaryOperator<Tensor>> steps = new ArrayDeque<>();

    private Tape(boolean recording, boolean guided) {
        this.recording = recording;
        this.guided = guided;
    }

    /** Returns an empty tape for the gradient. */
    public static Tape exact() {
        return new Tape(true, false);
    }

    /**
     * Returns an empty tape for guided backpropagation (Springenberg et al., "Striving for Simplicity", 2014, section
     * 3.4), in which ReLUs pass positive signals only.
     */
    public static Tape guided() {
        return new Tape(true, true);
    }

    /** Returns a tape that remembers nothing, for passes that go forward only. */
    public static Tape none() {
        return new Tape(false, false);
    }

    /** Returns an empty tape of the same kind for a branch of the network. */
    public Tape branch() {
        return new Tape(recording, guided);
    }

    /** Returns whether it remembers steps. */
    public boolean isRecording() {
        return recording;
    }

    /** Returns whether ReLUs pass positive signals only. */
    public boolean isGuided() {
        return guided;
    }

    /**
     * Remembers a step.
     *
     * @param pullBack takes the gradient at the output of the step to the gradient at its input
     */
    public void record(UnaryOperator<Tensor> pullBack) {
        if (recording) {
            steps.push(pullBack);
        }
    }

    /** Pulls the gradient back through all steps, the last one first. */
    public Tensor pullBack(Tensor gradient) {
        Tensor current = gradient;
        for (UnaryOperator<Tensor> step : steps) {
            current = step.apply(current);
        }
        return current;
    }
}
