package dev.visor.evaluation.openset;

import dev.visor.evaluation.Rate;

/**
 * Both error rates of verification at one threshold.
 *
 * @param threshold the least cosine similarity of a match
 * @param fmr false match rate: non-mated comparisons that match
 * @param fnmr false non-match rate: mated comparisons that don't
 */
public record DetPoint(double threshold, Rate fmr, Rate fnmr) {

    /** Returns the true accept rate: mated comparisons that match. */
    public Rate tar() {
        return new Rate(fnmr.trials() - fnmr.hits(), fnmr.trials());
    }
}
