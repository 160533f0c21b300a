package dev.visor.defense.detection;

import dev.visor.defense.RegionMask;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.WhiteBoxRecognizer;
import org.jspecify.annotations.Nullable;

/**
 * One look at a picture.
 *
 * @param name what is under the mask, in words
 * @param mask takes out what is under it
 * @param head was made for pictures under this mask; null if the recognizer behind the defense is asked
 */
record MaskedLook(String name, RegionMask mask, @Nullable WhiteBoxRecognizer head) {

    /** Returns the same look with another head. */
    MaskedLook with(WhiteBoxRecognizer own) {
        return new MaskedLook(name, mask, own);
    }

    /** Returns who is asked about the picture under the mask. */
    Recognizer asked(Recognizer behind) {
        return head == null ? behind : head;
    }

    /** Returns the look as a recognizer of whole pictures. */
    WhiteBoxRecognizer inFrontOf(WhiteBoxRecognizer behind) {
        return mask.protect(head == null ? behind : head);
    }
}
