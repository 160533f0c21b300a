package dev.visor.print;

import dev.visor.face.Point;
import dev.visor.image.Color;
import dev.visor.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A photograph of a printed {@link ColorChart}: finds the chart by the marks of its corners, however it is turned or tilted,
 * and reads its patches. A patch is the median, per channel, of its inner part. The light may be uneven: the gray between the
 * patches shows it, and a surface of second degree through the logarithms of that gray is taken out.
 *
 * <p>Immutable and thread-safe.
 */
public final class ChartPhotograph {

    /** The fewest patches that a reading needs. */
    public static final int FEWEST_PATCHES = 200;

    private static final double LEAST_RESOLUTION = 1.2;
    private static final double INNER = 0.25 * ColorChart.PITCH;
    private static final double HALF_PITCH = ColorChart.PITCH / 2;
    private static final double THIN = 0.4;
    private static final float WIDEST_SPREAD = 0.15f;
    private static final double UNEVEN = 0.2;
    private static final int PREVIEW = 4;

    private final Image photograph;
    private final Homography toPhotograph;

    private ChartPhotograph(Image photograph, Homography toPhotograph) {
        this.photograph = photograph;
        this.toPhotograph = toPhotograph;
    }

    /**
     * Finds the chart.
     *
     * @throws IllegalArgumentException with one line if fewer than its four marks are found, or it is too small
     */
    public static ChartPhotograph find(Image photograph) {
        ChartPhotograph found = new ChartPhotograph(photograph, ChartFinder.find(photograph));
        double resolution = found.resolution();
        check(
                resolution >= LEAST_RESOLUTION,
                String.format(
                        Locale.ROOT,
                        "color chart: %.1f pixels per millimeter, must be at least %.1f; go nearer",
                        resolution,
                        LEAST_RESOLUTION));
        return found;
    }

    private static void check(boolean legal, String line) {
        if (!legal) {
            throw new IllegalArgumentException(line);
        }
    }

    private double resolution() {
        return toPhotograph.scaleAt(new Point(ColorChart.WIDTH / 2, ColorChart.HEIGHT / 2));
    }

    /**
     * Reads the patches.
     *
     * @throws IllegalArgumentException with one line if fewer than 200 patches can be used, or the photograph is too dark, too
     *     bright, or of something else
     */
    public ChartReading read() {
        List<ColorChart.Patch> patches = ColorChart.patches();
        UnevenLight light = UnevenLight.of(patches, this::separator);
        List<ChartReading.SeenPatch> seen = new ArrayList<>();
        for (ColorChart.Patch patch : patches) {
            PatchSample sample = sample(patch.middle(), INNER, INNER);
            if (sample != null && sample.spread() <= WIDEST_SPREAD && light.deviation(patch.middle()) <= UNEVEN) {
                seen.add(new ChartReading.SeenPatch(patch.sent(), light.evened(sample.median(), patch.middle())));
            }
        }
        int unusable = patches.size() - seen.size();
        check(
                seen.size() >= FEWEST_PATCHES,
                "usable patches of the color chart: " + seen.size() + " of " + patches.size() + ", must be at least "
                        + FEWEST_PATCHES);
        ChartReading reading = new ChartReading(seen, unusable, light.gray(), resolution());
        PlausibleChart.check(reading);
        return reading;
    }

    private @Nullable PatchSample sample(Point middle, double halfWidth, double halfHeight) {
        return PatchSample.of(photograph, toPhotograph, middle, halfWidth, halfHeight);
    }

    /** Returns the mean of the gray on the four sides of a patch; null if it is not in the photograph. */
    private @Nullable Color separator(Point middle) {
        float[] sums = new float[Image.CHANNELS];
        for (int side = 0; side < 4; side++) {
            double dx = side == 0 ? -HALF_PITCH : side == 1 ? HALF_PITCH : 0;
            double dy = side == 2 ? -HALF_PITCH : side == 3 ? HALF_PITCH : 0;
            Point at = new Point(middle.x() + dx, middle.y() + dy);
            PatchSample sample = sample(at, dx == 0 ? INNER : THIN, dx == 0 ? THIN : INNER);
            if (sample == null) {
                return null;
            }
            for (int channel = 0; channel < Image.CHANNELS; channel++) {
                sums[channel] += sample.median().component(channel) / 4;
            }
        }
        return new Color(Math.min(1, sums[0]), Math.min(1, sums[1]), Math.min(1, sums[2]));
    }

    /** Returns the chart as if it had been photographed from straight above, four pixels per millimeter. */
    public Image rectified() {
        int width = (int) (ColorChart.WIDTH * PREVIEW);
        int height = (int) (ColorChart.HEIGHT * PREVIEW);
        float[] values = new float[Image.CHANNELS * width * height];
        float[] color = new float[Image.CHANNELS];
        for (int i = 0; i < width * height; i++) {
            Point at = toPhotograph.apply(new Point((i % width + 0.5) / PREVIEW, (i / width + 0.5) / PREVIEW));
            if (PatchSample.color(photograph, at, color)) {
                for (int channel = 0; channel < Image.CHANNELS; channel++) {
                    values[channel * width * height + i] = color[channel];
                }
            }
        }
        return Image.quantized(width, height, values);
    }
}
