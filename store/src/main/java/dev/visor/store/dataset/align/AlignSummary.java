package dev.visor.store.dataset.align;

import dev.visor.store.dataset.PersonCount;
import java.util.List;

/**
 * What became of a folder of photographs.
 *
 * @param people how many photographs and faces each person has
 * @param notFound the photographs without a usable face
 * @param leftOut what is no photograph, each as {@code <id>: <reason>}
 * @param several the ids of the photographs with more than one face
 */
public record AlignSummary(
        List<PersonCount> people, List<NotFound> notFound, List<String> leftOut, List<String> several) {

    /**
     * A photograph without a usable face.
     *
     * @param id {@code <person>/<file>}
     * @param reason why
     */
    public record NotFound(String id, String reason) {}

    /** Copies the lists. */
    public AlignSummary {
        people = List.copyOf(people);
        notFound = List.copyOf(notFound);
        leftOut = List.copyOf(leftOut);
        several = List.copyOf(several);
    }

    /** Returns how many faces were written. */
    public int faces() {
        return people.stream().mapToInt(PersonCount::found).sum();
    }
}
