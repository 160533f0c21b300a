package dev.visor.defense;

import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.recognition.Scores;
import java.util.List;

/**
 * Who a picture is taken for under one mask of a defense.
 *
 * @param mask what is under the mask, in words
 * @param picture what is left, with the pixels under the mask replaced
 * @param scores of the picture that is left
 * @param plausible who it may be by these scores, the most probable person first; perhaps nobody
 */
public record MaskedAnswer(String mask, Image picture, Scores scores, List<Identity> plausible) {

    /** Copies the list. */
    public MaskedAnswer {
        plausible = List.copyOf(plausible);
    }
}
