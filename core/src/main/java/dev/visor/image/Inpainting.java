package dev.visor.image;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.image.internal.Filters;

/** Filling of masked pixels from their surroundings. Thread-safe. */
public final class Inpainting {

    private Inpainting() {}

    /**
     * {@return the image with the masked pixels filled by A. Telea's fast marching method ("An Image Inpainting
     * Technique Based on the Fast Marching Method", 2004), on 8-bit values} The other pixels are left as they are. A
     * mask that covers the whole image leaves nothing to fill from; the image is then returned as it is.
     *
     * @param mask of the image's size
     * @param radius how far around a pixel its surroundings are looked at, in pixels, in (0, 100]
     * @throws IllegalArgumentException if the sizes differ or the radius is out of range
     */
    public static Image telea(Image image, Mask mask, double radius) {
        int width = image.width();
        int height = image.height();
        if (mask.width() != width || mask.height() != height) {
            throw new IllegalArgumentException(
                    "illegal mask size: " + mask.width() + "x" + mask.height() + ", must be " + width + "x" + height);
        }
        check(radius > 0 && radius <= 100, "radius", radius, "in (0, 100]");
        int area = mask.area();
        if (area == 0 || area == width * height) {
            return image;
        }
        byte[] filled = Filters.inpaintTelea(image.toRgb8(), mask.toBytes(), width, height, radius);
        float[] values = image.values();
        int plane = width * height;
        for (int pixel = 0; pixel < plane; pixel++) {
            if (mask.contains(pixel)) {
                for (int channel = 0; channel < Image.CHANNELS; channel++) {
                    values[channel * plane + pixel] = (filled[Image.CHANNELS * pixel + channel] & 0xff) / 255f;
                }
            }
        }
        return Image.of(width, height, values);
    }
}
