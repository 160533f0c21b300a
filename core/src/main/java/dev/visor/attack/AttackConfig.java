package dev.visor.attack;

import dev.visor.recognition.Recognizer;
import dev.visor.recognition.WhiteBoxRecognizer;

/**
 * The settings of an attack. Implementations are immutable; a user's own attack has its own. The settings of one that only
 * asks the victim for answers are a {@link QueryAttackConfig}.
 */
public interface AttackConfig {

    /** Makes the attack. */
    Attack<? super WhiteBoxRecognizer> build();

    /** Returns whether the attack needs the gradients of its victim, so that it can't be made on a black box. */
    default boolean needsGradients() {
        return true;
    }

    /**
     * Makes the attack for victims whose inside may be unknown.
     *
     * @return throws an IllegalArgumentException if it needs gradients, and the victim is a black box
     */
    default Attack<Recognizer> buildForAny() {
        Attack<? super WhiteBoxRecognizer> attack = build();
        return (tasks, accessory, victim, run, finished) ->
                attack.craft(tasks, accessory, WhiteBoxRecognizer.of(victim, "the attack"), run, finished);
    }

    /** Returns what the attacker knows of the victim; an attack that uses gradients is white-box. */
    Knowledge knowledge();

    /** Returns how many iterations, or queries of each face, an attack can take at most; at least 1. */
    int maxSteps();

    /**
     * Returns about how many iterations, or queries of each face, an attack takes in the mean, those that never reach their goal
     * among them; at most {@link #maxSteps}. Gradient attacks that stop early took 25 to 50 where it was counted.
     */
    default double expectedSteps() {
        return stopsEarly() ? Math.min(45, maxSteps()) : maxSteps();
    }

    /** Returns how many pictures the victim sees for each picture of an attacker in one step; at least 1. */
    default int passesPerStep() {
        return 1;
    }

    /** Returns how many further pictures of the attacker the attack can use to try what it makes; at least 0. */
    default int rehearsals() {
        return 0;
    }

    /** Returns whether an attack that has reached its goal may end before its last step. */
    default boolean stopsEarly() {
        return true;
    }
}
