package dev.visor.defense;

import dev.visor.image.Image;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.List;
import java.util.Optional;

/**
 * Something that stands between a picture and a recognizer. What it makes of a recognizer is a recognizer again, which
 * can be protected further and attacked like any other. One that needs no gradients is a {@link GradientFreeDefense}.
 * Implementations are immutable and thread-safe.
 */
public interface Defense extends ChainElement {

    /**
     * Puts the defense before a recognizer.
     *
     * @param recognizer stays open when the protected one is dropped
     */
    WhiteBoxRecognizer protect(WhiteBoxRecognizer recognizer);

    /**
     * Returns what an attacker who knows the defense descends on in the place of the protected recognizer: the same
     * thing unless that has too little of a gradient.
     *
     * @param recognizer what stands behind the defense, or the surrogate of that
     */
    default WhiteBoxRecognizer surrogate(WhiteBoxRecognizer recognizer) {
        return protect(recognizer);
    }

    /** Returns what hides a part of pictures in this defense, so that people can look at it; none if nothing does. */
    default Optional<Cleansing> masking() {
        return Optional.empty();
    }

    /**
     * Returns what is decided about pictures and who each is taken for under each of the defense's masks, so that people can
     * understand it; empty if the defense does not ask under masks.
     *
     * @param recognizer what stands behind the defense
     */
    default List<MaskedDecision> underMasks(List<Image> pictures, Recognizer recognizer) {
        return List.of();
    }
}
