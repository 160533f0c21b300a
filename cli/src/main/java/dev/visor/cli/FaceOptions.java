package dev.visor.cli;

import dev.visor.face.Alignment;
import dev.visor.store.EmbeddedFaces;
import dev.visor.store.FaceFolder;
import dev.visor.store.LoadedFaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

    /** Returns where the faces are, absolute; empty for the embedded ones. */
    String folder() {
        return faces.isEmpty()
                ? ""
                : Path.of(faces).toAbsolutePath().normalize().toString();
    }

    /** Returns the alignment asked for; empty for none. */
    String alignment() {
        return alignment;
    }

    /** Loads the faces and tells what was left out. */
    LoadedFaces load(Console console) throws IOException {
        return load(folder(), alignment, console);
    }

    /** Loads faces from where an earlier stage found them. */
    static LoadedFaces load(String folder, String alignment, Console console) throws IOException {
        Optional<Alignment> asked = alignment.isEmpty() ? Optional.empty() : Optional.of(Alignment.parse(alignment));
        if (folder.isEmpty()) {
            if (asked.isPresent()) {
                throw new IllegalArgumentException(
                        "--alignment needs --faces: the embedded faces have an alignment of their own");
            }
            return new LoadedFaces(EmbeddedFaces.johns(), List.of());
        }
        LoadedFaces loaded = FaceFolder.load(Path.of(folder), asked);
        loaded.leftOut().forEach(console::leftOut);
        return loaded;
    }
}
