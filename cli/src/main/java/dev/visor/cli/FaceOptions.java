package dev.visor.cli;

import dev.visor.face.Alignment;
import dev.visor.store.experiment.FaceSource;
import dev.visor.store.faces.FaceSelection;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which faces are used. */
final class FaceOptions {

    @Option(
            names = "--faces",
            paramLabel = "FOLDER",
            description = "Aligned faces, one subfolder per person (default: the embedded faces of five people).")
    private String faces = "";

    @Option(
            names = "--alignment",
            paramLabel = "NAME",
            description = "Where the eyes are: dlib, arcface, or four fractions leftX,leftY,rightX,rightY of width and"
                    + " height (default: by the size of the pictures, 150x150 dlib, 112x112 arcface).")
    private String alignment = "";

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description = "Resize every picture to a square of this side (default: the size that most have).")
    private @Nullable Integer size;

    /** Returns where the faces are from. */
    FaceSource source() {
        if (faces.isEmpty()) {
            if (!alignment.isEmpty() || size != null) {
                throw new IllegalArgumentException((alignment.isEmpty() ? "--size" : "--alignment")
                        + " needs --faces: the embedded faces have "
                        + (alignment.isEmpty() ? "a size" : "an alignment") + " of their own");
            }
            return FaceSource.EMBEDDED;
        }
        return new FaceSource(
                Optional.of(Path.of(faces).toAbsolutePath().normalize()),
                new FaceSelection(
                        alignment.isEmpty() ? Optional.empty() : Optional.of(Alignment.parse(alignment)),
                        size == null ? OptionalInt.empty() : OptionalInt.of(size),
                        OptionalInt.empty(),
                        OptionalInt.empty()));
    }
}
