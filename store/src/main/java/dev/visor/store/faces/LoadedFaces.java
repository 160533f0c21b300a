package dev.visor.store.faces;

import dev.visor.face.FaceSet;
import java.util.List;

/**
 * The faces of a folder.
 *
 * @param faces what could be used
 * @param leftOut what could not, each as {@code <id>: <reason>}
 */
public record LoadedFaces(FaceSet faces, List<String> leftOut) {

    /** Copies the list. */
    public LoadedFaces {
        leftOut = List.copyOf(leftOut);
    }
}
