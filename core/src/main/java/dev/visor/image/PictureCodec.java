package dev.visor.image;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.image.internal.Codec;
import java.math.BigDecimal;
import java.util.List;

/**
 * Pictures as the bytes of files. JPEG, PNG, BMP and WebP files are recognized by their content, not by their names.
 *
 * <p>Thread-safe.
 */
public final class PictureCodec {

    /** The largest width and the largest height that is decoded, in pixels. */
    public static final int MAX_SIDE = 16_384;

    /** The largest number of pixels that is decoded. */
    public static final int MAX_PIXELS = 50_000_000;

    private static final int JPEG_QUALITY = 95;

    private static final List<PictureFormat> FORMATS =
            List.of(new JpegFormat(), new PngFormat(), new BmpFormat(), new WebpFormat());

    private PictureCodec() {}

    /**
     * {@return the picture in a file as 8-bit RGB, turned as the orientation in its EXIF or else in its XMP says} Gray and
     * CMYK are converted, 16 bits cut to 8, transparency and color profiles ignored. The size is read and judged before
     * anything is decoded. Oddities around whole pixels are harmless: stray bytes between the parts of a JPEG or behind
     * a file, odd versions, wrong values in the header of a scan that has only one right one.
     *
     * @param file the bytes of the file
     * @param name what to call it in a message
     * @throws PictureException if the file is no picture, is damaged or cut off, or has more than {@link #MAX_PIXELS}
     *     pixels or a side longer than {@link #MAX_SIDE}
     */
    public static Image decode(byte[] file, String name) {
        return decode(file, name, MAX_PIXELS);
    }

    /**
     * {@return the picture in a file, as {@link #decode(byte[], String)} does}
     *
     * @param mostPixels the largest number of pixels that is decoded, in [1, {@link #MAX_PIXELS}]
     * @throws PictureException if the file is no picture, is damaged or cut off, or has more pixels or a side longer than {@link
     *     #MAX_SIDE}
     */
    public static Image decode(byte[] file, String name, int mostPixels) {
        check(mostPixels >= 1 && mostPixels <= MAX_PIXELS, "pixels", mostPixels, "in [1, " + MAX_PIXELS + "]");
        PictureBytes bytes = new PictureBytes(file, name);
        PictureFormat format = FORMATS.stream()
                .filter(candidate -> candidate.matches(bytes))
                .findFirst()
                .orElseThrow(() -> bytes.wrong(
                        file.length == 0 ? "is empty, must be a picture" : "is no JPEG, PNG, BMP or WebP picture"));
        checkSize(format.size(bytes), bytes, mostPixels);
        Codec.Pixels pixels =
                Codec.decode(format.essence(bytes)).orElseThrow(() -> bytes.wrong("is damaged and cannot be decoded"));
        Codec.Pixels upright = format.orientation(bytes).turn(pixels);
        return Image.fromRgb8(upright.width(), upright.height(), upright.rgb());
    }

    /** {@return the bytes of an 8-bit RGB PNG file; values between two levels are rounded} */
    public static byte[] encodePng(Image image) {
        return Codec.encodePng(image.toRgb8(), image.width(), image.height());
    }

    /** {@return the bytes of a JPEG file of the quality 95; values between two levels are rounded} */
    public static byte[] encodeJpeg(Image image) {
        return encodeJpeg(image, JPEG_QUALITY);
    }

    /**
     * {@return the bytes of a JPEG file; values between two levels are rounded}
     *
     * @param quality in [1, 100]
     */
    public static byte[] encodeJpeg(Image image, int quality) {
        check(quality >= 1 && quality <= 100, "JPEG quality", quality, "in [1, 100]");
        return Codec.encodeJpeg(image.toRgb8(), image.width(), image.height(), quality);
    }

    private static void checkSize(PictureFormat.Size size, PictureBytes bytes, int mostPixels) {
        if (size.width() < 1 || size.height() < 1) {
            throw bytes.wrong("is damaged: its size is " + size + " pixels");
        }
        boolean tooLarge =
                size.width() > MAX_SIDE || size.height() > MAX_SIDE || size.width() * size.height() > mostPixels;
        if (tooLarge) {
            throw bytes.wrong("is " + size + " pixels, must have at most " + megapixels(mostPixels) + " megapixels and "
                    + MAX_SIDE + " pixels a side");
        }
    }

    private static String megapixels(int pixels) {
        return BigDecimal.valueOf(pixels, 6).stripTrailingZeros().toPlainString();
    }

    /**
     * Loads OpenCV, if it is not loaded yet. Whatever works on pictures does it too.
     *
     * @throws LinkageError if it can't be loaded
     */
    public static void loadLibrary() {
        Codec.load();
    }

    /** {@return the version of OpenCV and of its Java presets} */
    public static String opencvVersion() {
        return Codec.version();
    }
}
