package dev.visor.evaluation.grid;

import dev.visor.defense.DefenseConfig;

/** How much of a grid search is done and left, in about as many passes forward. Not thread-safe. */
final class GridEffort {

    private final double distinct;
    private final double all;
    private double spent;
    private double known;

    /** Begins a search. */
    GridEffort(Grid grid, int clean, int adversarial) {
        this.distinct = grid.distinct();
        this.all = DefenseConfig.BOTH_WAYS * (clean + adversarial)
                + grid.distinct() * (grid.tries(clean) + grid.tries(adversarial));
    }

    /**
     * Adds a picture.
     *
     * @param combinations how many were tried on it
     * @param fromJournal whether the answers were known already
     */
    void add(int combinations, boolean fromJournal) {
        double passes = DefenseConfig.BOTH_WAYS + distinct * combinations;
        if (fromJournal) {
            known += passes;
        } else {
            spent += passes;
        }
    }

    double spent() {
        return spent;
    }

    double left() {
        return Math.max(0, all - known - spent);
    }
}
