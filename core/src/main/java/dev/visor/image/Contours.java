package dev.visor.image;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.image.internal.Filters;

/**
 * The connected parts of a mask; pixels that touch at a side or a corner belong together. A contour's area is the
 * number of its pixels.
 *
 * <p>Thread-safe.
 */
public final class Contours {

    private Contours() {}

    /**
     * {@return the mask without the parts of fewer than so many pixels}
     *
     * @param minArea in pixels, at least 0
     */
    public static Mask dropSmaller(Mask mask, int minArea) {
        check(minArea >= 0, "phi", minArea, "at least 0");
        if (minArea <= 1) {
            return mask;
        }
        int[] areas = Filters.componentAreas(mask.toBytes(), mask.width(), mask.height());
        boolean[] kept = new boolean[areas.length];
        for (int i = 0; i < areas.length; i++) {
            kept[i] = areas[i] >= minArea;
        }
        return Mask.of(mask.width(), mask.height(), kept);
    }
}
