package dev.visor.print;

import dev.visor.face.Point;
import dev.visor.image.Color;
import dev.visor.image.Image;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The colors of a small rectangle of a sheet in a photograph of it.
 *
 * @param median per channel
 * @param spread the largest distance between the quartiles of a channel
 */
record PatchSample(Color median, float spread) {

    private static final int SIDE = 9;
    private static final int COUNT = SIDE * SIDE;

    /** Returns the sample of a rectangle around a point of the sheet; null if it is not in the photograph. */
    static @Nullable PatchSample of(
            Image photograph, Homography toPhotograph, Point middle, double halfWidth, double halfHeight) {
        float[][] samples = new float[Image.CHANNELS][COUNT];
        float[] color = new float[Image.CHANNELS];
        for (int i = 0; i < COUNT; i++) {
            double x = middle.x() + halfWidth * (2.0 * (i % SIDE) / (SIDE - 1) - 1);
            double y = middle.y() + halfHeight * (2.0 * (i / SIDE) / (SIDE - 1) - 1);
            if (!color(photograph, toPhotograph.apply(new Point(x, y)), color)) {
                return null;
            }
            for (int channel = 0; channel < Image.CHANNELS; channel++) {
                samples[channel][i] = color[channel];
            }
        }
        float spread = 0;
        for (float[] channel : samples) {
            Arrays.sort(channel);
            spread = Math.max(spread, channel[3 * COUNT / 4] - channel[COUNT / 4]);
        }
        int half = COUNT / 2;
        return new PatchSample(new Color(samples[0][half], samples[1][half], samples[2][half]), spread);
    }

    /** Reads the bilinear color at a point of a picture; returns false, and reads nothing, if it is outside. */
    static boolean color(Image picture, Point at, float[] color) {
        if (!(at.x() >= 0 && at.y() >= 0 && at.x() <= picture.width() - 1 && at.y() <= picture.height() - 1)) {
            return false;
        }
        int column = Math.min((int) at.x(), Math.max(0, picture.width() - 2));
        int row = Math.min((int) at.y(), Math.max(0, picture.height() - 2));
        int right = Math.min(column + 1, picture.width() - 1);
        int below = Math.min(row + 1, picture.height() - 1);
        float dx = (float) (at.x() - column);
        float dy = (float) (at.y() - row);
        for (int channel = 0; channel < Image.CHANNELS; channel++) {
            float upper = (1 - dx) * picture.value(channel, row, column) + dx * picture.value(channel, row, right);
            float lower = (1 - dx) * picture.value(channel, below, column) + dx * picture.value(channel, below, right);
            color[channel] = Math.min(1, (1 - dy) * upper + dy * lower);
        }
        return true;
    }
}
