package dev.visor.attack;

import dev.visor.recognition.Recognizer;

/** The settings of an attack that asks its victim for answers alone, so that it can be made on a black box too. */
public interface QueryAttackConfig extends AttackConfig {

    @Override
    Attack<Recognizer> build();

    @Override
    default boolean needsGradients() {
        return false;
    }

    @Override
    default Attack<Recognizer> buildForAny() {
        return build();
    }
}
