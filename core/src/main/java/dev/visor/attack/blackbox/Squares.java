package dev.visor.attack.blackbox;

import dev.visor.image.Image;
import dev.visor.image.Mask;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws stripes and squares of random colors, each channel 0 or 1, within a region. Immutable and thread-safe. */
final class Squares {

    private final int width;
    private final int plane;
    private final Mask region;
    private final int[] pixels;
    private final int top;
    private final int left;
    private final int boxHeight;
    private final int boxWidth;

    /**
     * Finds the bounding box of a region.
     *
     * @param region at least one pixel
     */
    Squares(Mask region) {
        this.width = region.width();
        this.plane = width * region.height();
        this.region = region;
        this.pixels = IntStream.range(0, plane).filter(region::contains).toArray();
        this.top = pixels[0] / width;
        this.boxHeight = pixels[pixels.length - 1] / width + 1 - top;
        this.left = IntStream.of(pixels).map(pixel -> pixel % width).min().orElseThrow();
        this.boxWidth = IntStream.of(pixels).map(pixel -> pixel % width).max().orElseThrow() + 1 - left;
    }

    /**
     * Colors every column of the region by itself.
     *
     * @param texture CHW, is changed
     */
    void drawStripes(float[] texture, SplittableRandom random) {
        for (int column = left; column < left + boxWidth; column++) {
            fill(texture, top, column, boxHeight, 1, color(random));
        }
    }

    /**
     * Colors a square, of which at least one value changes.
     *
     * @param texture CHW, is changed
     * @param share of the bounding box that the square covers, in (0, 1]
     */
    void drawSquare(float[] texture, double share, SplittableRandom random) {
        int side = side(share);
        int pixel = pixels[random.nextInt(pixels.length)];
        int row = within(pixel / width - random.nextInt(side), top, top + boxHeight - side);
        int column = within(pixel % width - random.nextInt(side), left, left + boxWidth - side);
        boolean changed = false;
        while (!changed) {
            changed = fill(texture, row, column, side, side, color(random));
        }
    }

    /** Returns the side of a square in pixels, at least 1 and at most the smaller side of the box. */
    int side(double share) {
        long side = Math.round(Math.sqrt(share * boxWidth * boxHeight));
        return (int) Math.max(1, Math.min(side, Math.min(boxWidth, boxHeight)));
    }

    private static int within(int value, int least, int most) {
        return Math.max(least, Math.min(most, value));
    }

    /** Returns a corner of the color cube, a bit per channel. */
    private static int color(SplittableRandom random) {
        return random.nextInt(1 << Image.CHANNELS);
    }

    /** Colors what of a rectangle lies in the region; returns whether a value changed. */
    private boolean fill(float[] texture, int fromRow, int fromColumn, int height, int across, int color) {
        boolean changed = false;
        for (int row = fromRow; row < fromRow + height; row++) {
            for (int column = fromColumn; column < fromColumn + across; column++) {
                if (!region.contains(row, column)) {
                    continue;
                }
                for (int channel = 0; channel < Image.CHANNELS; channel++) {
                    int index = channel * plane + row * width + column;
                    float value = (color >> channel) & 1;
                    changed |= texture[index] != value;
                    texture[index] = value;
                }
            }
        }
        return changed;
    }
}
