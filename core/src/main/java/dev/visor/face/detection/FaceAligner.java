package dev.visor.face.detection;

import dev.visor.face.AlignedFace;
import dev.visor.face.FaceFormat;
import dev.visor.face.Point;
import dev.visor.face.Similarity;
import dev.visor.face.SimilarityWarp;
import dev.visor.image.Image;
import java.util.Locale;
import java.util.Optional;

/** Cuts faces out of photographs, turned and scaled to a template. Immutable and thread-safe. */
public final class FaceAligner {

    /** The least distance between the eyes of a face that can be recognized, in pixels of the photograph. */
    public static final double MIN_EYE_DISTANCE = 10;

    private final FaceFormat format;
    private final FaceTemplate template;

    /**
     * Makes an aligner.
     *
     * @param format the template and the size of the crops
     */
    public FaceAligner(FaceFormat format) {
        this.format = format;
        this.template = FaceTemplate.of(format);
    }

    /** Returns the form of the crops. */
    public FaceFormat format() {
        return format;
    }

    /** Returns the template that faces are aligned to. */
    public FaceTemplate template() {
        return template;
    }

    /** Returns the face with these points as a crop. What lies beyond the photograph is black. */
    public AlignedFace align(Image photograph, FivePoints points) {
        Similarity toCrop = template.alignmentOf(points);
        SimilarityWarp warp = SimilarityWarp.onBlack(toCrop, format.width(), format.height());
        return new AlignedFace(warp.quantized(photograph), toCrop);
    }

    /** Returns why a face can't be used, if it can't: it is too small, or the border of the photograph cuts it off. */
    public static Optional<String> refusal(Image photograph, DetectedFace face) {
        double distance = face.points().eyeDistance();
        if (distance < MIN_EYE_DISTANCE) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the face is too small: the eyes are %.1f pixels apart, must be at least %.0f",
                    distance,
                    MIN_EYE_DISTANCE));
        }
        boolean whole = face.points().all().stream().allMatch(point -> isInside(point, photograph));
        return whole ? Optional.empty() : Optional.of("the face is cut off by the border of the photograph");
    }

    private static boolean isInside(Point point, Image photograph) {
        return point.x() >= 0
                && point.y() >= 0
                && point.x() <= photograph.width() - 1
                && point.y() <= photograph.height() - 1;
    }
}
