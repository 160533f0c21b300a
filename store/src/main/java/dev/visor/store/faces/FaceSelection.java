package dev.visor.store.faces;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.face.Alignment;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is taken of a folder of faces, and how.
 *
 * @param alignment the template that the pictures were aligned to; empty to go by their size
 * @param size the side of the square that every picture is resized to, in [32, 1024]; empty for the size that most
 *     have
 * @param people the most people that are taken, those with the most pictures, at least 2; empty for all
 * @param minPictures a person with fewer usable pictures is left out, at least 2; empty to refuse such a person
 */
public record FaceSelection(
        Optional<Alignment> alignment, OptionalInt size, OptionalInt people, OptionalInt minPictures) {

    /** The smallest side that pictures are resized to. */
    public static final int MIN_SIZE = 32;

    /** All pictures as they are. */
    public static final FaceSelection ALL =
            new FaceSelection(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    /** Checks the ranges. */
    public FaceSelection {
        size.ifPresent(side -> check(
                side >= MIN_SIZE && side <= FaceFolder.MAX_SIDE,
                "size",
                side,
                "in [" + MIN_SIZE + ", " + FaceFolder.MAX_SIDE + "]"));
        people.ifPresent(count -> check(count >= 2, "people", count, "at least 2"));
        minPictures.ifPresent(count ->
                check(count >= FaceFolder.MIN_PICTURES, "min pictures", count, "at least " + FaceFolder.MIN_PICTURES));
    }

    /** {@return all pictures of an alignment} */
    public static FaceSelection aligned(Optional<Alignment> alignment) {
        return new FaceSelection(alignment, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    }
}
