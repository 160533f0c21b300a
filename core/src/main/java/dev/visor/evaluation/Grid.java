package dev.visor.evaluation;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.defense.Fill;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.Threshold;
import dev.visor.saliency.MapKind;
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

    /** More than this are taken for a mistake: their search would take days. */
    public static final int MAX_COMBINATIONS = 100_000;

    /** Copies the lists and checks that none is empty, the number of combinations, and that each of them is legal. */
    public Grid {
        maps = copy(maps, "map");
        thresholds = copy(thresholds, "mu");
        iterations = copy(iterations, "n");
        minAreas = copy(minAreas, "phi");
        fills = copy(fills, "fill");
        double count = (double) maps.size() * thresholds.size() * iterations.size() * minAreas.size() * fills.size();
        check(
                count <= MAX_COMBINATIONS,
                "number of combinations",
                String.format(Locale.ROOT, "%.0f", count),
                "at most " + MAX_COMBINATIONS);
        check(minClean >= 0 && minClean <= 1, "min clean", minClean, "in [0, 1]");
        combinations(maps, thresholds, iterations, minAreas, fills, referenceWidth);
    }

    /** Makes a grid whose goodness scores decide alone. */
    public Grid(
            List<MapKind> maps,
            List<Threshold> thresholds,
            List<Integer> iterations,
            List<Integer> minAreas,
            List<Fill> fills,
            int referenceWidth,
            GridStrategy strategy) {
        this(maps, thresholds, iterations, minAreas, fills, referenceWidth, strategy, 0);
    }

    /** Returns every combination; the ones that share a map, a threshold and n stand together. */
    public List<SaliencyMaskConfig> combinations() {
        return combinations(maps, thresholds, iterations, minAreas, fills, referenceWidth);
    }

    private static List<SaliencyMaskConfig> combinations(
            List<MapKind> maps,
            List<Threshold> thresholds,
            List<Integer> iterations,
            List<Integer> minAreas,
            List<Fill> fills,
            int referenceWidth) {
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

    private static <T> List<T> copy(List<T> values, String name) {
        check(!values.isEmpty(), name, values, "at least one");
        return List.copyOf(values);
    }
}
