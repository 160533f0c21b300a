package dev.visor.image;

import dev.visor.image.internal.Filters;

/** Smoothing of planes of numbers. Thread-safe. */
public final class Blur {

    private static final double LARGEST_SIGMA = 1000;

    private Blur() {}

    /**
     * Returns a plane convolved with a Gaussian; beyond the border its outermost values go on.
     *
     * @param plane {@code width * height} values, row by row
     * @param width at least 1
     * @param height at least 1
     * @param sigma the standard deviation in pixels, in (0, 1000]; the kernel ends at 4 of them
     * @throws IllegalArgumentException if the size or sigma is out of range
     */
    public static float[] gaussian(float[] plane, int width, int height, double sigma) {
        if (width < 1 || height < 1 || plane.length != (long) width * height) {
            throw new IllegalArgumentException("illegal number of values: " + plane.length + ", must be "
                    + (long) width * height + " for " + width + "x" + height);
        }
        if (!(sigma > 0 && sigma <= LARGEST_SIGMA)) {
            throw new IllegalArgumentException("illegal sigma: " + sigma + ", must be in (0, 1000]");
        }
        return Filters.gaussian(plane, width, height, sigma);
    }
}
