package dev.visor.evaluation.captured;

import dev.visor.face.Identity;
import org.jspecify.annotations.Nullable;

/**
 * A photograph that somebody really took, and what is known of it. With a target it is an attack presentation, without one a
 * bona fide presentation (ISO/IEC 30107-3).
 *
 * @param file the name of the file below its folder, with {@code /} between folders
 * @param person who stands in front of the camera
 * @param accessory what this person wears; empty for nothing
 * @param target whom the person wants to pass for; null for an honest person
 * @param attack the attack whose accessory was printed; null if it is not of the run, or nobody noted it
 * @param session when it was taken, as somebody noted it; empty if nobody did
 * @param distance how far away the camera was, likewise
 * @param light how it was lit, likewise
 */
public record Capture(
        String file,
        Identity person,
        String accessory,
        @Nullable Identity target,
        @Nullable PrintedAttack attack,
        String session,
        String distance,
        String light) {

    /** Checks what belongs together. */
    public Capture {
        if (target == null && attack != null) {
            throw new IllegalArgumentException(
                    "attack: " + attack + ", must be empty for an honest person, who has no target");
        }
        if (target != null && accessory.isEmpty()) {
            throw new IllegalArgumentException(
                    "accessory: none, must name what the attacker wears, such as eyeglass frame");
        }
        if (person.equals(target)) {
            throw new IllegalArgumentException("target: " + target + ", must be somebody else than the attacker");
        }
    }

    /** Returns whether the person wants to pass for somebody else. */
    public boolean isAttack() {
        return target != null;
    }
}
