package dev.visor.service.studio.message;

import org.jspecify.annotations.Nullable;

/**
 * A step of an attack.
 *
 * @param step its number, from 1
 * @param confidence of what is attacked that it sees the target, or with dodging the attacker, in [0, 1]
 * @param best so far: the highest, with dodging the lowest
 * @param person who the picture is taken for
 * @param verdict person or unknown
 * @param picture an address that holds a PNG file; null in a history
 */
public record AttackStep(
        int step,
        double confidence,
        double best,
        String person,
        String verdict,
        @Nullable String picture) {

    /** Returns the step with its picture. */
    public AttackStep with(String shown) {
        return new AttackStep(step, confidence, best, person, verdict, shown);
    }
}
