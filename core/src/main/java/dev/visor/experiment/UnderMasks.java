package dev.visor.experiment;

import dev.visor.defense.MaskedAnswer;
import dev.visor.evaluation.Answer;
import dev.visor.face.Identity;
import java.util.List;

/**
 * What a defense that looks under masks makes of an attack, and of the attacker's face without the accessory.
 *
 * @param clean the answer of the defended system to the face without the accessory
 * @param masks one after another, at least one
 */
public record UnderMasks(Answer clean, List<MaskView> masks) {

    /** Copies the list. */
    public UnderMasks {
        masks = List.copyOf(masks);
    }

    /**
     * What is seen under one mask.
     *
     * @param mask what is under it, in words
     * @param attacked of the adversarial picture
     * @param clean of the face without the accessory
     */
    public record MaskView(String mask, View attacked, View clean) {}

    /**
     * What is left of a picture, and who that is.
     *
     * @param picture the name of the picture
     * @param plausible who it may be, the most probable person first; perhaps nobody
     */
    public record View(String picture, List<Plausible> plausible) {

        /** Copies the list. */
        public View {
            plausible = List.copyOf(plausible);
        }

        static View of(String picture, MaskedAnswer answer) {
            return new View(
                    picture,
                    answer.plausible().stream()
                            .map(person -> new Plausible(person, answer.scores().confidence(person)))
                            .toList());
        }
    }

    /**
     * Somebody who is plausible under a mask.
     *
     * @param person who
     * @param confidence the probability of that person, in [0, 1]
     */
    public record Plausible(Identity person, double confidence) {}
}
