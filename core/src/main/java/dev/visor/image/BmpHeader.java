package dev.visor.image;

import java.util.List;

/**
 * The checked header of a bitmap.
 *
 * @param width in pixels
 * @param height in pixels
 * @param fromTop whether the rows run from the top to the bottom
 * @param bits of a pixel: 1, 4, 8, 16, 24 or 32
 * @param runs whether the pixels are packed as run lengths
 * @param pixels where they begin
 * @param palette where the colors begin
 * @param colorBytes of each color in the palette: 3 or 4
 * @param colors how many there are; 0 without a palette
 * @param masks which bits of a pixel are red, green and blue; used with 16 and 32 bits
 */
record BmpHeader(
        int width,
        int height,
        boolean fromTop,
        int bits,
        boolean runs,
        int pixels,
        int palette,
        int colorBytes,
        int colors,
        List<Mask> masks) {

    private static final int OLD = 12;
    private static final List<Integer> LENGTHS = List.of(OLD, 40, 52, 56, 64, 108, 124);
    private static final List<Integer> DEPTHS = List.of(1, 4, 8, 16, 24, 32);
    private static final int MASKS = 54;
    private static final int RUNS_OF_8 = 1;
    private static final int RUNS_OF_4 = 2;
    private static final int BIT_FIELDS = 3;
    private static final int ALPHA_BIT_FIELDS = 6;

    BmpHeader {
        masks = List.copyOf(masks);
    }

    /**
     * The bits of a pixel that are one channel.
     *
     * @param shift how many bits are below them
     * @param largest the value with all of them set
     */
    record Mask(int shift, long largest) {

        private static final long LARGEST = 0xffff;

        static Mask of(long bits, int depth, PictureBytes file) {
            int shift = Long.numberOfTrailingZeros(bits);
            long largest = bits == 0 ? 0 : bits >> shift;
            boolean together = (largest & largest + 1) == 0;
            if (bits == 0 || !together || largest > LARGEST || bits >> depth != 0) {
                throw file.wrong("is a BMP with the channel mask 0x" + Long.toHexString(bits)
                        + ", must be 1 to 16 bits side by side among " + depth);
            }
            return new Mask(shift, largest);
        }

        /** {@return the channel of a pixel in [0, 255], rounded} */
        byte of(long pixel) {
            long value = pixel >> shift & largest;
            return (byte) ((value * 255 + largest / 2) / largest);
        }
    }

    static PictureFormat.Size size(PictureBytes file) {
        if (file.littleU32(14) == OLD) {
            return new PictureFormat.Size(file.littleU16(18), file.littleU16(20));
        }
        // A negative height means that the rows run from the top.
        return new PictureFormat.Size((int) file.littleU32(18), Math.abs((long) (int) file.littleU32(22)));
    }

    /** {@return the header of a bitmap whose size is bearable} */
    static BmpHeader of(PictureBytes file) {
        long length = file.littleU32(14);
        if (length > Integer.MAX_VALUE || !LENGTHS.contains((int) length)) {
            throw file.wrong("is a BMP with a header of " + length + " bytes, must be one of " + LENGTHS);
        }
        boolean old = length == OLD;
        int bits = file.littleU16(old ? 24 : 28);
        long compression = old ? 0 : file.littleU32(30);
        boolean runs = compression == RUNS_OF_8 || compression == RUNS_OF_4;
        boolean fields = compression == BIT_FIELDS || compression == ALPHA_BIT_FIELDS;
        boolean known = compression == 0
                || compression == RUNS_OF_8 && bits == 8
                || compression == RUNS_OF_4 && bits == 4
                || fields && (bits == 16 || bits == 32) && length != 64;
        if (!known || !DEPTHS.contains(bits)) {
            throw file.wrong("is a BMP of " + bits + " bits with compression " + compression + ", must be one of "
                    + DEPTHS + " without, run lengths of 4 or 8 bits, or channel masks of 16 or 32");
        }
        PictureFormat.Size size = size(file);
        boolean fromTop = !old && (int) file.littleU32(22) < 0;
        int palette = (int) (14 + length);
        int colorBytes = old ? 3 : 4;
        long pixels = file.littleU32(10);
        if (pixels < palette) {
            throw file.wrong("is a damaged BMP: its pixels begin at byte " + pixels + ", within its header");
        }
        if (pixels >= file.length()) {
            throw file.truncated();
        }
        long colors = bits > 8 ? 0 : 1L << bits;
        if (colors > 0 && !old && file.littleU32(46) > 0) {
            colors = Math.min(colors, file.littleU32(46));
        }
        colors = Math.min(colors, (pixels - palette) / colorBytes);
        return new BmpHeader(
                (int) size.width(),
                (int) size.height(),
                fromTop,
                bits,
                runs,
                (int) pixels,
                palette,
                colorBytes,
                (int) colors,
                masks(file, bits, fields));
    }

    private static List<Mask> masks(PictureBytes file, int bits, boolean fields) {
        if (bits != 16 && bits != 32) {
            return List.of();
        }
        List<Mask> masks;
        if (fields) {
            long red = file.littleU32(MASKS);
            long green = file.littleU32(MASKS + 4L);
            long blue = file.littleU32(MASKS + 8L);
            if ((red & green | red & blue | green & blue) != 0) {
                throw file.wrong("is a BMP whose channel masks overlap: 0x" + Long.toHexString(red) + ", 0x"
                        + Long.toHexString(green) + ", 0x" + Long.toHexString(blue));
            }
            masks = List.of(Mask.of(red, bits, file), Mask.of(green, bits, file), Mask.of(blue, bits, file));
        } else if (bits == 16) {
            masks = List.of(new Mask(10, 0x1f), new Mask(5, 0x1f), new Mask(0, 0x1f));
        } else {
            masks = List.of(new Mask(16, 0xff), new Mask(8, 0xff), new Mask(0, 0xff));
        }
        return masks;
    }
}
