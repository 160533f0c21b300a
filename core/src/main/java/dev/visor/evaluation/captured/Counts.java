package dev.visor.evaluation.captured;

import dev.visor.evaluation.Rate;
import java.util.List;

/**
 * Counts what became of pictures.
 *
 * @param pictures all that are counted
 * @param system the number of the system, counted from 0
 */
record Counts(List<CapturedPicture> pictures, int system) {

    /** Returns how often this became of a picture with a usable face. */
    Rate of(CapturedOutcome outcome) {
        List<CapturedPicture> faces =
                pictures.stream().filter(CapturedPicture::hasFace).toList();
        return new Rate(
                (int) faces.stream()
                        .filter(picture -> picture.outcome(system) == outcome)
                        .count(),
                faces.size());
    }

    /** Returns how many of all pictures have no usable face. */
    Rate noFace() {
        return new Rate(
                (int) pictures.stream().filter(picture -> !picture.hasFace()).count(), pictures.size());
    }
}
