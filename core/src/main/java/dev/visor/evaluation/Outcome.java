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
 * @param endToEnd what the defended system answers to the photograph; null if there is none
 */
public record Outcome(
        String attack,
        Answer before,
        Answer after,
        @Nullable Double maskedShare,
        @Nullable Double maskedRegionShare,
        @Nullable EndToEnd endToEnd) {

    /**
     * Returns the outcome of an attack.
     *
     * @param region where the accessory is
     * @param cleansed what the first defense made of the picture; null if it changes none
     * @param endToEnd what the system answers to the photograph; null if there is none
     */
    static Outcome of(
            String attack,
            Answer before,
            Answer after,
            Mask region,
            @Nullable Cleansed cleansed,
            @Nullable EndToEnd endToEnd) {
        if (cleansed == null) {
            return new Outcome(attack, before, after, null, null, endToEnd);
        }
        Mask mask = cleansed.mask();
        return new Outcome(
                attack,
                before,
                after,
                mask.share(),
                (double) mask.intersection(region).area() / region.area(),
                endToEnd);
    }

    /**
     * What became of an attack in its photograph: the photograph was saved, and its face was detected, aligned and
     * identified anew.
     *
     * @param answer of the system; null if no face was found that can be used
     * @param offset how far the eyes are from where the first alignment had them, as a share of their distance; null
     *     likewise
     */
    public record EndToEnd(
            @Nullable Answer answer, @Nullable Double offset) {

        /** No face was found. */
        public static final EndToEnd NO_FACE = new EndToEnd(null, null);
    }
}
