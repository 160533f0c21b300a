package dev.visor.evaluation;

import dev.visor.attack.Knowledge;

/**
 * An attacker as reports describe one.
 *
 * @param name in the matrix
 * @param knowledge what the attacker sees of a system
 * @param adaptive whether the attacker knows the defense and attacks the defended system
 * @param goal what the attacker wants, in a few words, of which the first is impersonation or dodging
 * @param attacks how many attacks were made with each accessory, at most
 * @param maxSteps the most iterations or queries of an attack
 */
public record AttackerSummary(
        String name, Knowledge knowledge, boolean adaptive, String goal, int attacks, int maxSteps) {

    /** Returns whether the attacker wants to pass for somebody else. */
    public boolean impersonates() {
        return goal.startsWith("impersonation");
    }

    /** Returns whether the attacker follows gradients through the defense. */
    boolean followsDefense() {
        return adaptive && knowledge == Knowledge.WHITE_BOX;
    }
}
