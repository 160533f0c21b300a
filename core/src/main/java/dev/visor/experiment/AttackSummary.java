package dev.visor.experiment;

import dev.visor.evaluation.Rate;
import java.util.List;

/**
 * A number of attacks on the undefended recognizer.
 *
 * @param pictures which pictures the attackers come from, in words
 * @param reached attacks that reached their goal with the confidence asked for, as 8-bit pictures
 * @param medianIterations the median number of iterations until the best picture; 0 without attacks
 * @param frameShare the share of the picture within which it was changed, in [0, 1]
 * @param attacks one record each
 */
public record AttackSummary(
        String pictures, Rate reached, double medianIterations, double frameShare, List<AttackRecord> attacks) {

    /** Copies the list. */
    public AttackSummary {
        attacks = List.copyOf(attacks);
    }

    /**
     * Sums up attacks.
     *
     * @param pictures which pictures the attackers come from, in words
     * @param attacks what each came to
     */
    public static AttackSummary of(String pictures, List<AttackRecord> attacks) {
        int reached = (int) attacks.stream().filter(AttackRecord::reached).count();
        return new AttackSummary(
                pictures,
                new Rate(reached, attacks.size()),
                median(attacks.stream()
                        .mapToInt(AttackRecord::iterations)
                        .sorted()
                        .toArray()),
                attacks.stream()
                        .mapToDouble(AttackRecord::regionShare)
                        .average()
                        .orElse(0),
                attacks);
    }

    private static double median(int[] sorted) {
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return 0;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2.0;
    }
}
