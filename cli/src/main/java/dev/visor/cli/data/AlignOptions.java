package dev.visor.cli.data;

import dev.visor.cli.console.FinderOptions;
import dev.visor.face.Alignment;
import dev.visor.face.FaceFormat;
import dev.visor.face.detection.FaceDetector;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How commands align faces: by which detector, to which template. */
final class AlignOptions {

    private static final int ARCFACE_SIDE = 112;
    private static final int DLIB_SIDE = 150;
    private static final int MIN_SIDE = 32;
    private static final int MAX_SIDE = 1024;

    @Option(
            names = "--alignment",
            paramLabel = "NAME",
            defaultValue = "arcface",
            description = "The template: arcface or dlib (default: ${DEFAULT-VALUE}).")
    private String alignment = "arcface";

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "Side of the crops in pixels, in [32, 1024] (default: 112 for arcface, 150 for dlib).")
    private @Nullable Integer size;

    @Mixin
    private FinderOptions finder = new FinderOptions();

    /** Opens the detector. */
    FaceDetector open() throws IOException {
        return finder.open();
    }

    /** Returns what to call the detector. */
    String detector() {
        return finder.name();
    }

    /**
     * Returns the template and the size of the crops.
     *
     * @throws IllegalArgumentException if an option is illegal
     */
    FaceFormat format() {
        String word = alignment.toLowerCase(Locale.ROOT);
        if (!word.equals("arcface") && !word.equals("dlib")) {
            throw new IllegalArgumentException("--alignment: \"" + alignment + "\", must be arcface or dlib");
        }
        int side = size != null ? size : word.equals("arcface") ? ARCFACE_SIDE : DLIB_SIDE;
        if (side < MIN_SIDE || side > MAX_SIDE) {
            throw new IllegalArgumentException("--size: " + side + ", must be in [32, 1024]");
        }
        return new FaceFormat(Alignment.parse(word), side, side);
    }
}
