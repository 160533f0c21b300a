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
                .mapToDouble(scores -> scores.probability(whole.answerIndex()))
                .min()
                .orElseThrow();
    }

    /** Returns whether an answer stands. */
    boolean confirms(Scores whole, List<Scores> masked) {
        return support(whole, masked) >= least;
    }

    /**
     * Returns whether no mask gives any answer but one a chance.
     *
     * @param answer the number of a person, or the size of the gallery for nobody
     */
    boolean leavesOnly(int answer, List<Scores> masked) {
        for (Scores scores : masked) {
            int answers = scores.gallery().size() + (scores.gallery().isOpenSet() ? 1 : 0);
            for (int other = 0; other < answers; other++) {
                if (other != answer && scores.probability(other) >= least) {
                    return false;
                }
            }
        }
        return true;
    }
}
