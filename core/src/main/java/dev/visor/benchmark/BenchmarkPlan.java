package dev.visor.benchmark;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.defense.Fills;
import dev.visor.defense.mask.Threshold;
import dev.visor.evaluation.grid.Grid;
import dev.visor.evaluation.grid.GridStrategy;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Readings;
import java.util.List;

/**
 * How thoroughly a network is measured.
 *
 * @param least how often everything is measured at least, after a warm-up; at least 1
 * @param most how often at most, at least {@code least}
 * @param seconds how long it is repeated between the two, at least 0
 * @param picturesPerThread how many pictures pass the network together for each thread, at least 1
 * @param batches how many pictures are attacked together, each at least 1
 * @param grid what is searched
 */
public record BenchmarkPlan(
        int least, int most, double seconds, int picturesPerThread, List<Integer> batches, Grid grid) {

    private static final int REFERENCE_WIDTH = 224;

    /** Three repetitions or more, on the 1000 combinations around those that the article found best. */
    public static final BenchmarkPlan FULL = new BenchmarkPlan(
            3,
            50,
            4,
            8,
            List.of(1, 8, 32),
            grid(
                    List.of(0.80, 0.85, 0.90, 0.92, 0.94, 0.96, 0.97, 0.98, 0.99, 0.995),
                    List.of(0, 1, 2, 3, 4, 6, 8, 10, 12, 16),
                    List.of(0, 10, 20, 40, 60, 80, 120, 160, 240, 320)));

    /** A look: everything once, on eight combinations. */
    public static final BenchmarkPlan QUICK =
            new BenchmarkPlan(1, 1, 0, 4, List.of(1, 8, 32), grid(List.of(0.90, 0.98), List.of(0, 8), List.of(0, 80)));

    /** Copies the list and checks the ranges. */
    public BenchmarkPlan {
        batches = List.copyOf(batches);
        check(least >= 1, "least repetitions", least, "at least 1");
        check(most >= least, "most repetitions", most, "at least " + least);
        check(seconds >= 0, "seconds", seconds, "at least 0");
        check(picturesPerThread >= 1, "pictures per thread", picturesPerThread, "at least 1");
        batches.forEach(batch -> check(batch >= 1, "batch", batch, "at least 1"));
    }

    private static Grid grid(List<Double> mu, List<Integer> n, List<Integer> phi) {
        return new Grid(
                List.of(new MapKind(Readings.ABSOLUTE, false)),
                mu.stream().map(Threshold::quantile).toList(),
                n,
                phi,
                List.of(Fills.ZERO),
                REFERENCE_WIDTH,
                GridStrategy.EXHAUSTIVE,
                0);
    }
}
