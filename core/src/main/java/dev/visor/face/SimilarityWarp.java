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
        float[] result = new float[Image.CHANNELS * width * height];
        visit(photograph.width(), photograph.height(), (at, row, column, weight) -> {
            for (int channel = 0; channel < Image.CHANNELS; channel++) {
                result[channel * width * height + at] += weight * photograph.value(channel, row, column);
            }
        });
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.min(1f, result[i]); // the weights add up to 1 but for rounding
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
        visit(photographWidth, photographHeight, (at, row, column, weight) -> {
            for (int channel = 0; channel < Image.CHANNELS; channel++) {
                result[channel * plane + row * photographWidth + column] +=
                        weight * gradient[channel * width * height + at];
            }
        });
        return result;
    }

    private interface Visitor {
        void add(int at, int row, int column, float weight);
    }

    private void visit(int photographWidth, int photographHeight, Visitor visitor) {
        float share = 1f / (samples * samples);
        for (int at = 0; at < width * height; at++) {
            for (int sample = 0; sample < samples * samples; sample++) {
                double x = at % width + (sample % samples + 0.5) / samples - 0.5;
                double y = at / width + (sample / samples + 0.5) / samples - 0.5;
                Point from = back.apply(new Point(x, y));
                bilinear(at, from.x(), from.y(), share, photographWidth, photographHeight, visitor);
            }
        }
    }

    private void bilinear(int at, double x, double y, float share, int columns, int rows, Visitor visitor) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        float right = (float) (x - column);
        float lower = (float) (y - row);
        for (int corner = 0; corner < 4; corner++) {
            int c = column + corner % 2;
            int r = row + corner / 2;
            float weight = share * (corner % 2 == 0 ? 1 - right : right) * (corner / 2 == 0 ? 1 - lower : lower);
            boolean inside = c >= 0 && r >= 0 && c < columns && r < rows;
            if (inside) {
                visitor.add(at, r, c, weight);
            } else if (replicates) {
                visitor.add(at, Math.min(rows - 1, Math.max(0, r)), Math.min(columns - 1, Math.max(0, c)), weight);
            }
        }
    }
}
