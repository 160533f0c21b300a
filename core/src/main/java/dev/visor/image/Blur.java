package dev.visor.image;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.image.internal.Filters;

/** Smoothing of planes of numbers. Thread-safe. */
public final class Blur {

    private Blur() {}

    /**
     * {@return a plane convolved with a Gaussian; beyond the border its outermost values go on}
     *
     * @param plane {@code width * height} values, row by row
     * @param width at least 1
     * @param height at least 1
     * @param sigma the standard deviation in pixels, in (0, 1000]; the kernel ends at 4 of them
     * @throws IllegalArgumentException if the size or sigma is out of range
     */
    public static float[] gaussian(float[] plane, int width, int height, double sigma) {
        check(
                width >= 1 && height >= 1 && plane.length == (long) width * height,
                "number of values",
                plane.length,
                (long) width * height + " for " + width + "x" + height);
        check(sigma > 0 && sigma <= 1000, "sigma", sigma, "in (0, 1000]");
        return Filters.gaussian(plane, width, height, sigma);
    }
}
