package dev.visor.attack.alignment;

import dev.visor.face.FaceFormat;
import dev.visor.face.Landmarks;
import dev.visor.face.Similarity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the face of an attacked photograph is aligned when it is detected anew.
 *
 * @param moved from the pixels of the first crop to those of the new one; null if no face was found that can be used
 */
public record Realignment(@Nullable Similarity moved) {

    /** Returns whether a face was found. */
    public boolean isFound() {
        return moved != null;
    }

    /**
     * Returns how far the eyes of the first crop are from their place in the new one: the farther of both, as a share of
     * the distance between the eyes; empty if no face was found.
     *
     * @param format of both crops
     */
    public Optional<Double> eyeOffset(FaceFormat format) {
        if (moved == null) {
            return Optional.empty();
        }
        Landmarks eyes = format.landmarks();
        double farther = Math.max(
                moved.apply(eyes.leftEye()).distance(eyes.leftEye()),
                moved.apply(eyes.rightEye()).distance(eyes.rightEye()));
        return Optional.of(farther / eyes.eyeDistance());
    }
}
