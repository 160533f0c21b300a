package dev.visor.face.detection;

import dev.visor.face.AlignedFace;
import dev.visor.face.FaceFormat;
import dev.visor.face.Similarity;
import dev.visor.face.SimilarityWarp;
import dev.visor.image.Image;
import java.util.Locale;
import java.util.Optional;

/** Cuts faces out of photographs, turned and scaled to a template. Immutable and thread-safe. */
public final class FaceAligner {

    /** The least distance between the eyes of a face that can be recognized, in pixels of the photograph. */
    public static final double MIN_EYE_DISTANCE = 10;

    /** The largest share of a face, measured by its chip of dlib's template, that may lie outside its photograph. */
    public static final double MOST_OUTSIDE = 0.25;

    private final FaceFormat format;
    private final FaceTemplate template;
    private final FaceTemplate middle;

    /**
     * Makes an aligner.
     *
     * @param format the template and the size of the crops
     */
    public FaceAligner(FaceFormat format) {
        this.format = format;
        this.template = FaceTemplate.of(format);
        this.middle = FaceTemplate.of(format.withoutMargin());
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
        // The same estimate with a margin as without it, so that the middle has the same pixels.
        Similarity toCrop = middle.alignmentOf(points).then(format.fromMiddle());
        SimilarityWarp warp = SimilarityWarp.onBlack(toCrop, format.width(), format.height());
        return new AlignedFace(warp.quantized(photograph), toCrop);
    }

    /**
     * Returns why a face can't be used, if it can't: its eyes are less than {@value #MIN_EYE_DISTANCE} pixels apart, or the
     * border of the photograph cuts off one of its points or more than {@value #MOST_OUTSIDE} of it.
     */
    public static Optional<String> refusal(Image photograph, DetectedFace face) {
        double distance = face.points().eyeDistance();
        if (distance < MIN_EYE_DISTANCE) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the face is too small: the eyes are %.1f pixels apart, must be at least %.0f",
                    Math.floor(10 * distance) / 10,
                    MIN_EYE_DISTANCE));
        }
        return new BorderCheck(photograph).refusal(face.points());
    }
}
