package dev.visor.evaluation;

import dev.visor.attack.GradientCheck;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one attacker's attacks with one accessory on one system. What is neither a success nor recognized,
 * tampered or unknown was taken for a third person.
 *
 * @param attacker the name of the attacker
 * @param accessory the name of the accessory
 * @param success attacks that were taken for the target: the adversarial success rate
 * @param recognized attacks that were recognized as who they are: the adversarial accuracy
 * @param tampered attacks that were taken for tampered with
 * @param unknown attacks that were not recognized as anybody
 * @param brokenCertificates of the attacks with faces whose clean picture got a certified answer that was right, those
 *     that the system decided for another person; null without certificates, or if the accessory is of no family that
 *     is certified against
 * @param reachedAt the iterations or queries after which the goal first held for what the attacker attacked, in rising
 *     order, one per attack for which it ever did
 * @param maxSteps iterations or queries that an attack could take
 * @param gradients whether there were gradients to follow; null unless the attacker follows those of the defended system
 * @param rates the figures at each of {@link Rates#THRESHOLDS}
 * @param goodness the goodness score of the system on the clean faces and these attacks
 * @param outcomes what became of each attack, in their order
 * @param transfer how well the attacks transfer; null unless they were made on surrogates
 * @param endToEnd how many attacks succeed in their photographs; null if there are none
 * @param printed how the attacks fare when they are printed, worn and photographed in a simulation; null if that was not tried
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
        int maxSteps,
        @Nullable GradientCheck gradients,
        List<Rates> rates,
        GoodnessScore goodness,
        List<Outcome> outcomes,
        @Nullable TransferResult transfer,
        @Nullable EndToEndRates endToEnd,
        @Nullable PrintedRates printed) {

    /** Copies the lists. */
    public Cell {
        reachedAt = List.copyOf(reachedAt);
        rates = List.copyOf(rates);
        outcomes = List.copyOf(outcomes);
    }

    /** Makes a cell of attacks that were not printed. */
    public Cell(
            String attacker,
            String accessory,
            Rate success,
            Rate recognized,
            Rate tampered,
            Rate unknown,
            @Nullable Rate brokenCertificates,
            List<Integer> reachedAt,
            int maxSteps,
            @Nullable GradientCheck gradients,
            List<Rates> rates,
            GoodnessScore goodness,
            List<Outcome> outcomes,
            @Nullable TransferResult transfer,
            @Nullable EndToEndRates endToEnd) {
        this(
                attacker,
                accessory,
                success,
                recognized,
                tampered,
                unknown,
                brokenCertificates,
                reachedAt,
                maxSteps,
                gradients,
                rates,
                goodness,
                outcomes,
                transfer,
                endToEnd,
                null);
    }

    /** Returns the same cell with what becomes of the attacks when they are printed. */
    public Cell withPrinted(PrintedRates newPrinted) {
        return new Cell(
                attacker,
                accessory,
                success,
                recognized,
                tampered,
                unknown,
                brokenCertificates,
                reachedAt,
                maxSteps,
                gradients,
                rates,
                goodness,
                outcomes,
                transfer,
                endToEnd,
                newPrinted);
    }

    /**
     * How many attacks succeed in their photographs.
     *
     * @param success attacks in photographs that succeed when the face is detected, aligned and identified anew
     * @param survived of the attacks that succeed on the crop, those that do so end to end
     * @param noFace photographs in which no face was found that can be used
     */
    public record EndToEndRates(Rate success, Rate survived, Rate noFace) {}
}
