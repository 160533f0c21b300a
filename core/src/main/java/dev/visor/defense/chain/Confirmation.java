package dev.visor.defense.chain;

import dev.visor.defense.FalseAlarmRate;
import dev.visor.recognition.Scores;
import java.util.List;

/**
 * Lets the answer to a whole picture stand if it is still likely enough under every mask. What an accessory shows has no
 * influence on the picture under the mask that covers it, so it can only ever bring about an answer that this picture
 * gives a chance anyway (provable detection, as in M. McCoyd et al., "Minority Reports Defense", 2020, and C. Xiang, P.
 * Mittal, "PatchGuard++", 2021).
 *
 * @param least the least probability under every mask
 */
record Confirmation(double least) {

    /**
     * Returns the one that turns so many clean faces away.
     *
     * @param supports of clean faces, by {@link #support}
     */
    static Confirmation of(FalseAlarmRate falseAlarms, List<Double> supports) {
        return new Confirmation(
                -falseAlarms.limit(supports.stream().map(support -> -support).toList()));
    }

    /** Returns the least probability that any mask leaves the answer to the whole picture. */
    static double support(Scores whole, List<Scores> masked) {
        return masked.stream()
                .mapToDouble(scores -> scores.probabilities()[whole.bestIndex()])
                .min()
                .orElseThrow();
    }

    /** Returns whether an answer stands. */
    boolean confirms(Scores whole, List<Scores> masked) {
        return support(whole, masked) >= least;
    }

    /** Returns whether no mask gives anybody but one person a chance. */
    boolean leavesOnly(int person, List<Scores> masked) {
        for (Scores scores : masked) {
            double[] probabilities = scores.probabilities();
            for (int other = 0; other < probabilities.length; other++) {
                if (other != person && probabilities[other] >= least) {
                    return false;
                }
            }
        }
        return true;
    }
}
