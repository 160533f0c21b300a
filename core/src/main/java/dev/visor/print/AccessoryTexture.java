package dev.visor.print;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.accessory.Accessory;
import dev.visor.face.Landmarks;
import dev.visor.image.Color;
import dev.visor.image.Image;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The colors of an accessory, read off a picture in which it is worn. A pixel that it covers at least half has the color that
 * is seen there, or, if it is known what lies beneath, the accessory's part of it. Every other pixel has the color of the
 * nearest of these. Between the middles of pixels, colors are bilinear.
 *
 * <p>Immutable and thread-safe.
 */
public final class AccessoryTexture {

    private static final float COVERED = 0.5f;
    private static final float ROUNDING = 1.5f / 255;

    private final int width;
    private final int height;
    private final float[] colors;
    private final boolean[] known;

    private AccessoryTexture(int width, int height, float[] colors, boolean[] known) {
        this.width = width;
        this.height = height;
        this.colors = colors;
        this.known = known;
    }

    /** Returns the texture of one color. */
    public static AccessoryTexture plain(Color color) {
        return new AccessoryTexture(1, 1, new float[] {color.red(), color.green(), color.blue()}, new boolean[] {true});
    }

    /**
     * Reads the colors of an accessory off a picture.
     *
     * @param picture shows the accessory
     * @param landmarks where the eyes are in it
     * @param beneath the same picture without the accessory, or with it in one color; null if there is none
     * @throws IllegalArgumentException if the accessory covers no pixel at least half, or the sizes differ
     */
    public static AccessoryTexture of(
            Image picture, Landmarks landmarks, Accessory accessory, @Nullable Image beneath) {
        int plane = picture.width() * picture.height();
        float[] coverage =
                accessory.wear(landmarks, picture.width(), picture.height()).coverage();
        boolean[] known = new boolean[plane];
        int count = 0;
        for (int i = 0; i < plane; i++) {
            known[i] = coverage[i] >= COVERED;
            count += known[i] ? 1 : 0;
        }
        check(count > 0, "accessory", accessory.name(), "one that covers at least half of a pixel of the picture");
        float[] colors = picture.values();
        if (beneath != null) {
            check(beneath.sameSize(picture), "picture beneath", beneath, "of the size of " + picture);
            separate(colors, beneath.values(), coverage);
        }
        return new AccessoryTexture(picture.width(), picture.height(), colors, known);
    }

    /**
     * Takes what lies beneath out of the pixels that are covered in part: with a coverage {@code a}, a pixel is
     * {@code (1 - a) face + a texture}, and with a plain accessory {@code (1 - a) face + a plain}. If the picture beneath has no
     * single color where it is covered whole, it is one without the accessory.
     */
    private static void separate(float[] colors, float[] beneath, float[] coverage) {
        int plane = coverage.length;
        float[] worn = plainColor(beneath, coverage);
        for (int i = 0; i < colors.length; i++) {
            float share = coverage[i % plane];
            if (share >= COVERED && share < 1) {
                float base = worn == null ? beneath[i] : worn[i / plane];
                float color = base + (colors[i] - beneath[i]) / share;
                colors[i] = Math.max(0, Math.min(1, color));
            }
        }
    }

    private static float @Nullable [] plainColor(float[] beneath, float[] coverage) {
        int plane = coverage.length;
        float[] color = new float[Image.CHANNELS];
        for (int channel = 0; channel < Image.CHANNELS; channel++) {
            float low = 1;
            float high = 0;
            for (int i = 0; i < plane; i++) {
                if (coverage[i] >= 1) {
                    low = Math.min(low, beneath[channel * plane + i]);
                    high = Math.max(high, beneath[channel * plane + i]);
                }
            }
            if (high < low || high - low > ROUNDING) {
                return null;
            }
            color[channel] = (low + high) / 2;
        }
        return color;
    }

    /**
     * Returns the color at a place of the picture.
     *
     * @param x in pixels, 0 the middle of the first column
     * @param y in pixels, 0 the middle of the first row
     * @param cache of this texture, from {@link #newCache}
     */
    void at(double x, double y, int[] cache, float[] color) {
        double column = Math.max(0, Math.min(width - 1, x));
        double row = Math.max(0, Math.min(height - 1, y));
        int left = Math.min((int) column, Math.max(0, width - 2));
        int upper = Math.min((int) row, Math.max(0, height - 2));
        float right = (float) (column - left);
        float lower = (float) (row - upper);
        Arrays.fill(color, 0);
        add(left, upper, (1 - right) * (1 - lower), cache, color);
        add(left + 1, upper, right * (1 - lower), cache, color);
        add(left, upper + 1, (1 - right) * lower, cache, color);
        add(left + 1, upper + 1, right * lower, cache, color);
    }

    /** Returns where the nearest known pixels are kept while a picture is drawn. */
    int[] newCache() {
        int[] cache = new int[width * height];
        Arrays.fill(cache, -1);
        return cache;
    }

    private void add(int column, int row, float weight, int[] cache, float[] color) {
        if (weight == 0) {
            return;
        }
        int pixel = row * width + column;
        if (cache[pixel] < 0) {
            cache[pixel] = nearest(column, row);
        }
        int plane = width * height;
        for (int channel = 0; channel < Image.CHANNELS; channel++) {
            color[channel] += weight * colors[channel * plane + cache[pixel]];
        }
    }

    /** Returns the known pixel that is nearest: looks at rings around it until none can be nearer. */
    private int nearest(int column, int row) {
        int best = -1;
        long bestSquare = Long.MAX_VALUE;
        for (int ring = 0; ring <= Math.max(width, height) && (long) ring * ring < bestSquare; ring++) {
            for (int y = Math.max(0, row - ring); y <= Math.min(height - 1, row + ring); y++) {
                boolean whole = Math.abs(y - row) == ring;
                for (int x = column - ring; x <= column + ring; x += whole ? 1 : Math.max(1, 2 * ring)) {
                    if (x < 0 || x >= width || !known[y * width + x]) {
                        continue;
                    }
                    long square = (long) (x - column) * (x - column) + (long) (y - row) * (y - row);
                    if (square < bestSquare) {
                        bestSquare = square;
                        best = y * width + x;
                    }
                }
            }
        }
        return best;
    }
}
