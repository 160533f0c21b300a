package dev.visor.recognition.training;

import dev.visor.face.Face;
import dev.visor.image.Image;
import java.util.List;

/** What a head sees of a face in training. Thread-safe. */
@FunctionalInterface
public interface FaceViews {

    /** The face as it is, and nothing else. */
    FaceViews PLAIN = face -> List.of(face.image());

    /** Returns pictures of one face, of its size; as many for each face, and always the same ones. */
    List<Image> of(Face face);
}
