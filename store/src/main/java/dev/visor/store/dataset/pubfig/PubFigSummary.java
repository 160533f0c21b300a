package dev.visor.store.dataset.pubfig;

import dev.visor.store.dataset.PersonCount;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the pictures of a list.
 *
 * @param listed how many pictures the list has
 * @param removed how many were found once and are not in the folder any more
 * @param outcomes how many have each outcome, each outcome once; found without the removed ones
 * @param dead how many could not be fetched by why, the most frequent reason first
 * @param people the people in the order of their folders' names
 */
public record PubFigSummary(
        int listed,
        int removed,
        Map<PubFigOutcome, Integer> outcomes,
        Map<String, Integer> dead,
        List<PersonCount> people) {

    /** Where the summary of a folder is written to in it. */
    public static final String FILE = ".visor-pubfig-summary.json";

    /** Copies the maps and the list. */
    public PubFigSummary {
        outcomes = Collections.unmodifiableMap(new EnumMap<>(outcomes));
        dead = Collections.unmodifiableMap(new LinkedHashMap<>(dead));
        people = List.copyOf(people);
    }

    /** {@return how many have this outcome} */
    public int count(PubFigOutcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    /** {@return the people with fewer pictures than this} */
    public List<PersonCount> below(int pictures) {
        return people.stream().filter(person -> person.found() < pictures).toList();
    }

    /** Counts. Not thread-safe. */
    static final class Tally {

        private final Map<PubFigOutcome, Integer> outcomes = new EnumMap<>(PubFigOutcome.class);
        private final SortedMap<String, Integer> dead = new TreeMap<>();
        private final SortedMap<String, PersonCount> people = new TreeMap<>();
        private int listed;
        private int removed;

        Tally() {
            for (PubFigOutcome outcome : PubFigOutcome.values()) {
                outcomes.put(outcome, 0);
            }
        }

        /** Counts a picture; a found one may not be there any more. */
        void add(PubFigEntry entry, Settled result, boolean there) {
            boolean found = result.outcome() == PubFigOutcome.FOUND;
            listed++;
            if (found && !there) {
                removed++;
            } else {
                outcomes.merge(result.outcome(), 1, Integer::sum);
            }
            if (result.outcome() == PubFigOutcome.DEAD) {
                dead.merge(result.reason(), 1, Integer::sum);
            }
            String name = PersonFolders.of(entry.person());
            people.merge(name, new PersonCount(name, 1, found && there ? 1 : 0), Tally::sum);
        }

        private static PersonCount sum(PersonCount a, PersonCount b) {
            return new PersonCount(a.name(), a.listed() + b.listed(), a.found() + b.found());
        }

        PubFigSummary summary() {
            return new PubFigSummary(listed, removed, outcomes, byCount(dead), List.copyOf(people.values()));
        }

        private static Map<String, Integer> byCount(SortedMap<String, Integer> counts) {
            Map<String, Integer> sorted = new LinkedHashMap<>();
            counts.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                    .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
            return sorted;
        }
    }
}
