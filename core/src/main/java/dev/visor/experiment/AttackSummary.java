package dev.visor.experiment;

import dev.visor.evaluation.Rate;
import java.util.List;

/**
 * A number of attacks on the undefended recognizer.
 *
 * @param pictures which pictures the attackers come from, in words
 * @param reached attacks that reached their goal with the confidence asked for, as 8-bit pictures
 * @param medianIterations the median number of iterations until the best picture; 0 without attacks
 * @param frameShare the share of the picture that the frame covers, in [0, 1]
 * @param attacks one record each
 */
public record AttackSummary(
        String pictures, Rate reached, double medianIterations, double frameShare, List<AttackRecord> attacks) {

    /** Copies the list. */
    public AttackSummary {
        attacks = List.copyOf(attacks);
    }
}
