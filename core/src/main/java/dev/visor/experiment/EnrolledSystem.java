package dev.visor.experiment;

import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.saliency.CleanMaps;
import java.util.List;
import java.util.Set;

/**
 * A system under test with what its defenses need to know.
 *
 * @param recognizer the undefended recognizer
 * @param cleanMaps what the saliency maps of its training faces look like
 * @param trainingIds the ids of the faces that it was trained on
 */
public record EnrolledSystem(WhiteBoxRecognizer recognizer, CleanMaps cleanMaps, Set<String> trainingIds) {

    /** Copies the set. */
    public EnrolledSystem {
        trainingIds = Set.copyOf(trainingIds);
    }

    /** Returns the faces of enrolled people that the recognizer was trained on. */
    public List<Face> trainingFaces(FaceSet faces) {
        return enrolled(faces).stream()
                .filter(face -> trainingIds.contains(face.id()))
                .toList();
    }

    /** Returns the faces of enrolled people that the recognizer has never seen. */
    public List<Face> heldOutFaces(FaceSet faces) {
        return enrolled(faces).stream()
                .filter(face -> !trainingIds.contains(face.id()))
                .toList();
    }

    private List<Face> enrolled(FaceSet faces) {
        return faces.faces().stream()
                .filter(face -> recognizer.gallery().contains(face.identity()))
                .toList();
    }
}
