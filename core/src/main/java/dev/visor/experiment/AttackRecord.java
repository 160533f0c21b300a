package dev.visor.experiment;

import dev.visor.face.Identity;
import org.jspecify.annotations.Nullable;

/**
 * One attack on the undefended recognizer.
 *
 * @param id what the attack is called; its pictures are named after it
 * @param face the id of the attacker's picture
 * @param attacker who it really is
 * @param target whom the attacker wants to pass for; null if anybody else will do (dodging)
 * @param reached whether the goal was reached with the confidence asked for
 * @param iterations how many iterations it took until the best picture
 * @param cleanConfidence how sure the recognizer was of the attacker without glasses, in [0, 1]
 * @param startConfidence how sure it was of the goal with the plain glasses, in [0, 1]
 * @param confidence how sure it is of the goal with the adversarial glasses, as an 8-bit picture, in [0, 1]
 */
public record AttackRecord(
        String id,
        String face,
        Identity attacker,
        @Nullable Identity target,
        boolean reached,
        int iterations,
        double cleanConfidence,
        double startConfidence,
        double confidence) {}
