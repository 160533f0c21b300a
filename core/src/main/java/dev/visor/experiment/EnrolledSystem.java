package dev.visor.experiment;

import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.Reading;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A system under test with what its defenses need to know.
 *
 * @param recognizer the undefended recognizer, perhaps a black box
 * @param cleanMaps what the saliency maps of its training faces look like; none of a black box
 * @param trainingIds the ids of the faces that it was trained on or that were enrolled; perhaps none of a black box
 */
public record EnrolledSystem(Recognizer recognizer, CleanMaps cleanMaps, Set<String> trainingIds) {

    /** Copies the set. */
    public EnrolledSystem {
        trainingIds = Set.copyOf(trainingIds);
    }

    /** Makes a system of a black box, which has no saliency maps. */
    public static EnrolledSystem blackBox(Recognizer recognizer, Set<String> enrolledIds) {
        return new EnrolledSystem(recognizer, CleanMaps.none(), enrolledIds);
    }

    /**
     * Returns the same system if it names the faces that it was enrolled with. One that was enrolled elsewhere names none; what a
     * split holds out of training then stays held out, as it is of surrogates and of every other system.
     */
    public EnrolledSystem heldOutBy(FaceSet.Split split) {
        return trainingIds.isEmpty()
                ? new EnrolledSystem(
                        recognizer,
                        cleanMaps,
                        split.training().stream().map(Face::id).collect(Collectors.toSet()))
                : this;
    }

    /** Returns the same system with the mean maps of those of some faces that it was trained on. */
    public EnrolledSystem withCleanMaps(
            FaceSet faces, List<? extends Reading> readings, CleanMaps.Maker maker, RunContext run) {
        List<Image> training = trainingFaces(faces).stream().map(Face::image).toList();
        return new EnrolledSystem(recognizer, maker.make(training, readings, whiteBox(), run), trainingIds);
    }

    /** Returns whether nobody knows the gradients of the system. */
    public boolean isBlackBox() {
        return recognizer.whiteBox().isEmpty();
    }

    /**
     * Returns the recognizer with its gradients.
     *
     * @throws IllegalArgumentException if it is a black box
     */
    public WhiteBoxRecognizer whiteBox() {
        return WhiteBoxRecognizer.of(recognizer, "what was asked for");
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
