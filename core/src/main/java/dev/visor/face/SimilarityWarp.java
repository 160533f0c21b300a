package dev.visor.face;

import dev.visor.image.Image;

/**
 * Draws a part of a photograph as a picture of its own, turned and scaled by a similarity. A pixel of the result is the
 * mean of bilinear samples, which are at most a pixel of the photograph apart, so that shrinking does not alias. The
 * result is a linear function of the photograph; {@link #pullBack} is its adjoint, which carries gradients back.
 *
 * <p>Immutable and thread-safe.
 */
public final class SimilarityWarp {

    /** The most samples along a side of a pixel. Photographs are shrunk further than that only for the finest grain. */
    private static final int MOST_SAMPLES = 16;

    private final Similarity back;
    private final int width;
    private final int height;
    private final int samples;
    private final boolean replicates;

    private SimilarityWarp(Similarity toResult, int width, int height, boolean replicates) {
        this.back = toResult.inverse();
        this.width = width;
        this.height = height;
        this.samples = (int) Math.min(MOST_SAMPLES, Math.max(1, Math.ceil(back.scale() - 1e-9)));
        this.replicates = replicates;
    }

    /**
     * Returns a warp for which black lies beyond the photograph.
     *
     * @param toResult from the photograph's pixels to those of the result
     * @param width of the result in pixels, at least 1
     * @param height of the result in pixels, at least 1
     */
    public static SimilarityWarp onBlack(Similarity toResult, int width, int height) {
        return new SimilarityWarp(toResult, width, height, false);
    }

    /**
     * Returns a warp for which the photograph's border goes on beyond it.
     *
     * @param toResult from the photograph's pixels to those of the result
     * @param width of the result in pixels, at least 1
     * @param height of the result in pixels, at least 1
     */
    public static SimilarityWarp replicating(Similarity toResult, int width, int height) {
        return new SimilarityWarp(toResult, width, height, true);
    }

    /** Returns the result; its values are not rounded to 8 bits. */
    public Image apply(Image photograph) {
        return Image.of(width, height, values(photograph));
    }

    /** Returns the result, rounded to 8 bits. */
    public Image quantized(Image photograph) {
        return Image.quantized(width, height, values(photograph));
    }

    private float[] values(Image photograph) {
        int plane = width * height;
        float[] result = new float[Image.CHANNELS * plane];
        Taps taps = new Taps(photograph.width(), photograph.height());
        for (int at = 0; at < plane; at++) {
            taps.find(at);
            for (int channel = 0; channel < Image.CHANNELS; channel++) {
                float sum = 0;
                for (int tap = 0; tap < taps.count; tap++) {
                    sum += taps.weights[tap] * photograph.value(channel, taps.rows[tap], taps.columns[tap]);
                }
                result[channel * plane + at] = Math.min(1f, sum); // the weights add up to 1 but for rounding
            }
        }
        return result;
    }

    /**
     * Carries a gradient back from the result to a photograph: the adjoint of {@link #apply}.
     *
     * @param gradient by the values of the result, CHW
     * @param photographWidth in pixels
     * @param photographHeight in pixels
     * @return the gradient by the values of the photograph, CHW
     */
    public float[] pullBack(float[] gradient, int photographWidth, int photographHeight) {
        int plane = photographWidth * photographHeight;
        if (gradient.length != Image.CHANNELS * width * height) {
            throw new IllegalArgumentException("illegal number of values: " + gradient.length + ", must be "
                    + Image.CHANNELS * width * height + " for " + width + "x" + height);
        }
        float[] result = new float[Image.CHANNELS * plane];
        Taps taps = new Taps(photographWidth, photographHeight);
        for (int at = 0; at < width * height; at++) {
            taps.find(at);
            for (int channel = 0; channel < Image.CHANNELS; channel++) {
                float arriving = gradient[channel * width * height + at];
                for (int tap = 0; tap < taps.count; tap++) {
                    result[channel * plane + taps.rows[tap] * photographWidth + taps.columns[tap]] +=
                            taps.weights[tap] * arriving;
                }
            }
        }
        return result;
    }

    /** The pixels of a photograph that a pixel of the result is the weighted sum of. Not thread-safe. */
    private final class Taps {

        private final int photographWidth;
        private final int photographHeight;
        private final float share = 1f / (samples * samples);
        private final int[] rows = new int[4 * samples * samples];
        private final int[] columns = new int[4 * samples * samples];
        private final float[] weights = new float[4 * samples * samples];
        private int count;

        Taps(int photographWidth, int photographHeight) {
            this.photographWidth = photographWidth;
            this.photographHeight = photographHeight;
        }

        /** Finds those of a pixel of the result. */
        void find(int at) {
            count = 0;
            for (int sample = 0; sample < samples * samples; sample++) {
                double x = at % width + (sample % samples + 0.5) / samples - 0.5;
                double y = at / width + (sample / samples + 0.5) / samples - 0.5;
                bilinear(back.a() * x - back.b() * y + back.shiftX(), back.b() * x + back.a() * y + back.shiftY());
            }
        }

        private void bilinear(double x, double y) {
            int column = (int) Math.floor(x);
            int row = (int) Math.floor(y);
            float right = (float) (x - column);
            float lower = (float) (y - row);
            for (int corner = 0; corner < 4; corner++) {
                int c = column + corner % 2;
                int r = row + corner / 2;
                boolean inside = c >= 0 && r >= 0 && c < photographWidth && r < photographHeight;
                if (inside || replicates) {
                    columns[count] = Math.min(photographWidth - 1, Math.max(0, c));
                    rows[count] = Math.min(photographHeight - 1, Math.max(0, r));
                    weights[count++] =
                            share * (corner % 2 == 0 ? 1 - right : right) * (corner / 2 == 0 ? 1 - lower : lower);
                }
            }
        }
    }
}
