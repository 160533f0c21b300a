package dev.visor.service.studio;

/**
 * The end of an attack.
 *
 * @param success whether what is attacked decides what the attacker wants
 * @param steps how many there were
 * @param confidence of the best picture
 * @param picture the best one
 */
public record AttackEnd(boolean success, int steps, double confidence, PictureCard picture) {

    /**
     * What the best picture is worth.
     *
     * @param success whether what is attacked decides what the attacker wants
     * @param confidence of what is attacked in the target, or with dodging in the attacker
     */
    record Made(boolean success, double confidence, PictureCard picture) {}
}
