package dev.visor.defense.detection;

import dev.visor.defense.RegionMask;
import dev.visor.image.Image;
import dev.visor.recognition.MirroredRecognizer;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One look at a picture.
 *
 * @param name what is under the mask, in words
 * @param mask takes out what is under it
 * @param head was made for pictures under this mask; null if the recognizer behind the defense is asked
 * @param mirrored whether the mirror image of the picture under the mask is looked at, too; the logits are then the means of both
 */
record MaskedLook(String name, RegionMask mask, @Nullable WhiteBoxRecognizer head, boolean mirrored) {

    /** Returns the same look with another head. */
    MaskedLook with(WhiteBoxRecognizer own) {
        return new MaskedLook(name, mask, own, mirrored);
    }

    /** Returns the same look, also at the mirror image. */
    MaskedLook andMirrored() {
        return new MaskedLook(name, mask, head, true);
    }

    /** Returns who is asked about the picture under the mask. */
    Recognizer asked(Recognizer behind) {
        return head == null ? behind : head;
    }

    /** Returns how many pictures are asked about. */
    int viewCount() {
        return mirrored ? 2 : 1;
    }

    /** Returns these pictures. */
    List<Image> views(Image masked) {
        return mirrored ? List.of(masked, masked.mirrored()) : List.of(masked);
    }

    /** Returns what looks at each of these pictures as a recognizer of whole ones. */
    List<WhiteBoxRecognizer> inFrontOf(WhiteBoxRecognizer behind) {
        WhiteBoxRecognizer asked = head == null ? behind : head;
        WhiteBoxRecognizer straight = mask.protect(new RememberedLook(asked));
        return mirrored
                ? List.of(straight, mask.protect(new RememberedLook(new MirroredRecognizer(asked))))
                : List.of(straight);
    }
}
