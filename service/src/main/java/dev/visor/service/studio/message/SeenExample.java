package dev.visor.service.studio.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attack of a run.
 *
 * @param id of the attack
 * @param attacker the name of the attacker's settings
 * @param accessory the name of what is worn
 * @param chain what was attacked
 * @param from who attacks
 * @param target whom the attacker wants to pass for; null for dodging
 * @param success whether the goal was reached on what was attacked
 * @param confidence how sure what was attacked is of the goal, in [0, 1]
 * @param clean the address of the face without the accessory
 * @param adversarial the address of the attacked picture
 * @param decisions of the chains that were shown the picture
 */
public record SeenExample(
        String id,
        String attacker,
        String accessory,
        String chain,
        String from,
        @Nullable String target,
        boolean success,
        double confidence,
        String clean,
        String adversarial,
        List<Decided> decisions) {

    /** Copies the list. */
    public SeenExample {
        decisions = List.copyOf(decisions);
    }

    /** What a chain decides about the attacked picture. */
    public record Decided(
            String chain, String verdict, @Nullable String person, boolean certified) {}
}
