package dev.visor.face.detection;

import dev.visor.face.AlignedFace;
import dev.visor.face.FaceFormat;
import dev.visor.face.Similarity;
import dev.visor.image.Image;
import java.util.List;
import java.util.Optional;

/**
 * Makes crops of whatever pictures a system is asked about. A picture of the system's own size is taken for a crop if its
 * eyes are about where the template has them, and stays as it is, to the last bit. Any other picture is a photograph: its
 * largest face is cut out.
 *
 * <p>The check of a crop asks where the detector sees the eyes when it looks at the template's place. It is lenient: of
 * crops that dlib and others aligned, also those with adversarial glasses, the farthest eye was 0.43 distances of the eyes
 * away. A crop without a visible face is refused rather than let through. An attacker who hides the face from the detector
 * gets no answer, which is the harmless outcome for a system that opens doors.
 *
 * <p>Thread-safe as far as the detector is.
 */
public final class ProbeAligner {

    /** The farthest that an eye of a crop may be from the template, over the template's distance between the eyes. */
    public static final double MOST_OFFSET = 0.45;

    private static final double LEAST_RATIO = 0.6;
    private static final double MOST_RATIO = 1.6;

    private final FaceDetector detector;
    private final FaceFormat format;
    private final FaceAligner aligner;

    /**
     * Makes an aligner for a system.
     *
     * @param detector stays the caller's
     * @param format what the system takes
     */
    public ProbeAligner(FaceDetector detector, FaceFormat format) {
        this.detector = detector;
        this.format = format;
        this.aligner = new FaceAligner(format);
    }

    /** What was done to a picture. */
    public enum Treatment {
        /** It was a crop and stays as it is. */
        CROP,
        /** It had the size of a crop, but its eyes were elsewhere; its face was cut out. */
        REALIGNED,
        /** It was a photograph, and its face was cut out. */
        DETECTED
    }

    /**
     * A crop for the system.
     *
     * @param image of the system's size
     * @param treatment what was done
     * @param toCrop maps the picture's pixels to those of the crop; none if the picture is the crop
     * @param faces how many faces were seen in the picture, of which the largest was taken
     */
    public record Probe(Image image, Treatment treatment, Optional<Similarity> toCrop, int faces) {}

    /**
     * Returns the crop of a picture.
     *
     * @param name what to call the picture in a message
     * @throws NoFaceException if it shows no face, or the largest is too small or cut off
     */
    public Probe align(Image picture, String name) {
        boolean sized = picture.width() == format.width() && picture.height() == format.height();
        if (sized && isCrop(picture)) {
            return new Probe(picture, Treatment.CROP, Optional.empty(), 1);
        }
        List<DetectedFace> faces = detector.detect(picture);
        if (faces.isEmpty()) {
            throw new NoFaceException(name, "shows no face that the detector finds");
        }
        DetectedFace largest = faces.get(0);
        FaceAligner.refusal(picture, largest).ifPresent(reason -> {
            throw new NoFaceException(name, cannotUse(faces.size()) + reason);
        });
        AlignedFace aligned = aligner.align(picture, largest.points());
        return new Probe(
                aligned.image(),
                sized ? Treatment.REALIGNED : Treatment.DETECTED,
                Optional.of(aligned.toCrop()),
                faces.size());
    }

    private static String cannotUse(int faces) {
        return faces == 1
                ? "shows no face that can be used: "
                : "shows " + faces + " faces, and the largest cannot be used: ";
    }

    private boolean isCrop(Image picture) {
        FivePoints expected = aligner.template().points();
        return detector.near(picture, expected)
                .map(DetectedFace::points)
                .filter(points -> points.eyeOffset(expected) <= MOST_OFFSET)
                .map(points -> points.eyeDistance() / expected.eyeDistance())
                .filter(ratio -> ratio >= LEAST_RATIO && ratio <= MOST_RATIO)
                .isPresent();
    }
}
