package dev.visor.store.faces;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.face.Alignment;
import dev.visor.face.detection.FaceDetectorSource;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import org.jspecify.annotations.Nullable;

/**
 * What is taken of a folder of faces, and how.
 *
 * @param alignment the template that the pictures were aligned to; null to go by their size
 * @param size the side of the square that every picture is resized to, in [32, 1024]; null for the size that most have
 * @param margin what is shown around the template on each side, as a share of its side, in [0, 4]; null
 *     for none
 * @param people the most people that are taken, those with the most pictures, at least 2; null for all
 * @param minPictures a person with fewer usable pictures is left out, at least 2; null to refuse such a person
 * @param detector finds the faces of photographs; null for the embedded one, and if pictures are aligned already
 */
public record FaceSelection(
        @Nullable AlignmentChoice alignment,
        @Nullable Integer size,
        @Nullable Double margin,
        @Nullable Integer people,
        @Nullable Integer minPictures,
        @Nullable FaceDetectorSource detector) {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<FaceSelection> SETTINGS = Settings.of(
                    FaceSelection.class,
                    Setting.of(
                            "alignment",
                            Type.optional(AlignmentChoice.TYPE),
                            "where the eyes are: dlib, arcface, or [left x, left y, right x, right y] as fractions; or"
                                    + " detect: pictures are photographs, and are aligned to arcface for a size of 112,"
                                    + " else to dlib"),
                    Setting.of(
                            "size",
                            Type.optional(Type.whole("in [32, 1024]")),
                            "side that every picture is resized to, in pixels; of photographs, the side of the template"),
                    Setting.of(
                            "margin",
                            Type.optional(Type.number("in [0, 4]")),
                            "what is shown around the template on each side, as a share of its side; for the alignment"
                                    + " detect, and systems that find the face by themselves"),
                    Setting.of(
                            "people",
                            Type.optional(Type.whole("at least 2")),
                            "most people that are taken, those with the most pictures"),
                    Setting.of(
                            "min-pictures",
                            Type.optional(Type.whole("at least 2")),
                            "people with fewer usable pictures are left out"),
                    Setting.of(
                            "detector",
                            Type.optional(Type.kind(FaceDetectorSource.class)),
                            "finds the faces for the alignment detect (default: the embedded one)"))
            .withDefault(() -> FaceSelection.ALL);

    /** The longest side of a face with its margin, in pixels. */
    private static final int MOST_SIDE = 2048;

    /** All pictures as they are. */
    public static final FaceSelection ALL = new FaceSelection(null, null, null, null, null, null);

    /** Selects faces without a margin. */
    public FaceSelection(
            @Nullable AlignmentChoice alignment,
            @Nullable Integer size,
            @Nullable Integer people,
            @Nullable Integer minPictures,
            @Nullable FaceDetectorSource detector) {
        this(alignment, size, null, people, minPictures, detector);
    }

    /** Checks the ranges, and that what is for photographs goes with photographs. */
    public FaceSelection {
        SETTINGS.check(alignment, size, margin, people, minPictures, detector);
        boolean detects = alignment != null && alignment.detects();
        if (detector != null && !detects) {
            throw new IllegalArgumentException("a detector is for photographs, so alignment must be detect");
        }
        check(
                detects || share(margin) == 0,
                "margin",
                share(margin),
                "0, because nothing is known of the surroundings of aligned faces; alignment: detect takes photographs");
        int side = Photographs.format(size, share(margin)).width();
        check(
                side <= MOST_SIDE,
                "margin",
                share(margin),
                "so small that a picture has at most " + MOST_SIDE + " pixels a side, instead of " + side);
    }

    private static double share(@Nullable Double margin) {
        return margin == null ? 0 : margin;
    }

    /** Returns what is shown around the template on each side, as a share of its side. */
    public double surroundings() {
        return share(margin);
    }

    /** Returns the same faces without their surroundings. */
    public FaceSelection withoutMargin() {
        return new FaceSelection(alignment, size, people, minPictures, detector);
    }

    /** Returns whether the pictures are photographs, whose faces are to be detected. */
    boolean detects() {
        return alignment != null && alignment.detects();
    }

    /** Returns all pictures of an alignment, or of that which their size shows. */
    public static FaceSelection aligned(@Nullable Alignment alignment) {
        return new FaceSelection(alignment == null ? null : AlignmentChoice.of(alignment), null, null, null, null);
    }
}
