package dev.visor.recognition;

import dev.visor.face.Identity;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who was taken for whom. Of many people, hardly anybody is taken for more than a few others, so it keeps what is not zero.
 * Immutable.
 *
 * @param people the rows and the columns, in order
 * @param answers for each person with faces who was answered, with the number of faces, at least 1
 */
public record ConfusionMatrix(List<Identity> people, SortedMap<Identity, SortedMap<Identity, Integer>> answers) {

    /** Copies the collections and checks that everybody is one of the people. */
    public ConfusionMatrix {
        people = List.copyOf(people);
        Set<Identity> known = new HashSet<>(people);
        SortedMap<Identity, SortedMap<Identity, Integer>> copy = new TreeMap<>();
        answers.forEach((real, answered) -> {
            check(known, real);
            answered.forEach((person, faces) -> {
                check(known, person);
                if (faces < 1) {
                    throw new IllegalArgumentException(
                            "illegal number of faces in a confusion matrix: " + faces + ", must be at least 1");
                }
            });
            copy.put(real, Collections.unmodifiableSortedMap(new TreeMap<>(answered)));
        });
        answers = Collections.unmodifiableSortedMap(copy);
    }

    private static void check(Set<Identity> people, Identity person) {
        if (!people.contains(person)) {
            throw new IllegalArgumentException(
                    "illegal confusion matrix: " + person + " is none of its " + people.size() + " people");
        }
    }

    /**
     * Counts faces.
     *
     * @param people the rows and the columns, in order
     * @param actual for each face the number of the person who it is, counted from 0
     * @param answered for each face the number of the person answered, in the same order
     */
    public static ConfusionMatrix of(List<Identity> people, int[] actual, int[] answered) {
        SortedMap<Identity, SortedMap<Identity, Integer>> answers = new TreeMap<>();
        for (int i = 0; i < actual.length; i++) {
            answers.computeIfAbsent(people.get(actual[i]), real -> new TreeMap<>())
                    .merge(people.get(answered[i]), 1, Integer::sum);
        }
        return new ConfusionMatrix(people, answers);
    }

    /** Returns the number of faces of one person that were taken for another, or for the same. */
    public int faces(Identity real, Identity answered) {
        return row(real).getOrDefault(answered, 0);
    }

    /** Returns the number of faces of a person. */
    public int faces(Identity real) {
        return row(real).values().stream().mapToInt(Integer::intValue).sum();
    }

    private Map<Identity, Integer> row(Identity real) {
        return answers.getOrDefault(real, Collections.emptySortedMap());
    }

    /** Returns the number of faces that were recognized. */
    public int correct() {
        return people.stream().mapToInt(person -> faces(person, person)).sum();
    }

    /** Returns the number of faces. */
    public int total() {
        return people.stream().mapToInt(this::faces).sum();
    }
}
