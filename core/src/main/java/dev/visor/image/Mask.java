package dev.visor.image;

import static dev.visor.run.IllegalSettingException.check;

import java.util.BitSet;

/**
 * A set of pixels of a picture of a given size.
 *
 * <p>Immutable and thread-safe.
 */
public final class Mask {

    private final int width;
    private final int height;
    private final BitSet pixels;

    private Mask(int width, int height, BitSet pixels) {
        check(width >= 1 && height >= 1, "mask size", width + "x" + height, "at least 1x1");
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /** {@return the mask of the pixels for which the array, row by row, holds true} */
    public static Mask of(int width, int height, boolean[] masked) {
        if (masked.length != width * height) {
            throw new IllegalArgumentException(
                    "illegal number of pixels: " + masked.length + ", must be " + width * height);
        }
        BitSet pixels = new BitSet(masked.length);
        for (int i = 0; i < masked.length; i++) {
            if (masked[i]) {
                pixels.set(i);
            }
        }
        return new Mask(width, height, pixels);
    }

    /** {@return the mask of the pixels for which the array, row by row, is not 0} */
    static Mask ofBytes(int width, int height, byte[] masked) {
        BitSet pixels = new BitSet(masked.length);
        for (int i = 0; i < masked.length; i++) {
            if (masked[i] != 0) {
                pixels.set(i);
            }
        }
        return new Mask(width, height, pixels);
    }

    /** {@return a mask without any pixel} */
    public static Mask empty(int width, int height) {
        return new Mask(width, height, new BitSet());
    }

    /** {@return a picture that is white where the mask has pixels, and black elsewhere} */
    public Image toImage() {
        float[] values = new float[Image.CHANNELS * width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = contains(i % (width * height)) ? 1 : 0;
        }
        return Image.of(width, height, values);
    }

    /** {@return the width in pixels} */
    public int width() {
        return width;
    }

    /** {@return the height in pixels} */
    public int height() {
        return height;
    }

    /** {@return whether a pixel is in the mask} */
    public boolean contains(int row, int column) {
        return pixels.get(row * width + column);
    }

    /** {@return whether a pixel, counted row by row, is in the mask} */
    public boolean contains(int index) {
        return pixels.get(index);
    }

    /** {@return whether all pixels of another mask are in this one} */
    public boolean contains(Mask other) {
        BitSet outside = (BitSet) sameSize(other).pixels.clone();
        outside.andNot(pixels);
        return outside.isEmpty();
    }

    /** {@return the number of pixels in the mask} */
    public int area() {
        return pixels.cardinality();
    }

    /** {@return the share of the picture in the mask, in [0, 1]} */
    public double share() {
        return (double) area() / ((double) width * height);
    }

    /** {@return the pixels, row by row} */
    public boolean[] toArray() {
        boolean[] masked = new boolean[width * height];
        pixels.stream().forEach(i -> masked[i] = true);
        return masked;
    }

    /** {@return 1 for the pixels in the mask and 0 for the others, row by row} */
    byte[] toBytes() {
        byte[] masked = new byte[width * height];
        pixels.stream().forEach(i -> masked[i] = 1);
        return masked;
    }

    /** {@return the pixels that are in this mask and in the other} */
    public Mask intersection(Mask other) {
        BitSet both = (BitSet) pixels.clone();
        both.and(sameSize(other).pixels);
        return new Mask(width, height, both);
    }

    /** {@return the pixels that are in this mask, in the other, or in both} */
    public Mask union(Mask other) {
        BitSet either = (BitSet) pixels.clone();
        either.or(sameSize(other).pixels);
        return new Mask(width, height, either);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mask mask && width == mask.width && height == mask.height && pixels.equals(mask.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * width + height) + pixels.hashCode();
    }

    @Override
    public String toString() {
        return "Mask[" + width + "x" + height + ", " + area() + " pixels]";
    }

    private Mask sameSize(Mask other) {
        if (width != other.width || height != other.height) {
            throw new IllegalArgumentException(
                    "illegal mask size: " + other.width + "x" + other.height + ", must be " + width + "x" + height);
        }
        return other;
    }
}
