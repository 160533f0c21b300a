package dev.visor.defense;

import dev.visor.recognition.Recognizer;
import dev.visor.recognition.StraightThroughRecognizer;
import dev.visor.recognition.WhiteBoxRecognizer;

/**
 * A defense that goes by answers alone, so that it can stand in front of a black box too. What it makes of a black box is a
 * black box. Implementations are immutable and thread-safe.
 */
public interface GradientFreeDefense extends Defense {

    /**
     * Puts the defense before a recognizer whose gradients nobody asks for.
     *
     * @param recognizer stays open when the protected one is dropped
     */
    Recognizer protectAnswers(Recognizer recognizer);

    /** Unless the defense does otherwise, gradients go straight through it. */
    @Override
    default WhiteBoxRecognizer protect(WhiteBoxRecognizer recognizer) {
        return new StraightThroughRecognizer(protectAnswers(recognizer), recognizer);
    }
}
