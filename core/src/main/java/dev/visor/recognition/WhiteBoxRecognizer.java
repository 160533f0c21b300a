package dev.visor.recognition;

import dev.visor.image.Color;
import dev.visor.image.Image;
import java.util.List;
import java.util.Optional;

/**
 * A recognizer whose inside is known: a gradient with respect to its logits can be pulled back to the pixels. Attacks,
 * saliency maps and defenses need no more than this.
 */
public interface WhiteBoxRecognizer extends Recognizer {

    /**
     * Scores pictures and pulls a gradient with respect to the logits back to the pixels.
     *
     * @param probes aligned pictures, all of one size
     * @param loss the gradient to pull back
     * @param rule how the signal passes the activations
     * @return a result per picture, in the same order
     */
    List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule);

    @Override
    default Optional<WhiteBoxRecognizer> whiteBox() {
        return Optional.of(this);
    }

    /**
     * Returns a recognizer with its gradients.
     *
     * @param recognizer one whose inside may be unknown
     * @param user what needs the gradients, as the message names it
     * @throws IllegalArgumentException if it is a black box
     */
    static WhiteBoxRecognizer of(Recognizer recognizer, String user) {
        return recognizer
                .whiteBox()
                .orElseThrow(() -> new IllegalArgumentException(
                        user + " needs gradients, and the recognizer is a black box: it only answers"));
    }

    /** Returns the color that the network sees as nothing: its input is zero there. */
    Color baseline();
}
