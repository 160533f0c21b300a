package dev.visor.experiment;

import dev.visor.defense.DefenseConfig;
import dev.visor.recognition.CountingRecognizer;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.List;

/**
 * A recognizer behind a chain of defenses.
 *
 * @param name of the chain in the matrix
 * @param chain what stands before the recognizer
 * @param victim what decides
 * @param surrogate what an attacker who knows the chain descends on
 * @param counter counts the passes through the network
 */
public record DefendedSystem(
        String name,
        List<DefenseConfig> chain,
        WhiteBoxRecognizer victim,
        WhiteBoxRecognizer surrogate,
        CountingRecognizer counter) {

    /** Copies the list. */
    public DefendedSystem {
        chain = List.copyOf(chain);
    }

    /** Returns what an attacker attacks. */
    WhiteBoxRecognizer target(Attacker attacker) {
        return attacker instanceof Attacker.QueryOnly ? victim : surrogate;
    }
}
