package dev.visor.defense;

import dev.visor.image.Blur;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.Inpainting;
import dev.visor.image.Mask;
import java.util.Arrays;

/** The fills that come with Visor. */
public enum Fills implements Fill {
    /** Black, as in the article. */
    ZERO {
        @Override
        public Image replace(Image image, Mask mask) {
            return composed(image, mask, Image.filled(image.width(), image.height(), new Color(0, 0, 0)));
        }
    },
    /** The mean color of the pixels that are not masked. */
    MEAN {
        @Override
        public Image replace(Image image, Mask mask) {
            return composed(image, mask, Image.filled(image.width(), image.height(), meanOutside(image, mask)));
        }
    },
    /** A wide Gaussian blur of the pixels that are not masked. */
    BLUR {
        @Override
        public Image replace(Image image, Mask mask) {
            return composed(image, mask, blurredOutside(image, mask));
        }
    },
    /**
     * The surroundings carried on inwards (A. Telea, "An Image Inpainting Technique Based on the Fast Marching Method",
     * 2004).
     */
    TELEA {
        @Override
        public Image replace(Image image, Mask mask) {
            return Inpainting.telea(image, mask, TELEA_RADIUS * image.width());
        }
    };

    /** How far a replaced pixel looks for known ones, as a share of the picture's width. */
    private static final double TELEA_RADIUS = 0.03;

    /** The deviation of the blur, as a share of the picture's width. */
    private static final double BLUR_DEVIATION = 0.06;

    @Override
    public boolean needsSurroundings() {
        return this != ZERO;
    }

    private static Image composed(Image image, Mask mask, Image replacement) {
        float[] values = image.values();
        float[] other = replacement.values();
        int plane = image.width() * image.height();
        for (int i = 0; i < values.length; i++) {
            values[i] = mask.contains(i % plane) ? other[i] : values[i];
        }
        return Image.quantized(image.width(), image.height(), values);
    }

    private static Color meanOutside(Image image, Mask mask) {
        float[] values = image.values();
        int plane = image.width() * image.height();
        double[] sums = new double[Image.CHANNELS];
        for (int i = 0; i < values.length; i++) {
            sums[i / plane] += mask.contains(i % plane) ? 0 : values[i];
        }
        double known = plane - mask.area();
        return new Color((float) (sums[0] / known), (float) (sums[1] / known), (float) (sums[2] / known));
    }

    /** Blurs the known pixels and divides by the blurred share of them, so that masked colors do not bleed in. */
    private static Image blurredOutside(Image image, Mask mask) {
        int width = image.width();
        int height = image.height();
        int plane = width * height;
        double deviation = BLUR_DEVIATION * width;
        float[] known = new float[plane];
        for (int i = 0; i < plane; i++) {
            known[i] = mask.contains(i) ? 0 : 1;
        }
        float[] weight = Blur.gaussian(known, width, height, deviation);
        float[] values = image.values();
        Color mean = meanOutside(image, mask);
        for (int channel = 0; channel < Image.CHANNELS; channel++) {
            float[] channelValues = Arrays.copyOfRange(values, channel * plane, (channel + 1) * plane);
            for (int i = 0; i < plane; i++) {
                channelValues[i] *= known[i];
            }
            float[] blurred = Blur.gaussian(channelValues, width, height, deviation);
            for (int i = 0; i < plane; i++) {
                // Far from any known pixel the blur has nothing to go by.
                values[channel * plane + i] = weight[i] > 1e-4f ? blurred[i] / weight[i] : mean.component(channel);
            }
        }
        return Image.quantized(width, height, values);
    }
}
