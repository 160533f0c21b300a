package dev.visor.store.dataset;

import java.util.List;

/**
 * What was taken of LFW.
 *
 * @param kept who was kept, by name
 * @param tooFew who has too few pictures, the most first
 * @param beyond who has enough pictures but fewer than the people asked for, the most first
 * @param leftOut what could not be used, each as {@code <person>/<file>: <reason>}
 */
public record LfwSummary(
        List<PersonCount> kept, List<PersonCount> tooFew, List<PersonCount> beyond, List<String> leftOut) {

    /** Copies the lists. */
    public LfwSummary {
        kept = List.copyOf(kept);
        tooFew = List.copyOf(tooFew);
        beyond = List.copyOf(beyond);
        leftOut = List.copyOf(leftOut);
    }

    /** {@return how many pictures were written} */
    public int pictures() {
        return kept.stream().mapToInt(PersonCount::found).sum();
    }
}
