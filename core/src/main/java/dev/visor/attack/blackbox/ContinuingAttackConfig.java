package dev.visor.attack.blackbox;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Attack;
import dev.visor.attack.QueryAttackConfig;
import dev.visor.recognition.Recognizer;
import java.util.List;

/** The settings of an attack by queries, which can go on from what another attack has found. Implementations are immutable. */
public interface ContinuingAttackConfig extends QueryAttackConfig {

    /**
     * Makes an attack whose first change tries the accessories of other attacks.
     *
     * @param examples of attacks on the same tasks with the same accessory; tasks without one begin as ever
     */
    Attack<Recognizer> startingFrom(List<AdversarialExample> examples);
}
