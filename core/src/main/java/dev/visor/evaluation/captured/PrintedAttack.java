package dev.visor.evaluation.captured;

/**
 * The attack of a run whose accessory was printed.
 *
 * @param attacker the name of the attacker in the experiment
 * @param id of the attack
 */
public record PrintedAttack(String attacker, String id) {

    /** Returns it as tables of captures name it: {@code ATTACKER/ID}. */
    @Override
    public String toString() {
        return attacker + "/" + id;
    }
}
