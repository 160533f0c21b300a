package dev.visor.face;

import dev.visor.image.Image;
import org.jspecify.annotations.Nullable;

/**
 * A labelled picture of one face.
 *
 * @param id which picture it is within its data set, for example {@code John_Simm/0001.jpg}
 * @param identity whose face it is
 * @param image the aligned picture
 * @param landmarks where the eyes are in it
 * @param photograph what it was cut out of; null if that is unknown
 */
public record Face(
        String id,
        Identity identity,
        Image image,
        Landmarks landmarks,
        @Nullable PhotographPart photograph) {

    /** Makes a face of which only the aligned picture is known. */
    public Face(String id, Identity identity, Image image, Landmarks landmarks) {
        this(id, identity, image, landmarks, null);
    }
}
