package dev.visor.defense;

import dev.visor.face.Landmarks;
import dev.visor.image.Image;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import java.util.List;

/**
 * What defenses are built from.
 *
 * @param recognizer the one that stands behind all of them; must stay open as long as they are used
 * @param cleanMaps what the saliency maps of clean faces look like to it
 * @param landmarks where the eyes are in aligned pictures
 * @param width of the pictures in pixels
 * @param height of the pictures in pixels
 * @param calibration clean pictures that the recognizer was not trained on, perhaps none
 * @param run its seed decides the draws
 */
public record DefenseContext(
        WhiteBoxRecognizer recognizer,
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
}
