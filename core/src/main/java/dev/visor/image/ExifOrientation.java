package dev.visor.image;

import dev.visor.image.internal.Orientation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The orientation in a picture's EXIF (tag 274 of its first directory) or XMP ({@code tiff:Orientation}). Of both, EXIF
 * counts, as in Pillow. What is no EXIF or breaks off before the tag has no orientation.
 */
final class ExifOrientation {

    private static final byte[] PREFIX = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int TAG = 0x0112;
    private static final int ENTRY = 12;
    private static final int MAGIC = 42;
    private static final Pattern IN_XMP = Pattern.compile("tiff:Orientation(?:\\s*=\\s*[\"']|[^>=<]*>)\\s*(\\d{1,9})");

    private ExifOrientation() {}

    /**
     * {@return the orientation in EXIF, with or without the prefix that it has in a JPEG}
     *
     * @param file to name if its orientation is no whole number
     */
    static Optional<Orientation> ofExif(byte[] exif, PictureBytes file) {
        int start = begins(exif, "Exif") ? PREFIX.length : 0;
        if (exif.length < start + 8) {
            return Optional.empty();
        }
        ByteBuffer tiff = ByteBuffer.wrap(exif, start, exif.length - start).slice();
        int order = tiff.getShort(0);
        if (order != 0x4949 && order != 0x4d4d) {
            return Optional.empty();
        }
        tiff.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = Integer.toUnsignedLong(tiff.getInt(4));
        if (tiff.getShort(2) != MAGIC || directory + 2 > tiff.limit()) {
            return Optional.empty();
        }
        int count = Short.toUnsignedInt(tiff.getShort((int) directory));
        for (int i = 0; i < count; i++) {
            long entry = directory + 2 + (long) ENTRY * i;
            if (entry + ENTRY > tiff.limit()) {
                return Optional.empty();
            }
            if (tiff.getShort((int) entry) == TAG) {
                return Optional.of(Orientation.of(number(tiff, (int) entry, file)));
            }
        }
        return Optional.empty();
    }

    private static long number(ByteBuffer tiff, int entry, PictureBytes file) {
        int type = tiff.getShort(entry + 2);
        int value = entry + 8;
        if (tiff.getInt(entry + 4) == 1) {
            switch (type) {
                case 1, 6 -> {
                    return tiff.get(value);
                }
                case 3, 8 -> {
                    return tiff.getShort(value);
                }
                case 4, 9 -> {
                    return tiff.getInt(value);
                }
                default -> {
                    // Fractions and texts are no orientation.
                }
            }
        }
        throw file.wrong("has an EXIF orientation of type " + type + ", must be one whole number (type 1, 3 or 4)");
    }

    /** {@return the orientation in XMP, which is UTF-8} */
    static Optional<Orientation> ofXmp(byte[] xmp) {
        Matcher matcher = IN_XMP.matcher(new String(xmp, StandardCharsets.UTF_8));
        return matcher.find() ? Optional.of(Orientation.of(Long.parseLong(matcher.group(1)))) : Optional.empty();
    }

    private static boolean begins(byte[] bytes, String ascii) {
        return new String(bytes, 0, Math.min(bytes.length, ascii.length()), StandardCharsets.ISO_8859_1).equals(ascii);
    }
}
