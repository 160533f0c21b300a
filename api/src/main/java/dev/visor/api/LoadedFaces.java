package dev.visor.api;

import dev.visor.face.FaceSource;
import dev.visor.run.RunContext;
import dev.visor.store.file.Sha256Sums;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The faces of a source, loaded when they are first asked for. Runs of the same experiment share them. Used by one thread. */
final class LoadedFaces {

    private static final int SHOWN = 20;

    private final FaceSource source;
    private @Nullable Optional<Sha256Sums> files;
    private FaceSource.@Nullable Loaded faces;

    LoadedFaces(FaceSource source) {
        this.source = source;
    }

    FaceSource source() {
        return source;
    }

    boolean areLoaded() {
        return faces != null;
    }

    /** Returns the sums of the files that the faces are read from, if they have any. */
    Optional<Sha256Sums> files() throws IOException {
        if (files == null) {
            files = source.files().map(Sha256Sums::new);
        }
        return files;
    }

    /**
     * Returns the faces.
     *
     * @param listener is called with what could not be used, when they are loaded
     */
    FaceSource.Loaded load(RunContext run, RunListener listener) throws IOException {
        if (faces == null) {
            files(); // before they are read: files that change meanwhile are then compared by their faces
            faces = source.load(run);
            faces.leftOut().stream().limit(SHOWN).forEach(line -> listener.noticed("left out: " + line));
            if (faces.leftOut().size() > SHOWN) {
                listener.noticed("left out: and " + (faces.leftOut().size() - SHOWN) + " more");
            }
        }
        return faces;
    }
}
