package dev.visor.evaluation;

import dev.visor.defense.Cleansed;
import dev.visor.image.Mask;
import org.jspecify.annotations.Nullable;

/**
 * What became of one adversarial picture.
 *
 * @param attack the id of the attack
 * @param before the answer of the undefended system
 * @param after the answer of the defended one
 * @param maskedShare the share of the picture that the first defense masked, in [0, 1]; null if it masks nothing
 * @param maskedRegionShare the share of the accessory that the first defense masked, in [0, 1]; null likewise
 */
public record Outcome(
        String attack,
        Answer before,
        Answer after,
        @Nullable Double maskedShare,
        @Nullable Double maskedRegionShare) {

    /**
     * Returns the outcome of an attack.
     *
     * @param region where the accessory is
     * @param cleansed what the first defense made of the picture; null if it changes none
     */
    static Outcome of(String attack, Answer before, Answer after, Mask region, @Nullable Cleansed cleansed) {
        if (cleansed == null) {
            return new Outcome(attack, before, after, null, null);
        }
        Mask mask = cleansed.mask();
        return new Outcome(
                attack,
                before,
                after,
                mask.share(),
                (double) mask.intersection(region).area() / region.area());
    }
}
