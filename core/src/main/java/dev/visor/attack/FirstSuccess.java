package dev.visor.attack;

import dev.visor.recognition.Scores;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** When the goal of a task first held, for each of its pictures. */
final class FirstSuccess {

    private static final int NEVER = -1;

    private final Goal goal;
    private final int[] iterations;

    FirstSuccess(Goal goal, int pictures) {
        this.goal = goal;
        this.iterations = new int[pictures];
        Arrays.fill(iterations, NEVER);
    }

    /**
     * Takes the scores of an iterate.
     *
     * @param seen what can be told at no cost
     * @param exact is asked only where the goal seems to hold for the first time
     */
    void observe(List<Scores> seen, Supplier<List<Scores>> exact, int iteration) {
        for (int i = 0; i < iterations.length; i++) {
            if (iterations[i] == NEVER
                    && goal.holds(seen.get(i))
                    && goal.holds(exact.get().get(i))) {
                iterations[i] = iteration;
            }
        }
    }

    /** Returns the iteration, none if the goal never held. */
    OptionalInt of(int picture) {
        return iterations[picture] == NEVER ? OptionalInt.empty() : OptionalInt.of(iterations[picture]);
    }
}
