package dev.visor.report.evidence;

import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.evaluation.grid.GridPoint;
import dev.visor.evaluation.grid.TuningResult;
import dev.visor.report.chart.HeatMap;
import dev.visor.report.html.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** The goodness score of a grid as heat maps on one scale. */
final class GoodnessMaps {

    private final TuningResult tuning;
    private final SaliencyMaskConfig best;
    private final HeatMap.Scale scale;

    GoodnessMaps(TuningResult tuning) {
        this.tuning = tuning;
        this.best = tuning.best().config();
        DoubleSummaryStatistics scores = tuning.points().stream()
                .mapToDouble(point -> point.score().value())
                .summaryStatistics();
        this.scale = new HeatMap.Scale(scores.getMin(), scores.getMax());
    }

    /** Returns what the maps show and what is held fixed. */
    String explanation() {
        String kept = tuning.minClean() > 0
                ? " among those with AC(clean, r) of at least " + Numbers.decimal(tuning.minClean(), 2)
                : "";
        return "A map for each φ, with μ across and n down; darker is better. The best combination" + kept
                + " is framed: map " + MaskWords.map(best.map()) + ", μ as a " + MaskWords.kind(best.threshold())
                + ", fill " + MaskWords.fill(best) + ". n and φ are in pixels of pictures " + best.referenceWidth()
                + " pixels wide.";
    }

    /** Returns a map of mu and n for each phi, with the rest as in the best combination. */
    List<HeatMap> byMinArea() {
        List<GridPoint> slice = tuning.points().stream()
                .filter(point -> isLikeBest(point.config()))
                .toList();
        return sorted(slice, SaliencyMaskConfig::minArea)
                .map(phi -> map(
                        "Goodness at φ = " + phi + (phi == best.minArea() ? " (the best φ)" : ""),
                        slice.stream()
                                .filter(point -> point.config().minArea() == phi)
                                .toList(),
                        new Side<>("n", SaliencyMaskConfig::iterations, n -> Integer.toString(n)),
                        new Side<>(
                                "μ, " + MaskWords.kind(best.threshold()),
                                config -> config.threshold().mu(),
                                Numbers::threshold)))
                .toList();
    }

    /** Returns a map of the ways to read the map and to fill, each at its best; none if there was no choice. */
    List<HeatMap> byMapAndFill() {
        Side<String> readings = new Side<>(
                "map, μ",
                config -> MaskWords.map(config.map()) + ", " + MaskWords.kind(config.threshold()),
                label -> label);
        Side<String> fills = new Side<>("fill", config -> MaskWords.fill(config), label -> label);
        HeatMap map = map("Best goodness over μ, n, φ", tuning.points(), readings, fills);
        return map.rows().size() * map.columns().size() > 1 ? List.of(map) : List.of();
    }

    /**
     * A side of a heat map.
     *
     * @param title what varies along it
     * @param value what of a combination varies along it
     * @param label how it is written
     */
    private record Side<T extends Comparable<T>>(
            String title, Function<SaliencyMaskConfig, T> value, Function<T, String> label) {

        List<T> values(List<GridPoint> points) {
            return sorted(points, value).toList();
        }

        boolean matches(GridPoint point, T wanted) {
            return value.apply(point.config()).equals(wanted);
        }
    }

    private <R extends Comparable<R>, C extends Comparable<C>> HeatMap map(
            String title, List<GridPoint> points, Side<R> down, Side<C> across) {
        List<List<OptionalDouble>> values = new ArrayList<>();
        for (R row : down.values(points)) {
            List<OptionalDouble> cells = new ArrayList<>();
            for (C column : across.values(points)) {
                cells.add(points.stream()
                        .filter(point -> down.matches(point, row) && across.matches(point, column))
                        .mapToDouble(point -> point.score().value())
                        .max());
            }
            values.add(cells);
        }
        return new HeatMap(
                title,
                down.title(),
                across.title(),
                down.values(points).stream().map(down.label()).toList(),
                across.values(points).stream().map(across.label()).toList(),
                values,
                scale,
                tuning.best().score().value());
    }

    private boolean isLikeBest(SaliencyMaskConfig config) {
        return config.map().equals(best.map())
                && config.threshold().kind() == best.threshold().kind()
                && config.fill().equals(best.fill());
    }

    private static <T extends Comparable<T>> Stream<T> sorted(
            List<GridPoint> points, Function<SaliencyMaskConfig, T> value) {
        return points.stream()
                .map(point -> value.apply(point.config()))
                .distinct()
                .sorted(Comparator.naturalOrder());
    }
}
