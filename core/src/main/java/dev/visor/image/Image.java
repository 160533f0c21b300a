package dev.visor.image;

import static dev.visor.run.IllegalSettingException.check;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An RGB picture. Values are stored by channel, then row, then column (CHW) and lie in [0, 1].
 *
 * <p>Immutable and thread-safe; arrays are copied on the way in and out.
 */
public final class Image {

    /** The number of color channels of every image: red, green, blue. */
    public static final int CHANNELS = 3;

    private final int width;
    private final int height;
    private final Pixels pixels;

    private Image(int width, int height, Pixels pixels) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /**
     * {@return an image of these values}
     *
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     * @param values {@code 3 * height * width} values, CHW, each in [0, 1]
     * @throws IllegalArgumentException if a size or a value is out of range
     */
    public static Image of(int width, int height, float[] values) {
        checkSize(width, height);
        checkLength(width, height, values.length, "values");
        float[] copy = new float[values.length];
        for (int i = 0; i < copy.length; i++) {
            if (!(values[i] >= 0f && values[i] <= 1f)) {
                throw new IllegalArgumentException("illegal pixel value: " + values[i] + ", must be in [0, 1]");
            }
            copy[i] = values[i] + 0f; // there is a zero below zero, which would make two black pictures differ
        }
        return new Image(width, height, new Floats(copy));
    }

    /**
     * {@return an image of these values, cut to [0, 1] and rounded to the 256 levels of an 8-bit file}
     *
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     * @param values {@code 3 * height * width} finite values, CHW
     */
    public static Image quantized(int width, int height, float[] values) {
        checkSize(width, height);
        checkLength(width, height, values.length, "values");
        byte[] levels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException("illegal pixel value: " + values[i] + ", must be finite");
            }
            levels[i] = (byte) Math.round(Math.min(1f, Math.max(0f, values[i])) * 255f);
        }
        return new Image(width, height, new Levels(levels));
    }

    /**
     * {@return an image of 8-bit values}
     *
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     * @param rgb {@code 3 * height * width} values, row by row, red, green and blue of each pixel together (HWC)
     */
    public static Image fromRgb8(int width, int height, byte[] rgb) {
        checkSize(width, height);
        checkLength(width, height, rgb.length, "bytes");
        int plane = width * height;
        byte[] levels = new byte[rgb.length];
        for (int pixel = 0; pixel < plane; pixel++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                levels[channel * plane + pixel] = rgb[CHANNELS * pixel + channel];
            }
        }
        return new Image(width, height, new Levels(levels));
    }

    /** {@return an image of one color, each component in [0, 1]} */
    public static Image filled(int width, int height, Color color) {
        checkSize(width, height);
        int plane = width * height;
        float[] values = new float[CHANNELS * plane];
        Arrays.fill(values, 0, plane, color.red());
        Arrays.fill(values, plane, 2 * plane, color.green());
        Arrays.fill(values, 2 * plane, 3 * plane, color.blue());
        return new Image(width, height, new Floats(values));
    }

    /** {@return the width in pixels} */
    public int width() {
        return width;
    }

    /** {@return the height in pixels} */
    public int height() {
        return height;
    }

    /** {@return one value in [0, 1]} */
    public float value(int channel, int row, int column) {
        return pixels.at((channel * height + row) * width + column);
    }

    /** {@return a copy of all values, CHW} */
    public float[] values() {
        float[] values = new float[CHANNELS * width * height];
        pixels.copyTo(values, 0);
        return values;
    }

    /** Copies all values, CHW, to an array from an offset on. */
    public void copyTo(float[] target, int offset) {
        pixels.copyTo(target, offset);
    }

    /** {@return the picture as 8-bit values, row by row (HWC); values between two levels are rounded} */
    public byte[] toRgb8() {
        int plane = width * height;
        byte[] rgb = new byte[CHANNELS * plane];
        for (int pixel = 0; pixel < plane; pixel++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                rgb[CHANNELS * pixel + channel] = pixels.level(channel * plane + pixel);
            }
        }
        return rgb;
    }

    /** {@return the mean color over all pixels} */
    public Color mean() {
        int plane = width * height;
        double[] sums = new double[CHANNELS];
        for (int i = 0; i < CHANNELS * plane; i++) {
            sums[i / plane] += pixels.at(i);
        }
        return new Color((float) (sums[0] / plane), (float) (sums[1] / plane), (float) (sums[2] / plane));
    }

    /**
     * {@return a part of the picture}
     *
     * @param left the first column, at least 0
     * @param top the first row, at least 0
     * @param newWidth in pixels, at least 1; the part must not reach beyond the picture
     * @param newHeight in pixels, at least 1; the part must not reach beyond the picture
     * @throws IllegalArgumentException if the part is empty or reaches beyond the picture
     */
    public Image crop(int left, int top, int newWidth, int newHeight) {
        boolean inside = left >= 0 && top >= 0 && left <= width - newWidth && top <= height - newHeight;
        check(inside, "part", newWidth + "x" + newHeight + " at " + left + "," + top, "within " + width + "x" + height);
        checkSize(newWidth, newHeight);
        float[] values = new float[CHANNELS * newWidth * newHeight];
        int at = 0;
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int row = top; row < top + newHeight; row++) {
                for (int column = left; column < left + newWidth; column++) {
                    values[at++] = value(channel, row, column);
                }
            }
        }
        return pixels instanceof Floats
                ? new Image(newWidth, newHeight, new Floats(values))
                : quantized(newWidth, newHeight, values);
    }

    /** {@return the picture with left and right swapped, 8-bit} */
    public Image mirrored() {
        byte[] rgb = toRgb8();
        byte[] swapped = new byte[rgb.length];
        for (int pixel = 0; pixel < width * height; pixel++) {
            int other = pixel - pixel % width + (width - 1 - pixel % width);
            System.arraycopy(rgb, CHANNELS * pixel, swapped, CHANNELS * other, CHANNELS);
        }
        return fromRgb8(width, height, swapped);
    }

    /**
     * {@return an equal image whose values lie in other memory, as in a file that is mapped} An image with values between the
     * levels of an 8-bit file is returned as it is.
     *
     * @param memory from its position on, {@code 3 * height * width} bytes are written and the position moves behind them; nobody
     *     may change them afterwards
     * @throws java.nio.BufferOverflowException if less remains of the memory
     */
    public Image movedTo(ByteBuffer memory) {
        if (!(pixels instanceof Levels own)) {
            return this;
        }
        ByteBuffer part = memory.slice(memory.position(), own.levels.length).asReadOnlyBuffer();
        memory.put(own.levels);
        return new Image(width, height, new MovedLevels(part));
    }

    /** {@return whether the other image has the same size} */
    public boolean sameSize(Image other) {
        return width == other.width && height == other.height;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Image image
                && width == image.width
                && height == image.height
                && Arrays.equals(values(), image.values());
    }

    @Override
    public int hashCode() {
        return 31 * (31 * width + height) + Arrays.hashCode(values());
    }

    @Override
    public String toString() {
        return "Image[" + width + "x" + height + "]";
    }

    private static void checkLength(int width, int height, int length, String what) {
        if (length != CHANNELS * width * height) {
            throw new IllegalArgumentException("illegal number of " + what + ": " + length + ", must be "
                    + CHANNELS * width * height + " for " + width + "x" + height);
        }
    }

    private static void checkSize(int width, int height) {
        check(width >= 1 && height >= 1, "image size", width + "x" + height, "at least 1x1");
    }

    /** Where the values are, CHW. */
    private sealed interface Pixels {

        float at(int index);

        byte level(int index);

        void copyTo(float[] target, int offset);
    }

    /** 8-bit levels: a quarter of the memory, which counts with thousands of pictures. */
    private static final class Levels implements Pixels {

        private final byte[] levels;

        Levels(byte[] levels) {
            this.levels = levels;
        }

        @Override
        public float at(int index) {
            return (levels[index] & 0xff) / 255f;
        }

        @Override
        public byte level(int index) {
            return levels[index];
        }

        @Override
        public void copyTo(float[] target, int offset) {
            for (int i = 0; i < levels.length; i++) {
                target[offset + i] = at(i);
            }
        }
    }

    /** 8-bit levels that lie elsewhere than among the objects. */
    private static final class MovedLevels implements Pixels {

        private final ByteBuffer levels;

        MovedLevels(ByteBuffer levels) {
            this.levels = levels;
        }

        @Override
        public float at(int index) {
            return (levels.get(index) & 0xff) / 255f;
        }

        @Override
        public byte level(int index) {
            return levels.get(index);
        }

        @Override
        public void copyTo(float[] target, int offset) {
            byte[] copy = new byte[levels.capacity()];
            levels.get(0, copy);
            new Levels(copy).copyTo(target, offset);
        }
    }

    /** Values between the levels. */
    private static final class Floats implements Pixels {

        private final float[] values;

        Floats(float[] values) {
            this.values = values;
        }

        @Override
        public float at(int index) {
            return values[index];
        }

        @Override
        public byte level(int index) {
            return (byte) Math.round(values[index] * 255f);
        }

        @Override
        public void copyTo(float[] target, int offset) {
            System.arraycopy(values, 0, target, offset, values.length);
        }
    }
}
