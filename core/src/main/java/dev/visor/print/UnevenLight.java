package dev.visor.print;

import dev.visor.face.Point;
import dev.visor.image.Color;
import dev.visor.image.Image;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How bright the light is over a {@link ColorChart}, by the gray between its patches: for each channel a polynomial of second
 * degree of the place, fitted to the logarithms of the gray by least squares, twice, the second time without what is far off.
 *
 * <p>Immutable and thread-safe.
 */
final class UnevenLight {

    private static final int TERMS = 6;
    private static final float DARKEST = 1f / 255;
    private static final double FAR_OFF = 0.1;

    private final double[][] surfaces = new double[Image.CHANNELS][];
    private final double[] means = new double[Image.CHANNELS];
    private final Map<Point, Color> grays;

    private UnevenLight(Map<Point, Color> grays) {
        this.grays = grays;
        for (int channel = 0; channel < Image.CHANNELS; channel++) {
            double[] level = new double[TERMS];
            level[0] = median(channel);
            double[] first = fit(channel, level, Double.POSITIVE_INFINITY);
            double[] surface = fit(channel, first, FAR_OFF);
            surfaces[channel] = surface;
            means[channel] = grays.keySet().stream()
                    .mapToDouble(place -> at(surface, place))
                    .average()
                    .orElse(0);
        }
    }

    /** Looks at the gray around patches; of a patch that is not in the photograph it is null. */
    static UnevenLight of(List<ColorChart.Patch> patches, Function<Point, Color> gray) {
        Map<Point, Color> grays = new LinkedHashMap<>();
        for (ColorChart.Patch patch : patches) {
            Color seen = gray.apply(patch.middle());
            if (seen != null) {
                grays.put(patch.middle(), seen);
            }
        }
        return new UnevenLight(grays);
    }

    private static double logarithm(Color gray, int channel) {
        return Math.log(Math.max(DARKEST, gray.component(channel)));
    }

    private double median(int channel) {
        double[] sorted = grays.values().stream()
                .mapToDouble(gray -> logarithm(gray, channel))
                .sorted()
                .toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    /** Fits a surface to the grays that lie near to another; few of them leave that one as it is. */
    private double[] fit(int channel, double[] before, double near) {
        double[][] normal = new double[TERMS][TERMS + 1];
        int count = 0;
        for (Map.Entry<Point, Color> gray : grays.entrySet()) {
            double value = logarithm(gray.getValue(), channel);
            if (Math.abs(value - at(before, gray.getKey())) <= near) {
                double[] terms = terms(gray.getKey());
                for (int i = 0; i < TERMS; i++) {
                    for (int j = 0; j < TERMS; j++) {
                        normal[i][j] += terms[i] * terms[j];
                    }
                    normal[i][TERMS] += terms[i] * value;
                }
                count++;
            }
        }
        return count < grays.size() / 2 || count < 2 * TERMS ? before : LinearEquations.solve(normal);
    }

    private static double[] terms(Point place) {
        double x = 2 * place.x() / ColorChart.WIDTH - 1;
        double y = 2 * place.y() / ColorChart.HEIGHT - 1;
        return new double[] {1, x, y, x * x, x * y, y * y};
    }

    private static double at(double[] surface, Point place) {
        double[] terms = terms(place);
        double sum = 0;
        for (int i = 0; i < TERMS; i++) {
            sum += surface[i] * terms[i];
        }
        return sum;
    }

    /** Returns how far the gray around a patch is off the surface: the largest relative difference of a channel. */
    double deviation(Point place) {
        Color gray = grays.get(place);
        if (gray == null) {
            return Double.POSITIVE_INFINITY;
        }
        double most = 0;
        for (int channel = 0; channel < Image.CHANNELS; channel++) {
            most = Math.max(most, Math.abs(Math.expm1(logarithm(gray, channel) - at(surfaces[channel], place))));
        }
        return most;
    }

    /** Returns a color as it would be in the mean light. */
    Color evened(Color seen, Point place) {
        float[] evened = new float[Image.CHANNELS];
        for (int channel = 0; channel < Image.CHANNELS; channel++) {
            double factor = Math.exp(means[channel] - at(surfaces[channel], place));
            evened[channel] = (float) Math.min(1, seen.component(channel) * factor);
        }
        return new Color(evened[0], evened[1], evened[2]);
    }

    /** Returns the gray between the patches in the mean light. */
    Color gray() {
        double[] gray =
                Arrays.stream(means).map(mean -> Math.min(1, Math.exp(mean))).toArray();
        return new Color((float) gray[0], (float) gray[1], (float) gray[2]);
    }
}
