package dev.visor.evaluation;

import dev.visor.defense.SaliencyMaskConfig;
import java.util.List;
import java.util.stream.IntStream;

/** Sums up the answers to all pictures for each combination of a grid. Used by one thread. */
final class GridTally {

    private final List<SaliencyMaskConfig> combinations;
    private final int clean;
    private final int adversarial;
    private final double[] cleanReal;
    private final double[] adversarialReal;
    private final double[] adversarialTarget;
    private int pictures;
    private int distinct;

    GridTally(List<SaliencyMaskConfig> combinations, int clean, int adversarial) {
        this.combinations = combinations;
        this.clean = clean;
        this.adversarial = adversarial;
        this.cleanReal = new double[combinations.size()];
        this.adversarialReal = new double[combinations.size()];
        this.adversarialTarget = new double[combinations.size()];
    }

    void add(GridAnswers answers, boolean attacked) {
        for (int i = 0; i < combinations.size(); i++) {
            if (attacked) {
                adversarialReal[i] += answers.real(i) / adversarial;
                adversarialTarget[i] += answers.target(i) / adversarial;
            } else {
                cleanReal[i] += answers.real(i) / clean;
            }
        }
        distinct += answers.distinct();
        pictures++;
    }

    /** Returns how many pictures have been added. */
    int pictures() {
        return pictures;
    }

    TuningResult result(int width) {
        List<GridPoint> points = IntStream.range(0, combinations.size())
                .mapToObj(i -> new GridPoint(
                        combinations.get(i).at(width),
                        new GoodnessScore(share(cleanReal[i]), share(adversarialReal[i]), share(adversarialTarget[i]))))
                .toList();
        return new TuningResult(points, clean, adversarial, distinct, combinations.size() * pictures);
    }

    /** A sum of shares can exceed one by rounding. */
    private static double share(double sum) {
        return Math.min(1, sum);
    }
}
