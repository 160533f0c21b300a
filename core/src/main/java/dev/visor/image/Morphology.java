package dev.visor.image;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.image.internal.Filters;

/**
 * Growing and shrinking of masks with a 3x3 square. Every step is a maximum or minimum over a pixel and its eight
 * neighbors; n steps are done as one with a square of {@code 2n + 1}, which gives the same pixels.
 *
 * <p>Thread-safe.
 */
public final class Morphology {

    private Morphology() {}

    /**
     * {@return the pixels that have a pixel of the mask at most n rows and n columns away}
     *
     * @param n the number of steps, at least 0; 0 changes nothing
     */
    public static Mask dilate(Mask mask, int n) {
        int steps = steps(mask, n);
        return steps == 0 ? mask : mask(mask, Filters.dilate(mask.toBytes(), mask.width(), mask.height(), steps));
    }

    /**
     * {@return the mask after n dilations and then n erosions: holes and gaps narrower than {@code 2n + 1} are filled
     * and no pixel is lost} The picture is padded by n first, so that what touches its border is neither eroded nor
     * joined to it.
     *
     * @param n the number of steps, at least 0; 0 changes nothing
     */
    public static Mask close(Mask mask, int n) {
        int steps = steps(mask, n);
        return steps == 0 ? mask : mask(mask, Filters.close(mask.toBytes(), mask.width(), mask.height(), steps));
    }

    /** More steps than the longer side change nothing any more. */
    private static int steps(Mask mask, int n) {
        check(n >= 0, "n", n, "at least 0");
        return Math.min(n, Math.max(mask.width(), mask.height()));
    }

    private static Mask mask(Mask like, byte[] pixels) {
        return Mask.ofBytes(like.width(), like.height(), pixels);
    }
}
