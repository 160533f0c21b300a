package dev.visor.evaluation.grid;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.defense.Fill;
import dev.visor.defense.Fills;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.defense.mask.Threshold;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Readings;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The combinations that a {@link GridSearch} tries: every map with every threshold, n, phi and fill; at most {@link
 * #MAX_COMBINATIONS} of them.
 *
 * @param maps kinds of saliency maps, at least one
 * @param thresholds values of mu, at least one
 * @param iterations values of n, at least one
 * @param minAreas values of phi in pixels, at least one
 * @param fills what replaces the masked pixels, at least one
 * @param referenceWidth the width in pixels of the picture that n and phi are meant for
 * @param strategy how many pictures each of them is tried on
 * @param minClean the lowest AC(clean, r) that the best combination may have, in [0, 1]: what honest people can be asked
 *     to bear; 0 lets the goodness score decide alone
 */
public record Grid(
        List<MapKind> maps,
        List<Threshold> thresholds,
        List<Integer> iterations,
        List<Integer> minAreas,
        List<Fill> fills,
        int referenceWidth,
        GridStrategy strategy,
        double minClean) {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<Grid> SETTINGS = Settings.of(
                    Grid.class,
                    Setting.of("map", Type.someOf(MapKind.TYPE), "kinds of saliency map"),
                    Setting.of(
                            "mu",
                            Type.someOf(Threshold.TYPE),
                            "pixel thresholds: quantiles, or \"absolute\" and a share of the largest value"),
                    Setting.of(
                            "n",
                            Type.someOf(Type.whole("at least 0")),
                            "how often the mask is dilated and then eroded"),
                    Setting.of(
                            "phi", Type.someOf(Type.whole("at least 0")), "smallest contours that are kept, in pixels"),
                    Setting.of("fill", Type.someOf(Type.kind(Fill.class)), "what replaces the masked pixels"),
                    Setting.of(
                            "reference-width",
                            Type.whole("at least 1"),
                            "width of the picture that n and phi are meant for"),
                    Setting.of(
                            "strategy",
                            Type.word(GridStrategy.class),
                            "how many pictures each combination is tried on"),
                    Setting.of(
                            "min-clean",
                            Type.number("in [0, 1]"),
                            "lowest AC(clean, r) that the best combination may have"))
            .withDefault(() -> Grid.DEFAULT);

    /** The combinations that are tried unless others are asked for: the article's kind of map, and the best kind. */
    public static final Grid DEFAULT = new Grid(
            List.of(MapKind.plain(Readings.ABSOLUTE), MapKind.relative(Readings.GRADIENT_TIMES_INPUT)),
            List.of(
                    Threshold.quantile(0.80),
                    Threshold.quantile(0.85),
                    Threshold.quantile(0.90),
                    Threshold.quantile(0.93),
                    Threshold.quantile(0.98)),
            List.of(0, 1, 2, 4),
            List.of(0, 40),
            List.of(Fills.ZERO, Fills.TELEA),
            150,
            GridStrategy.EXHAUSTIVE,
            0);

    /** About so many combinations give a mask of their own: nearly all of a small grid, half of one of a thousand. */
    private static final double DISTINCT = 500;

    /** More than this are taken for a mistake: their search would take days. */
    public static final int MAX_COMBINATIONS = 100_000;

    /** Copies the lists and checks that none is empty, the number of combinations, and that each of them is legal. */
    public Grid {
        maps = List.copyOf(maps);
        thresholds = List.copyOf(thresholds);
        iterations = List.copyOf(iterations);
        minAreas = List.copyOf(minAreas);
        fills = List.copyOf(fills);
        SETTINGS.check(maps, thresholds, iterations, minAreas, fills, referenceWidth, strategy, minClean);
        double count = (double) maps.size() * thresholds.size() * iterations.size() * minAreas.size() * fills.size();
        check(
                count <= MAX_COMBINATIONS,
                "number of combinations",
                String.format(Locale.ROOT, "%.0f", count),
                "at most " + MAX_COMBINATIONS);
    }

    /** Returns about which share of the combinations gives a picture of its own, in (0, 1]. */
    public double distinct() {
        return Math.min(1, DISTINCT / count());
    }

    private int count() {
        return maps.size() * thresholds.size() * iterations.size() * minAreas.size() * fills.size();
    }

    /** Returns how many combinations a search tries on so many pictures, all together. */
    public long tries(int pictures) {
        int all = count();
        long tries = 0;
        int done = 0;
        for (GridStrategy.Rung rung : strategy.rungs()) {
            int until = rung.pictures(pictures);
            tries += (long) (until - done) * rung.combinations(all);
            done = until;
        }
        return tries;
    }

    /** Returns every combination; the ones that share a map, a threshold and n stand together. */
    public List<SaliencyMaskConfig> combinations() {
        List<SaliencyMaskConfig> all = new ArrayList<>();
        for (MapKind map : maps) {
            for (Threshold threshold : thresholds) {
                for (int n : iterations) {
                    for (int phi : minAreas) {
                        for (Fill fill : fills) {
                            all.add(new SaliencyMaskConfig(map, threshold, n, phi, referenceWidth, fill));
                        }
                    }
                }
            }
        }
        return all;
    }
}
