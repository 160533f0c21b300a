package dev.visor.recognition;

import dev.visor.image.Color;
import dev.visor.image.Image;
import java.util.List;

/**
 * A recognizer whose inside is known: a gradient with respect to its logits can be pulled back to the pixels. Attacks,
 * saliency maps and defenses need no more than this.
 */
public interface WhiteBoxRecognizer extends Recognizer {

    /**
     * Identifies pictures and pulls a gradient with respect to the logits back to the pixels.
     *
     * @param probes aligned pictures, all of one size
     * @param loss the gradient to pull back
     * @param rule how the signal passes the activations
     * @return a result per picture, in the same order
     */
    List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule);

    /**
     * Tells whether the scores that come with a gradient are those of {@link #identify}, to the last bit. They are not
     * when gradients are computed in fewer bits; whatever is reported must then be identified again.
     */
    default boolean exactBackward() {
        return true;
    }

    /**
     * Returns the same recognizer with the choices held that it makes by the picture, such as which pixels a mask takes:
     * {@link #backward} makes them as for earlier pictures, while identification and decisions stay as they are. Choosing
     * costs passes, and without a choice the gradient is exact.
     *
     * @param earlier the pictures to choose by
     * @return a recognizer whose {@link #backward} takes as many pictures, each one a later state of the picture at its
     *     place, and which is not exact; this one if it makes no choices
     */
    default WhiteBoxRecognizer holding(List<Image> earlier) {
        return this;
    }

    /** Returns the color that the network sees as nothing: its input is zero there. */
    Color baseline();
}
