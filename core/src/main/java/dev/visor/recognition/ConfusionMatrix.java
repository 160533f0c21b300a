package dev.visor.recognition;

import dev.visor.face.Identity;
import java.util.Arrays;
import java.util.List;

/**
 * Who was taken for whom.
 *
 * @param people the rows and the columns, in order
 * @param counts a row per true person, a column per person answered: the number of faces
 */
public record ConfusionMatrix(List<Identity> people, List<List<Integer>> counts) {

    /** Copies the lists and checks that the matrix is square. */
    public ConfusionMatrix {
        people = List.copyOf(people);
        counts = counts.stream().map(List::copyOf).toList();
        int size = people.size();
        if (counts.size() != size || counts.stream().anyMatch(row -> row.size() != size)) {
            throw new IllegalArgumentException("illegal confusion matrix: must be " + size + "x" + size);
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
        int[][] counts = new int[people.size()][people.size()];
        for (int i = 0; i < actual.length; i++) {
            counts[actual[i]][answered[i]]++;
        }
        return new ConfusionMatrix(
                people,
                Arrays.stream(counts)
                        .map(row -> Arrays.stream(row).boxed().toList())
                        .toList());
    }

    /** Returns the number of faces that were recognized. */
    public int correct() {
        int sum = 0;
        for (int i = 0; i < counts.size(); i++) {
            sum += counts.get(i).get(i);
        }
        return sum;
    }

    /** Returns the number of faces. */
    public int total() {
        return counts.stream().flatMap(List::stream).mapToInt(Integer::intValue).sum();
    }
}
