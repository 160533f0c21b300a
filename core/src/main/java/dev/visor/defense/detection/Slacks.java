package dev.visor.defense.detection;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.face.Face;
import dev.visor.recognition.Scores;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Finds how far below the most probable person of a closed set somebody may be to be plausible under a mask: so far that of
 * clean faces and people whom they don't show, no more than a share is plausible. A further such pair is plausible with at most
 * this probability if it is drawn like them (split conformal prediction; V. Vovk, A. Gammerman, G. Shafer, "Algorithmic Learning
 * in a Random World", 2005). A person is not made less plausible than the most probable one: where more than the share of the
 * pairs are of the most probable person, or the pairs are too few for the share, only that person is plausible.
 *
 * @param falseMatches the share, in (0, 1)
 */
record Slacks(double falseMatches) {

    Slacks {
        check(falseMatches > 0 && falseMatches < 1, "share of false matches", falseMatches, "in (0, 1)");
    }

    /**
     * Returns the slack of each mask.
     *
     * @param clean faces that no head was trained on, at least one
     * @param masked the scores of each face under each mask
     */
    List<Double> of(List<Face> clean, List<List<Scores>> masked) {
        return IntStream.range(0, masked.get(0).size())
                .mapToObj(mask -> slack(IntStream.range(0, clean.size())
                        .mapToObj(i -> others(clean.get(i), masked.get(i).get(mask)))
                        .flatMapToDouble(DoubleStream::of)
                        .sorted()
                        .toArray()))
                .toList();
    }

    /** Returns by how much each person whom a face does not show is below the most probable one. */
    private static double[] others(Face face, Scores scores) {
        double[] below = Agreement.below(scores);
        List<?> people = scores.gallery().people();
        return IntStream.range(0, below.length)
                .filter(person -> !people.get(person).equals(face.identity()))
                .mapToDouble(person -> below[person])
                .toArray();
    }

    /** Whoever is above the limit is plausible: of the pairs and one more, at most the share. */
    private double slack(double[] below) {
        int rank = (int) Math.ceil((below.length + 1) * (1 - falseMatches) - 1e-9);
        if (rank > below.length) {
            return 0;
        }
        double limit = below[rank - 1];
        return limit < 0 ? -Math.nextUp(limit) : 0;
    }
}
