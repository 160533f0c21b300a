package dev.visor.attack;

import dev.visor.recognition.Recognizer;

/** The settings of an attack that asks its victim for answers alone, so that it can be made on a black box too. */
public interface QueryAttackConfig extends AttackConfig {

    /** What attacks ask of their queries in the mean, as most never reach their goal: 80 to 100 % where it was counted. */
    double USUAL_SHARE = 0.87;

    @Override
    Attack<Recognizer> build();

    @Override
    default double expectedSteps() {
        return stopsEarly() ? USUAL_SHARE * maxSteps() : maxSteps();
    }

    @Override
    default boolean needsGradients() {
        return false;
    }

    @Override
    default Attack<Recognizer> buildForAny() {
        return build();
    }
}
