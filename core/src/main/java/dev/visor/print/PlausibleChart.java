package dev.visor.print;

import dev.visor.image.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether what was read is a color chart in usable light. Thread-safe. */
final class PlausibleChart {

    private static final float BRIGHTEST_GRAY = 0.97f;
    private static final float LEAST_CONTRAST = 0.15f;
    private static final double LEAST_AGREEMENT = 0.8;

    private PlausibleChart() {}

    private static void check(boolean legal, String line) {
        if (!legal) {
            throw new IllegalArgumentException(line);
        }
    }

    /**
     * Checks a reading.
     *
     * @throws IllegalArgumentException with one line if it is too bright, too dark, or none of a chart
     */
    static void check(ChartReading reading) {
        float gray = brightness(reading.separator());
        check(
                gray <= BRIGHTEST_GRAY,
                String.format(
                        Locale.ROOT,
                        "gray between the patches: %.2f of white, must be at most %.2f; expose less",
                        gray,
                        BRIGHTEST_GRAY));
        List<Float> sent = new ArrayList<>();
        List<Float> seen = new ArrayList<>();
        for (ChartReading.SeenPatch patch : reading.patches()) {
            sent.add(brightness(patch.sent()));
            seen.add(brightness(patch.seen()));
        }
        float contrast = seen.stream().max(Float::compare).orElse(0f)
                - seen.stream().min(Float::compare).orElse(0f);
        check(
                contrast >= LEAST_CONTRAST,
                String.format(
                        Locale.ROOT,
                        "contrast of the color chart: %.2f, must be at least %.2f; give it more light",
                        contrast,
                        LEAST_CONTRAST));
        double agreement = correlation(sent, seen);
        check(
                agreement >= LEAST_AGREEMENT,
                String.format(
                        Locale.ROOT,
                        "correlation with the patches of the color chart: %.2f, must be at least %.2f; photograph a"
                                + " chart of 'visor print chart'",
                        agreement,
                        LEAST_AGREEMENT));
    }

    private static float brightness(Color color) {
        return 0.3f * color.red() + 0.6f * color.green() + 0.1f * color.blue();
    }

    private static double correlation(List<Float> a, List<Float> b) {
        double meanA = a.stream().mapToDouble(Float::doubleValue).average().orElse(0);
        double meanB = b.stream().mapToDouble(Float::doubleValue).average().orElse(0);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.size(); i++) {
            ab += (a.get(i) - meanA) * (b.get(i) - meanB);
            aa += (a.get(i) - meanA) * (a.get(i) - meanA);
            bb += (b.get(i) - meanB) * (b.get(i) - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }
}
