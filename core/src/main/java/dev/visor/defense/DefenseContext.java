package dev.visor.defense;

import dev.visor.face.Landmarks;
import dev.visor.image.Image;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What defenses are built from.
 *
 * @param recognizer the one that stands behind all of them; must stay open as long as they are used
 * @param hardened the same backbone with a head that was trained with occlusions; null if nothing needs it
 * @param cleanMaps what the saliency maps of clean faces look like to it
 * @param landmarks where the eyes are in aligned pictures
 * @param width of the pictures in pixels
 * @param height of the pictures in pixels
 * @param calibration clean pictures that the recognizer was not trained on, perhaps none
 * @param run its seed decides the draws
 */
public record DefenseContext(
        WhiteBoxRecognizer recognizer,
        @Nullable WhiteBoxRecognizer hardened,
        CleanMaps cleanMaps,
        Landmarks landmarks,
        int width,
        int height,
        List<Image> calibration,
        RunContext run) {

    /** Copies the list. */
    public DefenseContext {
        calibration = List.copyOf(calibration);
    }

    /**
     * Returns the hardened recognizer.
     *
     * @throws IllegalArgumentException if there is none
     */
    WhiteBoxRecognizer requireHardened() {
        if (hardened == null) {
            throw new IllegalArgumentException("no recognizer with a hardened head, which the defense needs");
        }
        return hardened;
    }
}
