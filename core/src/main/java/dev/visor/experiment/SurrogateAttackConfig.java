package dev.visor.experiment;

import dev.visor.attack.Attack;
import dev.visor.attack.QueryAttackConfig;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of an attack that is made on surrogates: systems that the attacker has and whose inside is known. They are trained
 * or enrolled on the same faces as the system under test, whose gradients the attack does not need. Implementations are
 * immutable.
 */
public interface SurrogateAttackConfig extends QueryAttackConfig {

    /** Returns the surrogates by name; empty until {@link #on} has resolved names of other systems. */
    Map<String, SystemSource> surrogates();

    /**
     * Makes the attack.
     *
     * @param surrogates in the order of {@link #surrogates}, at least one, all with the same people
     */
    Attack<Recognizer> build(List<WhiteBoxRecognizer> surrogates);

    /** An attack on surrogates can't be made without them. */
    @Override
    default Attack<Recognizer> build() {
        throw new IllegalStateException("an attack on surrogates can't be made without surrogates");
    }

    /**
     * Returns the attack on one of several systems, with the other systems that it names as its surrogates; empty if it is not
     * tried on this one.
     *
     * @param system the name of the system under test
     * @param systems all systems by name
     * @throws IllegalArgumentException if it names a system that is not there
     */
    Optional<SurrogateAttackConfig> on(String system, Map<String, SystemSource> systems);

    /** Returns the same attack with everything resolved that depends on this machine. */
    SurrogateAttackConfig resolved();

    /** Returns how many gradients of each surrogate an attack can take at most; at least 1. */
    int surrogateGradients();
}
