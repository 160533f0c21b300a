package dev.visor.attack;

import dev.visor.recognition.WhiteBoxRecognizer;

/** The settings of an attack. Implementations are immutable; a user's own attack has its own. */
public interface AttackConfig {

    /** Makes the attack. */
    Attack<? super WhiteBoxRecognizer> build();

    /** Returns what the attacker knows of the victim; an attack that uses gradients is white-box. */
    Knowledge knowledge();

    /** Returns how many iterations, or queries of each face, an attack can take at most; at least 1. */
    int maxSteps();

    /** Returns whether an attack that has reached its goal may end before its last step. */
    default boolean stopsEarly() {
        return true;
    }
}
