package dev.visor.cli.picture;

import dev.visor.cli.console.FinderOptions;
import dev.visor.face.Alignment;
import dev.visor.face.FaceFormat;
import dev.visor.face.detection.FaceDetector;
import dev.visor.face.detection.ProbeAligner;
import dev.visor.face.detection.ProbeAligner.Treatment;
import dev.visor.image.Image;
import dev.visor.image.PictureException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What commands that compare faces take, where no gallery says so: by which detector, at which template and size. */
final class FaceOptions {

    private static final int MIN_SIDE = 32;
    private static final int MAX_SIDE = 1024;
    private static final int ARCFACE_SIDE = 112;
    private static final int DLIB_SIDE = 150;

    @Option(
            names = "--alignment",
            paramLabel = "NAME",
            order = 10,
            description =
                    "Where the eyes are: dlib, arcface, or four fractions (default: that of the gallery, or by the size"
                            + " of the first picture; of photographs dlib for resnet29, else arcface).")
    private @Nullable String alignment;

    @Option(
            names = "--size",
            paramLabel = "N",
            order = 11,
            description =
                    "Side of the faces in pixels, in [32, 1024] (default: that of the gallery or of aligned faces; of"
                            + " photographs 112 for arcface, else 150).")
    private @Nullable Integer size;

    @Mixin
    private FinderOptions finder = new FinderOptions();

    /** Opens the detector. */
    FaceDetector open() throws IOException {
        return finder.open();
    }

    /**
     * Refuses what a gallery says itself.
     *
     * @throws IllegalArgumentException if an option is given
     */
    void checkUnset() {
        if (alignment != null || size != null) {
            throw new IllegalArgumentException("--" + (alignment != null ? "alignment" : "size")
                    + " and the gallery exclude each other: the gallery has its own");
        }
    }

    /**
     * Returns what all pictures become.
     *
     * @param usual for photographs, if nothing is given
     * @param first the first picture: if it is an aligned face, the others are taken to be alike
     * @throws IllegalArgumentException if an option is illegal
     */
    FaceFormat format(FaceFormat usual, Image first, FaceDetector detector) {
        if (size != null && (size < MIN_SIDE || size > MAX_SIDE)) {
            throw new IllegalArgumentException("--size: " + size + ", must be in [32, 1024]");
        }
        if (alignment == null) {
            FaceFormat otherwise = Alignment.ofSize(first.width(), first.height())
                    .map(of -> new FaceFormat(of, first.width(), first.height()))
                    .orElse(usual);
            return size == null ? otherwise : new FaceFormat(otherwise.alignment(), size, size);
        }
        Alignment given = Alignment.parse(alignment);
        if (size != null) {
            return new FaceFormat(given, size, size);
        }
        FaceFormat own = new FaceFormat(given, first.width(), first.height());
        if (isCrop(first, own, detector)) {
            return own;
        }
        int side = given.equals(Alignment.ARCFACE) ? ARCFACE_SIDE : DLIB_SIDE;
        return new FaceFormat(given, side, side);
    }

    private static boolean isCrop(Image first, FaceFormat own, FaceDetector detector) {
        try {
            return Math.max(first.width(), first.height()) <= MAX_SIDE
                    && new ProbeAligner(detector, own).align(first, "picture").treatment() == Treatment.CROP;
        } catch (PictureException e) {
            return false;
        }
    }
}
