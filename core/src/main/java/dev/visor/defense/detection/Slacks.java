package dev.visor.defense.detection;

import dev.visor.defense.SignificanceLevel;
import dev.visor.face.Face;
import dev.visor.recognition.Scores;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds how far below the most probable person of a closed set somebody may be to be plausible under a mask: so far that of
 * clean faces and people whom they don't show, no more than a share is plausible. A further such pair is plausible with at most
 * this probability ({@link SignificanceLevel}). A person is not made less plausible than the most probable one: where more than
 * the share of the pairs are of the most probable person, only that person is plausible.
 *
 * @param falseMatches the share
 */
record Slacks(SignificanceLevel falseMatches) {

    /**
     * Returns the slack of each mask.
     *
     * @param clean faces that no head was trained on, with at least as many pairs as the share needs
     * @param masked the scores of each face under each mask
     */
    List<Double> of(List<Face> clean, List<List<Scores>> masked) {
        return IntStream.range(0, masked.get(0).size())
                .mapToObj(mask -> slack(IntStream.range(0, clean.size())
                        .mapToObj(i -> others(clean.get(i), masked.get(i).get(mask)))
                        .flatMap(List::stream)
                        .toList()))
                .toList();
    }

    /** Returns by how much each person whom a face does not show is below the most probable one. */
    private static List<Double> others(Face face, Scores scores) {
        double[] below = Agreement.below(scores);
        List<?> people = scores.gallery().people();
        return IntStream.range(0, below.length)
                .filter(person -> !people.get(person).equals(face.identity()))
                .mapToObj(person -> below[person])
                .toList();
    }

    /** Whoever is above the limit is plausible. */
    private double slack(List<Double> below) {
        double limit = falseMatches.limit(below);
        return limit < 0 ? -Math.nextUp(limit) : 0;
    }
}
