package dev.visor.evaluation.grid;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a grid search found.
 *
 * @param points every combination, in the order of the grid, at least one
 * @param cleanPictures how many clean pictures were used
 * @param adversarialPictures how many adversarial pictures were used
 * @param distinctMasks how many different cleansed pictures there were, each of which was classified once
 * @param naiveClassifications how many classifications it would have taken to try every combination by itself
 * @param minClean the lowest AC(clean, r) that the best combination may have, in [0, 1]
 */
public record TuningResult(
        List<GridPoint> points,
        int cleanPictures,
        int adversarialPictures,
        int distinctMasks,
        int naiveClassifications,
        double minClean) {

    /** Copies the list and checks that there is a finalist. */
    public TuningResult {
        points = List.copyOf(points);
        if (finalists(points, cleanPictures + adversarialPictures).isEmpty()) {
            throw new IllegalArgumentException(
                    "a grid search must have at least one combination that was tried on all pictures");
        }
    }

    /** Returns the combinations that were tried on all pictures; the others fell behind before. */
    public List<GridPoint> finalists() {
        return finalists(points, cleanPictures + adversarialPictures);
    }

    private static List<GridPoint> finalists(List<GridPoint> points, int pictures) {
        return points.stream().filter(point -> point.pictures() == pictures).toList();
    }

    /**
     * Returns the combination with the highest goodness score among those that keep clean faces as well as they must; the
     * first of several. If none does, the one that keeps them best.
     */
    public GridPoint best() {
        return finalists().stream()
                .filter(point -> point.score().cleanReal() >= minClean)
                .reduce((a, b) -> b.score().value() > a.score().value() ? b : a)
                .orElseGet(this::bestClean);
    }

    /** Returns the combination that keeps clean faces best, by AC(clean, r). */
    public GridPoint bestClean() {
        return highest(point -> point.score().cleanReal());
    }

    /** Returns the combination that gets attackers recognized best, by AC(adv, r). */
    public GridPoint bestAdversarial() {
        return highest(point -> point.score().adversarialReal());
    }

    /** Returns the combination that keeps attackers from their targets best, by 1 - AC(adv, t). */
    public GridPoint bestAgainstTarget() {
        return highest(point -> 1 - point.score().adversarialTarget());
    }

    private GridPoint highest(ToDoubleFunction<GridPoint> objective) {
        return finalists().stream()
                .reduce((a, b) -> objective.applyAsDouble(b) > objective.applyAsDouble(a) ? b : a)
                .orElseThrow();
    }
}
