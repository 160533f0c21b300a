package dev.visor.accessory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** For each pixel of a picture the nearest one of some. */
final class NearestPixels {

    private NearestPixels() {}

    /**
     * Returns the index of the nearest source for each pixel, in steps to the four neighbors; of several, the one that comes
     * first row by row.
     *
     * @param isSource by the index of a pixel; at least one is
     */
    static int[] of(int width, int height, IntPredicate isSource) {
        int[] nearest = new int[width * height];
        Arrays.fill(nearest, -1);
        List<Integer> front = new ArrayList<>();
        for (int pixel = 0; pixel < nearest.length; pixel++) {
            if (isSource.test(pixel)) {
                nearest[pixel] = pixel;
                front.add(pixel);
            }
        }
        if (front.isEmpty()) {
            throw new IllegalArgumentException("the accessory covers no pixel by at least half, must cover one");
        }
        while (!front.isEmpty()) {
            List<Integer> next = new ArrayList<>();
            for (int pixel : front) {
                int column = pixel % width;
                int[] neighbors = {
                    column > 0 ? pixel - 1 : -1,
                    column + 1 < width ? pixel + 1 : -1,
                    pixel - width,
                    pixel + width < nearest.length ? pixel + width : -1
                };
                for (int neighbor : neighbors) {
                    if (neighbor >= 0 && nearest[neighbor] < 0) {
                        nearest[neighbor] = nearest[pixel];
                        next.add(neighbor);
                    }
                }
            }
            front = next;
        }
        return nearest;
    }
}
