package dev.visor.face.detection;

import dev.visor.face.FaceFormat;
import dev.visor.face.Similarity;
import dev.visor.image.Image;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Checks whether pictures that are presented as aligned faces are. It first asks the detector for the face at the template's
 * place, which is quick, and searches the whole picture only if that is not clear.
 *
 * <p>A face is where the template has it if the similarity that maps the template to its five points scales by
 * {@value #LEAST_SCALE} to {@value #MOST_SCALE} and moves the middle of the points by at most {@value #MOST_SHIFT} distances
 * of the eyes. All five points count, because a turned head has its eyes close together. Of 2195 crops that dlib and others
 * aligned, the smallest scale was 0.81, the largest 1.24, and the longest shift 0.29. Of 100 photographs of LFW, presented as
 * crops, the largest scale was 0.62.
 *
 * <p>Thread-safe as far as the detector is.
 */
public final class CropCheck {

    /** The smallest scale of a face that is where the template has it. */
    public static final double LEAST_SCALE = 0.72;

    /** The largest scale of a face that is where the template has it. */
    public static final double MOST_SCALE = 1.39;

    /** The longest shift of a face that is where the template has it, over the distance between the template's eyes. */
    public static final double MOST_SHIFT = 0.35;

    /** What the quick look may find without a search: it sees what it expects, so it has to be surer. */
    private static final Limits QUICK = new Limits(0.85, 1.18, 0.25);

    private static final Limits SEARCHED = new Limits(LEAST_SCALE, MOST_SCALE, MOST_SHIFT);

    private final FaceDetector detector;
    private final FivePoints template;

    /**
     * Makes a check.
     *
     * @param detector stays the caller's
     * @param format what the pictures are presented as
     */
    public CropCheck(FaceDetector detector, FaceFormat format) {
        this.detector = detector;
        this.template = FaceTemplate.of(format).points();
    }

    /** What a picture shows. */
    public enum Verdict {
        /** A face where the template has it. */
        ALIGNED,
        /** A face, but elsewhere or of another size. */
        MISPLACED,
        /** No face that the detector finds, which proves nothing: it may be masked or very small. */
        UNSEEN
    }

    /**
     * What was found in a picture.
     *
     * @param verdict in short
     * @param points of the nearest face, in pixels; none unless it is misplaced
     */
    public record Finding(Verdict verdict, Optional<FivePoints> points) {}

    /** Returns what a picture of the format's size shows. */
    public Finding check(Image picture) {
        if (detector.near(picture, template).filter(this::isClear).isPresent()) {
            return new Finding(Verdict.ALIGNED, Optional.empty());
        }
        List<DetectedFace> faces = detector.detect(picture);
        if (faces.isEmpty()) {
            return new Finding(Verdict.UNSEEN, Optional.empty());
        }
        if (faces.stream().anyMatch(face -> isWithin(face, SEARCHED))) {
            return new Finding(Verdict.ALIGNED, Optional.empty());
        }
        return new Finding(
                Verdict.MISPLACED,
                faces.stream()
                        .map(DetectedFace::points)
                        .min(Comparator.comparingDouble(points -> points.eyeOffset(template))));
    }

    private boolean isClear(DetectedFace face) {
        return isWithin(face, QUICK);
    }

    private boolean isWithin(DetectedFace face, Limits limits) {
        if (face.points().eyeDistance() < 1) {
            return false;
        }
        double scale = Similarity.estimate(template.all(), face.points().all()).scale();
        double shift = face.points().middle().distance(template.middle()) / template.eyeDistance();
        return scale >= limits.leastScale && scale <= limits.mostScale && shift <= limits.mostShift;
    }

    private record Limits(double leastScale, double mostScale, double mostShift) {}
}
