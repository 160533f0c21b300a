package dev.visor.evaluation;

import java.util.List;

/**
 * Attacks of one attacker with one accessory on the undefended system.
 *
 * @param attacker the name of the attacker
 * @param accessory the name of the accessory
 * @param reached attacks that reached their goal with the confidence asked for, as 8-bit pictures
 * @param medianIterations the median number of iterations until the best picture; 0 without attacks
 * @param regionShare the share of the picture within which it was changed, in [0, 1]
 * @param attacks one record each
 */
public record AttackSummary(
        String attacker,
        String accessory,
        Rate reached,
        double medianIterations,
        double regionShare,
        List<AttackRecord> attacks) {

    /** Copies the list. */
    public AttackSummary {
        attacks = List.copyOf(attacks);
    }

    /**
     * Sums up attacks.
     *
     * @param attacker the name of the attacker
     * @param accessory the name of the accessory
     * @param attacks one record each
     */
    public static AttackSummary of(String attacker, String accessory, List<AttackRecord> attacks) {
        int reached = (int) attacks.stream().filter(AttackRecord::reached).count();
        return new AttackSummary(
                attacker,
                accessory,
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
