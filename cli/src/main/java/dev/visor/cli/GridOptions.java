package dev.visor.cli;

import dev.visor.defense.Fill;
import dev.visor.defense.Threshold;
import dev.visor.evaluation.Grid;
import dev.visor.evaluation.GridStrategy;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Reading;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What tuning tries; what is not given is as in the default grid. */
final class GridOptions {

    @Option(
            names = "--map",
            split = ",",
            paramLabel = "READING",
            description = "Readings of the saliency map: ${COMPLETION-CANDIDATES}.")
    private List<Reading> readings = List.of();

    @Option(names = "--relative", description = "With --map: divide the maps by those of clean faces.")
    private boolean relative;

    @Option(names = "--mu", split = ",", paramLabel = "MU", description = "Thresholds as quantiles of the map.")
    private List<Double> quantiles = List.of();

    @Option(
            names = "--mu-absolute",
            split = ",",
            paramLabel = "MU",
            description = "Thresholds as shares of the map's largest value.")
    private List<Double> absolutes = List.of();

    @Option(
            names = "--n",
            split = ",",
            paramLabel = "N",
            description = "Iterations of dilation and erosion, on a picture 150 wide.")
    private List<Integer> iterations = List.of();

    @Option(
            names = "--phi",
            split = ",",
            paramLabel = "PHI",
            description = "Smallest contours kept, in pixels of a picture 150 wide.")
    private List<Integer> minAreas = List.of();

    @Option(names = "--fill", split = ",", paramLabel = "FILL", description = "Fills: ${COMPLETION-CANDIDATES}.")
    private List<Fill> fills = List.of();

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            defaultValue = "exhaustive",
            description =
                    "How the grid is searched: exhaustive, or halving, which gives up combinations that fall behind"
                            + " (default: ${DEFAULT-VALUE}).")
    private GridStrategy strategy = GridStrategy.EXHAUSTIVE;

    @Option(
            names = "--min-clean",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Lowest AC(clean, r) that the best combination may have (default: ${DEFAULT-VALUE}).")
    private double minClean;

    /** Returns the grid. */
    Grid grid() {
        if (relative && readings.isEmpty()) {
            throw new IllegalArgumentException("--relative needs --map: the default grid has its own maps");
        }
        Grid base = ExperimentConfig.DEFAULT_GRID;
        List<Threshold> thresholds = new ArrayList<>();
        quantiles.forEach(mu -> thresholds.add(Threshold.quantile(mu)));
        absolutes.forEach(mu -> thresholds.add(Threshold.absolute(mu)));
        List<MapKind> maps =
                readings.stream().map(reading -> new MapKind(reading, relative)).toList();
        return new Grid(
                maps.isEmpty() ? base.maps() : maps,
                thresholds.isEmpty() ? base.thresholds() : thresholds,
                iterations.isEmpty() ? base.iterations() : iterations,
                minAreas.isEmpty() ? base.minAreas() : minAreas,
                fills.isEmpty() ? base.fills() : fills,
                base.referenceWidth(),
                strategy,
                minClean);
    }
}
