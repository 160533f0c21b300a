package dev.visor.evaluation;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Goal;
import dev.visor.attack.Impersonation;
import dev.visor.face.Identity;
import org.jspecify.annotations.Nullable;

/**
 * One attack.
 *
 * @param id what the attack is called; its pictures are named after it
 * @param face the id of the attacker's picture
 * @param attacker who it really is
 * @param target whom the attacker wants to pass for; null if anybody else will do (dodging)
 * @param reached whether the goal was reached with the confidence asked for
 * @param iterations how many iterations it took until the best picture
 * @param firstSuccess after how many iterations, those of earlier restarts included, the goal first held, whatever the
 *     confidence; 0 if it held with the plain glasses, null if it never did
 * @param regionShare the share of the picture within which it was changed, in [0, 1]
 * @param cleanConfidence how sure the recognizer was of who the attacker is, without glasses, in [0, 1]; of a stranger that
 *     it is nobody
 * @param startConfidence how sure it was of the goal with the plain glasses, in [0, 1]
 * @param confidence how sure it is of the goal with the adversarial glasses, as an 8-bit picture, in [0, 1]
 * @param onSurrogates whether the goal held on all surrogates for the picture that was made on them; null if it was made on
 *     none
 */
public record AttackRecord(
        String id,
        String face,
        Identity attacker,
        @Nullable Identity target,
        boolean reached,
        int iterations,
        @Nullable Integer firstSuccess,
        double regionShare,
        double cleanConfidence,
        double startConfidence,
        double confidence,
        @Nullable Boolean onSurrogates) {

    /** Returns the record of an adversarial example. */
    public static AttackRecord of(AdversarialExample example) {
        Goal goal = example.goal();
        return new AttackRecord(
                example.id(),
                example.face().id(),
                example.face().identity(),
                goal instanceof Impersonation impersonation ? impersonation.target() : null,
                example.reached(),
                example.iterations(),
                example.firstSuccess().isPresent() ? example.firstSuccess().getAsInt() : null,
                example.region().share(),
                example.cleanScores().rightConfidence(example.face().identity()),
                goal.confidence(example.startScores()),
                goal.confidence(example.scores()),
                example.onSurrogates());
    }
}
