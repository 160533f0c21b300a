package dev.visor.evaluation.captured;

/**
 * The attack of a run whose accessory was printed.
 *
 * @param attacker the name of the attacker in the experiment
 * @param against the name of the defense that an attacker who knows it attacked; empty for an attacker who does not know the
 *     defense
 * @param id of the attack
 */
public record PrintedAttack(String attacker, String against, String id) {

    /** Returns whether the attacker knows a defense. */
    public boolean isAdaptive() {
        return !against.isEmpty();
    }

    /** Returns it as tables of captures name it: {@code ATTACKER/ID}, or {@code ATTACKER/DEFENSE/ID}. */
    @Override
    public String toString() {
        return attacker + "/" + (against.isEmpty() ? "" : against + "/") + id;
    }
}
