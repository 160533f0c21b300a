package dev.visor.image;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.image.internal.Filters;

/** Changing the size of images. Thread-safe. */
public final class Resizing {

    private static final String SIDES = "in [1, " + PictureCodec.MAX_SIDE + "]";

    private Resizing() {}

    /**
     * {@return the image in another size: every pixel the mean of the area it covers if neither side grows, else
     * bilinear} The values are not rounded to 8 bits.
     *
     * @param width in pixels, in [1, 16384]
     * @param height in pixels, in [1, 16384]
     * @throws IllegalArgumentException if a size is out of range
     */
    public static Image resize(Image image, int width, int height) {
        check(width >= 1 && width <= PictureCodec.MAX_SIDE, "width", width, SIDES);
        check(height >= 1 && height <= PictureCodec.MAX_SIDE, "height", height, SIDES);
        if (width == image.width() && height == image.height()) {
            return image;
        }
        boolean shrinks = width <= image.width() && height <= image.height();
        float[] values = Filters.resize(image.values(), image.width(), image.height(), width, height, shrinks);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.min(1f, Math.max(0f, values[i]));
        }
        return Image.of(width, height, values);
    }
}
