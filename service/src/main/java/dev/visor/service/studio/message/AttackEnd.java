package dev.visor.service.studio.message;

/**
 * The end of an attack.
 *
 * @param success whether what is attacked decides what the attacker wants
 * @param steps how many there were
 * @param confidence of the best picture
 * @param picture the best one
 */
public record AttackEnd(boolean success, int steps, double confidence, PictureCard picture) {}
