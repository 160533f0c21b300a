package dev.visor.store.faces;

import java.util.List;

/**
 * Where the eyes are in pictures that count as aligned faces.
 *
 * @param alignments the templates that the pictures were compared with, each with its eyes
 * @param aligned how many have their eyes about there
 * @param misplaced those that have them elsewhere, so that they are not aligned
 * @param unseen how many show no face that the detector finds, so that nothing is known
 */
public record Placement(List<String> alignments, int aligned, List<Misplaced> misplaced, int unseen) {

    /**
     * A picture that is not aligned.
     *
     * @param id {@code <person>/<file>}
     * @param eyes where the eyes of the nearest face are
     * @param offset how far the farther eye is from the template, in distances between the template's eyes
     */
    public record Misplaced(String id, String eyes, double offset) {}

    /** Copies the lists. */
    public Placement {
        alignments = List.copyOf(alignments);
        misplaced = List.copyOf(misplaced);
    }

    /** {@return how many pictures were compared} */
    public int pictures() {
        return aligned + misplaced.size() + unseen;
    }
}
