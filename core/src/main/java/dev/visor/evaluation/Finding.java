package dev.visor.evaluation;

/**
 * Something that makes the figures of a defense doubtful, or explains them.
 *
 * @param defense the name of the defense in the matrix
 * @param kind what was looked for
 * @param text what was found, one sentence
 */
public record Finding(String defense, Kind kind, String text) {

    /** What is looked for. */
    public enum Kind {
        /** No attacker followed gradients of the system, so nothing is known about them. */
        GRADIENTS_NOT_TRIED,
        /** There are pictures without a gradient, or with one that is not finite. */
        NO_GRADIENT,
        /** An attacker who knows less does better. */
        WEAKER_ATTACKER_WINS,
        /** Attacks were still succeeding when their iterations ended. */
        NOT_CONVERGED,
        /** Iterations bring the attacker nothing. */
        ITERATIONS_BRING_NOTHING,
        /** The defense stops attacks by recognizing nobody. */
        STOPS_BY_REJECTING,
        /** A certificate was broken. */
        BROKEN_CERTIFICATE
    }
}
