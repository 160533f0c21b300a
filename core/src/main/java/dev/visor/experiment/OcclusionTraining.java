package dev.visor.experiment;

import dev.visor.defense.Occlusions;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.network.Backbone;
import dev.visor.recognition.HeadTrainer;
import dev.visor.recognition.NetworkRecognizer;
import dev.visor.recognition.TrainedHead;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import java.util.List;

/**
 * Trains the head that a {@link dev.visor.defense.HardenedHead} puts in the place of another one, on occluded faces as
 * well (T. Wu, L. Tong, Y. Vorobeychik, "Defending Against Physically Realizable Attacks on Image Classification", ICLR
 * 2020; {@link Occlusions} tells the deviation from it).
 *
 * <p>Immutable and thread-safe.
 *
 * @param head how the head is trained
 * @param occlusions what it sees besides clean faces
 */
public record OcclusionTraining(HeadTrainer.Config head, Occlusions occlusions) {

    /**
     * Trains a head on the backbone of a recognizer and on the faces that this one was trained on.
     *
     * @param plain the recognizer, which stays as it is; its backbone must stay open as long as the result is used
     * @param faces those that it was trained on and the held-out ones, of which nothing is learned
     * @param run its seed decides the occlusions, the first weights, the order of the faces and the dropout
     * @return another recognizer of the same people, to be closed by itself, with the clean maps that it sees
     */
    public EnrolledSystem harden(EnrolledSystem plain, FaceSet faces, RunContext run) {
        List<Face> training = plain.trainingFaces(faces);
        Backbone backbone = plain.recognizer().backbone();
        TrainedHead trained = new HeadTrainer(head)
                .train(
                        backbone,
                        plain.recognizer().gallery(),
                        new FaceSet.Split(training, plain.heldOutFaces(faces)),
                        occlusions.views(training.get(0), run.seed().derive("occlusions")),
                        run.derive("hardened head"));
        NetworkRecognizer recognizer = new NetworkRecognizer(backbone, trained.head());
        CleanMaps cleanMaps = CleanMaps.of(training.stream().map(Face::image).toList(), recognizer, run);
        return new EnrolledSystem(recognizer, cleanMaps, plain.trainingIds());
    }
}
