package dev.visor.store.experiment;

import dev.visor.store.faces.EmbeddedFaces;
import dev.visor.store.faces.FaceFolder;
import dev.visor.store.faces.FaceFolderException;
import dev.visor.store.faces.FaceSelection;
import dev.visor.store.faces.LoadedFaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where an experiment's faces are from.
 *
 * @param folder with one subfolder per person; empty for the embedded faces
 * @param selection what is taken of it; of the embedded faces everything is
 */
public record FaceSource(Optional<Path> folder, FaceSelection selection) {

    /** The embedded faces. */
    public static final FaceSource EMBEDDED = new FaceSource(Optional.empty(), FaceSelection.ALL);

    /** Checks that the embedded faces are taken as they are. */
    public FaceSource {
        if (folder.isEmpty() && !selection.equals(FaceSelection.ALL)) {
            throw new IllegalArgumentException("the embedded faces are taken as they are, but there is a selection");
        }
    }

    /** Returns what to call the faces in a title, on one line. */
    public String name() {
        return folder.map(FaceFolder::nameOf).orElse(EmbeddedFaces.JOHNS).replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?");
    }

    /**
     * Loads the faces.
     *
     * @throws FaceFolderException if the folder cannot be used
     * @throws IOException if it cannot be listed
     */
    public LoadedFaces load() throws IOException {
        return folder.isPresent()
                ? FaceFolder.load(folder.get(), selection)
                : new LoadedFaces(EmbeddedFaces.johns(), List.of());
    }
}
