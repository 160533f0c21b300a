package dev.visor.defense;

import dev.visor.image.Image;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.List;

/** Removes adversarial accessories from pictures. Implementations are immutable and thread-safe. */
public interface Defense {

    /**
     * Cleanses pictures.
     *
     * @param probes aligned pictures, all of one size
     * @param recognizer the recognizer to protect; is not changed
     * @return a result per picture, in the same order
     */
    List<Cleansed> cleanse(List<Image> probes, WhiteBoxRecognizer recognizer);

    /** Cleanses one picture. */
    default Cleansed cleanse(Image probe, WhiteBoxRecognizer recognizer) {
        return cleanse(List.of(probe), recognizer).get(0);
    }

    /** Returns a recognizer that cleanses every picture before it looks at it. */
    default WhiteBoxRecognizer protect(WhiteBoxRecognizer recognizer) {
        return new ProtectedRecognizer(this, recognizer);
    }
}
