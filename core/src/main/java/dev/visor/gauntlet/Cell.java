package dev.visor.gauntlet;

import dev.visor.attack.GradientCheck;
import dev.visor.evaluation.Rate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one attacker's attacks with one accessory on one defended system. What is neither a success nor
 * recognized, tampered or unknown was taken for a third person.
 *
 * @param attacker the name of the attacker
 * @param accessory the name of the accessory
 * @param success attacks that were taken for the target
 * @param recognized attacks that were recognized as who they are: the adversarial accuracy
 * @param tampered attacks that were taken for tampered with
 * @param unknown attacks that were not recognized as anybody
 * @param brokenCertificates of the attacks with faces whose clean picture got a certified answer that was right, those
 *     that the system decided for another person; null without certificates, or if the accessory is of no family that
 *     is certified against
 * @param reachedAt the iterations or queries after which the goal first held for what the attacker attacked, in rising
 *     order, one per attack for which it ever did
 * @param most iterations or queries that an attack could take
 * @param gradients whether there were gradients to follow; null for attackers who do not use any
 */
public record Cell(
        String attacker,
        String accessory,
        Rate success,
        Rate recognized,
        Rate tampered,
        Rate unknown,
        @Nullable Rate brokenCertificates,
        List<Integer> reachedAt,
        int most,
        @Nullable GradientCheck gradients) {

    /** Copies the list. */
    public Cell {
        reachedAt = List.copyOf(reachedAt);
    }
}
