package dev.visor.image;

import dev.visor.image.internal.Filters;
import java.util.Arrays;
import java.util.List;

/**
 * The connected parts of a mask; pixels that touch at a side or a corner belong together. A contour's area is the
 * number of its pixels.
 *
 * <p>Thread-safe.
 */
public final class Contours {

    private Contours() {}

    /**
     * Returns the mask without the parts of fewer than so many pixels.
     *
     * @param minArea in pixels, at least 0
     */
    public static Mask dropSmaller(Mask mask, int minArea) {
        if (minArea < 0) {
            throw new IllegalArgumentException("illegal phi: " + minArea + ", must be at least 0");
        }
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

    /** Returns the areas of the parts in pixels, from the largest down. */
    public static List<Integer> areas(Mask mask) {
        int[] areas = Filters.areas(mask.toBytes(), mask.width(), mask.height());
        return Arrays.stream(areas).boxed().toList();
    }
}
