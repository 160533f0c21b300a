package dev.visor.evaluation.grid;

import java.util.List;

/** How many pictures a combination of a grid is tried on. */
public enum GridStrategy {

    /** All combinations on all pictures. */
    EXHAUSTIVE(List.of(new Rung(1, 1))),

    /**
     * Successive halving (K. Jamieson, A. Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter
     * Optimization", 2016), with steeper steps: all combinations on some of the pictures, the best of them on more, and
     * the best of those on all.
     */
    HALVING(List.of(new Rung(0.1, 1), new Rung(0.4, 0.2), new Rung(1, 0.05)));

    private final List<Rung> rungs;

    GridStrategy(List<Rung> rungs) {
        this.rungs = rungs;
    }

    /** Returns the steps, the last of which takes all pictures. */
    List<Rung> rungs() {
        return rungs;
    }

    /**
     * A step of the search.
     *
     * @param pictures the share of the pictures that have been tried at its end, in (0, 1]
     * @param combinations the share of the combinations that take part in it, in (0, 1]
     */
    record Rung(double pictures, double combinations) {

        /** Returns how many of so many pictures have been tried at the end. */
        int pictures(int all) {
            return (int) Math.ceil(pictures * all);
        }

        /** Returns how many of so many combinations take part. */
        int combinations(int all) {
            return (int) Math.ceil(combinations * all);
        }
    }
}
