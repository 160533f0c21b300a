package dev.visor.benchmark;

import dev.visor.evaluation.grid.Grid;
import dev.visor.evaluation.grid.TuningResult;

/**
 * How fast a grid search is, beside the naive one that computes the map of each picture and classifies it anew for each
 * combination.
 *
 * @param thresholds how many values of mu were tried
 * @param iterations how many values of n
 * @param minAreas how many values of phi
 * @param combinations how many combinations of all
 * @param pictures how many pictures each of them was tried on, half of them adversarial
 * @param classifications how many cleansed pictures were classified
 * @param naiveClassifications how many the naive search classifies
 * @param classifiedShare the former over the latter
 * @param seconds of wall time for the whole search
 * @param naiveSeconds what the naive search would take, estimated: a saliency map and a pass forward for each of its
 *     classifications
 * @param speedup the latter over the median of the former
 * @param combinationsPerSecond combinations times pictures over the median
 */
public record GridSpeed(
        int thresholds,
        int iterations,
        int minAreas,
        int combinations,
        int pictures,
        int classifications,
        int naiveClassifications,
        double classifiedShare,
        Spread seconds,
        double naiveSeconds,
        double speedup,
        double combinationsPerSecond) {

    static GridSpeed of(Grid grid, TuningResult found, Spread seconds, Spread forward, Spread saliency) {
        int naive = found.naiveClassifications();
        double naiveSeconds = naive * (forward.median() + saliency.median());
        return new GridSpeed(
                grid.thresholds().size(),
                grid.iterations().size(),
                grid.minAreas().size(),
                found.points().size(),
                found.cleanPictures() + found.adversarialPictures(),
                found.distinctMasks(),
                naive,
                (double) found.distinctMasks() / naive,
                seconds,
                naiveSeconds,
                naiveSeconds / seconds.median(),
                naive / seconds.median());
    }
}
