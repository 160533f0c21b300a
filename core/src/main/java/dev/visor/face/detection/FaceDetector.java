package dev.visor.face.detection;

import dev.visor.image.Image;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds faces in photographs. Implementations are thread-safe and give the same answer always; whoever opened one closes
 * it.
 *
 * <pre>{@code
 * try (FaceDetector detector = new EmbeddedDetector().open()) {
 *     FaceAligner aligner = new FaceAligner(new FaceFormat(Alignment.ARCFACE, 112, 112));
 *     for (DetectedFace face : detector.detect(photograph)) {
 *         Image crop = aligner.align(photograph, face.points()).image();
 *     }
 * }
 * }</pre>
 */
public interface FaceDetector extends AutoCloseable {

    /** Returns the faces in a photograph, the largest first; perhaps none. */
    List<DetectedFace> detect(Image photograph);

    /**
     * Returns the face of a picture that should have its points about here.
     *
     * @param expected where the points should be, in pixels
     */
    default Optional<DetectedFace> near(Image picture, FivePoints expected) {
        return detect(picture).stream()
                .min(Comparator.comparingDouble(face -> face.points().eyeOffset(expected)));
    }

    @Override
    void close();
}
