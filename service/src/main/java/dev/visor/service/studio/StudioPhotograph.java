package dev.visor.service.studio;

import dev.visor.face.Face;
import dev.visor.face.FaceFormat;
import dev.visor.face.Identity;
import dev.visor.face.detection.DetectedFace;
import dev.visor.face.detection.FaceAligner;
import dev.visor.image.Image;
import dev.visor.service.studio.message.PhotographCard;
import java.util.List;
import java.util.stream.IntStream;

/** A photograph that somebody has given, and the faces in it. Immutable. */
record StudioPhotograph(String id, Image image, List<DetectedFace> faces) {

    /** Nobody knows who is in a photograph. The name can't be that of an enrolled person, because of its brackets. */
    private static final Identity SOMEBODY = new Identity("(somebody)");

    StudioPhotograph {
        faces = List.copyOf(faces);
    }

    PhotographCard card() {
        return new PhotographCard(
                id,
                image.width(),
                image.height(),
                "/api/photographs/" + id + ".png",
                IntStream.range(0, faces.size())
                        .mapToObj(i -> found(i, faces.get(i)))
                        .toList());
    }

    private PhotographCard.FoundFace found(int index, DetectedFace face) {
        return new PhotographCard.FoundFace(
                index,
                PhotographCard.Frame.of(face.box()),
                List.of(
                        PhotographCard.Place.of(face.points().leftEye()),
                        PhotographCard.Place.of(face.points().rightEye())),
                face.score(),
                FaceAligner.refusal(image, face).isEmpty());
    }

    /** Cuts out a face for a system. */
    Face face(int index, FaceFormat format) {
        if (index < 0 || index >= faces.size()) {
            throw StudioException.notFound("face in the photograph", String.valueOf(index));
        }
        FaceAligner.refusal(image, faces.get(index)).ifPresent(reason -> {
            throw StudioException.notPossible("the face can't be used: " + reason);
        });
        Image crop =
                new FaceAligner(format).align(image, faces.get(index).points()).image();
        return new Face(id + "/" + index, SOMEBODY, crop, format.landmarks());
    }
}
