package dev.visor.service.studio.message;

import dev.visor.accessory.Pose;
import org.jspecify.annotations.Nullable;

/**
 * An attack to be made.
 *
 * @param run the id of the run
 * @param picture the id of the face
 * @param accessory the name of what the attacker wears
 * @param pose how it is worn; null for as it is meant
 * @param target whom the attacker wants to pass for; null for dodging
 * @param preset the name of the attack's settings
 * @param iterations at most, at least 1
 * @param chain the name of the defense that is attacked; that of the undefended system for none
 */
public record AttackRequest(
        String run,
        String picture,
        String accessory,
        Pose pose,
        @Nullable String target,
        String preset,
        int iterations,
        String chain) {

    /** Without a pose it is worn as it is meant. */
    public AttackRequest {
        pose = pose == null ? Pose.NEUTRAL : pose;
    }
}
