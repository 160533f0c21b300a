package dev.visor.evaluation.grid;

import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.evaluation.GoodnessScore;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Sums up the answers to all pictures for each combination of a grid. Used by one thread. */
final class GridTally {

    private final List<SaliencyMaskConfig> combinations;
    private final double minClean;
    private final int clean;
    private final int adversarial;
    private final double[] cleanReal;
    private final double[] adversarialReal;
    private final double[] adversarialTarget;
    private final int[] cleanSeen;
    private final int[] adversarialSeen;
    private int pictures;
    private int distinct;

    GridTally(Grid grid, int clean, int adversarial) {
        this.combinations = grid.combinations();
        this.minClean = grid.minClean();
        this.clean = clean;
        this.adversarial = adversarial;
        this.cleanReal = new double[combinations.size()];
        this.adversarialReal = new double[combinations.size()];
        this.adversarialTarget = new double[combinations.size()];
        this.cleanSeen = new int[combinations.size()];
        this.adversarialSeen = new int[combinations.size()];
    }

    void add(GridAnswers answers, boolean attacked) {
        for (int i = 0; i < combinations.size(); i++) {
            if (!answers.has(i)) {
                continue;
            }
            if (attacked) {
                adversarialReal[i] += answers.real(i) / adversarial;
                adversarialTarget[i] += answers.target(i) / adversarial;
                adversarialSeen[i]++;
            } else {
                cleanReal[i] += answers.real(i) / clean;
                cleanSeen[i]++;
            }
        }
        distinct += answers.distinct();
        pictures++;
    }

    /** Returns how many pictures have been added. */
    int pictures() {
        return pictures;
    }

    /**
     * Returns the combinations with the highest goodness scores so far among some of them, in the order of the grid; those
     * that keep clean faces as well as they must come first.
     */
    int[] best(int[] among, int count) {
        if (count >= among.length) {
            return among;
        }
        return Arrays.stream(among)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> score(i).cleanReal() < minClean)
                        .thenComparing(i -> -score(i).value())
                        .thenComparing(Comparator.naturalOrder()))
                .limit(count)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    TuningResult result(int width) {
        List<GridPoint> points = IntStream.range(0, combinations.size())
                .mapToObj(
                        i -> new GridPoint(combinations.get(i).at(width), score(i), cleanSeen[i] + adversarialSeen[i]))
                .toList();
        return new TuningResult(points, clean, adversarial, distinct, combinations.size() * pictures, minClean);
    }

    private GoodnessScore score(int combination) {
        return new GoodnessScore(
                mean(cleanReal[combination], clean, cleanSeen[combination]),
                mean(adversarialReal[combination], adversarial, adversarialSeen[combination]),
                mean(adversarialTarget[combination], adversarial, adversarialSeen[combination]));
    }

    /** Returns the mean over the pictures seen of what was summed up as shares of all; rounding can take it above one. */
    private static double mean(double sum, int all, int seen) {
        return Math.min(1, seen == all ? sum : sum * all / seen);
    }
}
