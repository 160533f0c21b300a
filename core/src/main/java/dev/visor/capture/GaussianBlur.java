package dev.visor.capture;

import dev.visor.image.Image;

/**
 * A Gaussian blur whose border goes on beyond the picture, with its exact adjoint. Immutable and thread-safe.
 */
final class GaussianBlur {

    private final float[] kernel;

    /** Makes a blur of a standard deviation in pixels, above 0; the kernel ends at three of them. */
    GaussianBlur(double sigma) {
        int radius = (int) Math.max(1, Math.ceil(3 * sigma));
        kernel = new float[2 * radius + 1];
        float sum = 0;
        for (int i = 0; i < kernel.length; i++) {
            double distance = (i - radius) / sigma;
            kernel[i] = (float) StrictMath.exp(-distance * distance / 2);
            sum += kernel[i];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
    }

    /** Returns the blurred values, CHW; a new array. */
    float[] apply(float[] values, int width) {
        int height = values.length / Image.CHANNELS / width;
        float[] rows = pass(values, width, height, 1, width, false);
        return pass(rows, height, width, width, 1, false);
    }

    /** Carries a gradient at the blurred values back; a new array. */
    float[] pullBack(float[] gradient, int width) {
        int height = gradient.length / Image.CHANNELS / width;
        float[] columns = pass(gradient, height, width, width, 1, true);
        return pass(columns, width, height, 1, width, true);
    }

    /**
     * Blurs along one axis.
     *
     * @param length of a line
     * @param lines of a plane
     * @param step from one value of a line to the next
     * @param jump from one line to the next
     * @param adjoint whether values are spread rather than gathered
     */
    private float[] pass(float[] values, int length, int lines, int step, int jump, boolean adjoint) {
        float[] result = new float[values.length];
        int radius = kernel.length / 2;
        for (int start = 0; start < values.length; start += length * lines) {
            for (int line = 0; line < lines; line++) {
                int origin = start + line * jump;
                for (int at = 0; at < length; at++) {
                    int middle = origin + at * step;
                    boolean inside = at >= radius && at + radius < length;
                    int first = middle - radius * step;
                    float sum = 0;
                    for (int tap = 0; tap < kernel.length; tap++) {
                        int other = inside
                                ? first + tap * step
                                : origin + Math.min(length - 1, Math.max(0, at + tap - radius)) * step;
                        if (adjoint) {
                            result[other] += kernel[tap] * values[middle];
                        } else {
                            sum += kernel[tap] * values[other];
                        }
                    }
                    if (!adjoint) {
                        result[middle] = sum;
                    }
                }
            }
        }
        return result;
    }
}
