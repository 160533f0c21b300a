package dev.visor.attack.blackbox;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Attack;
import dev.visor.attack.QueryAttackConfig;
import dev.visor.recognition.Recognizer;
import java.util.List;

/** The settings of an attack by queries, which can go on from what another attack has found. Implementations are immutable. */
public interface ContinuingAttackConfig extends QueryAttackConfig {

    /**
     * Makes an attack whose first change tries the accessories of other attacks. Pixels at the accessory's edge, which mix with the
     * face, get the mixed color.
     *
     * @param examples of attacks on the same tasks with the same accessory, such as those of a {@link TransferAttack};
     *     tasks without one begin as ever
     */
    Attack<Recognizer> startingFrom(List<AdversarialExample> examples);

    /** Makes an attack that begins as ever. */
    @Override
    default Attack<Recognizer> build() {
        return startingFrom(List.of());
    }
}
