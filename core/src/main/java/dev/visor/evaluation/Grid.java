package dev.visor.evaluation;

import dev.visor.defense.Fill;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.Threshold;
import dev.visor.saliency.MapKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The combinations that a {@link GridSearch} tries: every map with every threshold, n, phi and fill.
 *
 * @param maps kinds of saliency maps, at least one
 * @param thresholds values of mu, at least one
 * @param iterations values of n, at least one
 * @param minAreas values of phi in pixels, at least one
 * @param fills what replaces the masked pixels, at least one
 * @param referenceWidth the width in pixels of the picture that n and phi are meant for
 */
public record Grid(
        List<MapKind> maps,
        List<Threshold> thresholds,
        List<Integer> iterations,
        List<Integer> minAreas,
        List<Fill> fills,
        int referenceWidth) {

    /** Copies the lists and checks that none is empty and that every combination is legal. */
    public Grid {
        maps = copy(maps, "maps");
        thresholds = copy(thresholds, "thresholds");
        iterations = copy(iterations, "iterations");
        minAreas = copy(minAreas, "minAreas");
        fills = copy(fills, "fills");
        combinations(maps, thresholds, iterations, minAreas, fills, referenceWidth);
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
        if (values.isEmpty()) {
            throw new IllegalArgumentException("illegal grid: " + name + " is empty, must have at least one value");
        }
        return List.copyOf(values);
    }
}
