package dev.visor.saliency;

import dev.visor.image.Image;
import dev.visor.image.Mask;
import java.util.Arrays;

/**
 * How much each pixel of a picture influences a recognizer's answer.
 *
 * <p>Immutable and thread-safe.
 */
public final class SaliencyMap {

    private final int width;
    private final int height;
    private final float[] values;

    /**
     * Makes a map.
     *
     * @param width in pixels
     * @param height in pixels
     * @param values one finite value of at least 0 per pixel, row by row
     */
    public SaliencyMap(int width, int height, float[] values) {
        if (values.length != width * height) {
            throw new IllegalArgumentException(
                    "illegal number of values: " + values.length + ", must be " + width * height);
        }
        for (float value : values) {
            if (!(value >= 0) || Float.isInfinite(value)) {
                throw new IllegalArgumentException("illegal saliency: " + value + ", must be finite and at least 0");
            }
        }
        this.width = width;
        this.height = height;
        this.values = values.clone();
    }

    /** Returns the width in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height in pixels. */
    public int height() {
        return height;
    }

    /** Returns the value of a pixel. */
    public float value(int row, int column) {
        return values[row * width + column];
    }

    /** Returns a copy of all values, row by row. */
    public float[] values() {
        return values.clone();
    }

    /** Returns the largest value. */
    public float max() {
        float max = 0;
        for (float value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    /** Returns the mean value. */
    public double mean() {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /**
     * Returns the smallest value that at least this share of the pixels do not exceed; 0 for the share 0.
     *
     * @param share in [0, 1]
     */
    public float quantile(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("illegal quantile: " + share + ", must be in [0, 1]");
        }
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * sorted.length - 1e-9);
        return rank == 0 ? 0 : sorted[rank - 1];
    }

    /** Returns the pixels whose value exceeds a limit. */
    public Mask above(double limit) {
        boolean[] above = new boolean[values.length];
        for (int i = 0; i < above.length; i++) {
            above[i] = values[i] > limit;
        }
        return Mask.of(width, height, above);
    }

    /** Returns a picture of the map, as the article draws it: the darker, the higher the influence. */
    public Image toImage() {
        // The upper hundredth is cut off, lest one pixel leave all others white.
        float top = Math.max(quantile(0.99), Float.MIN_NORMAL);
        float[] gray = new float[Image.CHANNELS * values.length];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = 1 - Math.min(1, values[i % values.length] / top);
        }
        return Image.quantized(width, height, gray);
    }
}
