package dev.visor.image;

import dev.visor.image.internal.Orientation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a PNG in which an orientation can stand: {@code eXIf}, and the texts in which other programs keep EXIF
 * (ImageMagick's {@code Raw profile type exif}, in hexadecimal) and XMP. They count in this order. Not thread-safe.
 */
final class PngTexts {

    private static final int LARGEST = 16 << 20;
    private static final String RAW_PROFILE = "raw profile type ";
    private static final String XMP = "xml:com.adobe.xmp";

    private final PictureBytes file;
    private @Nullable Orientation chunk;
    private @Nullable Orientation rawProfile;
    private @Nullable Orientation xmp;

    PngTexts(PictureBytes file) {
        this.file = file;
    }

    /** {@return the orientation that the chunks so far give} */
    Orientation orientation() {
        if (chunk != null) {
            return chunk;
        }
        if (rawProfile != null) {
            return rawProfile;
        }
        return xmp != null ? xmp : Orientation.UPRIGHT;
    }

    /** Looks at a chunk, whose checksum is right. */
    void add(String type, int offset, int length) {
        byte[] data = Arrays.copyOfRange(file.array(), offset, offset + length);
        if (type.equals("eXIf")) {
            chunk = first(chunk, ExifOrientation.ofExif(data, file));
            return;
        }
        int end = indexOfZero(data, 0);
        String keyword = new String(data, 0, end, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        if (!keyword.startsWith(RAW_PROFILE) && !keyword.equals(XMP)) {
            return;
        }
        byte[] text = text(type, data, end + 1);
        if (keyword.equals(XMP)) {
            xmp = first(xmp, ExifOrientation.ofXmp(text));
        } else {
            addProfile(keyword.substring(RAW_PROFILE.length()), text);
        }
    }

    private void addProfile(String name, byte[] text) {
        if (name.equals("exif") || name.equals("app1")) {
            byte[] profile = hexadecimal(text);
            rawProfile = first(rawProfile, ExifOrientation.ofExif(profile, file));
            xmp = first(xmp, ExifOrientation.ofXmp(profile));
        } else if (name.equals("xmp")) {
            xmp = first(xmp, ExifOrientation.ofXmp(hexadecimal(text)));
        }
    }

    private static @Nullable Orientation first(@Nullable Orientation known, Optional<Orientation> found) {
        return known != null ? known : found.orElse(null);
    }

    /** A text follows its keyword; it may be packed, and an international one has two more words before it. */
    private byte[] text(String type, byte[] data, int start) {
        int from = start;
        boolean packed = type.equals("zTXt");
        if (packed) {
            from++;
        } else if (type.equals("iTXt")) {
            packed = start < data.length && data[start] == 1;
            from = indexOfZero(data, indexOfZero(data, start + 2) + 1) + 1;
        }
        byte[] text = from < data.length ? Arrays.copyOfRange(data, from, data.length) : new byte[0];
        if (!packed) {
            return text;
        }
        try (InflaterInputStream inflater = new InflaterInputStream(new ByteArrayInputStream(text))) {
            byte[] unpacked = inflater.readNBytes(LARGEST + 1);
            if (unpacked.length <= LARGEST) {
                return unpacked;
            }
        } catch (IOException e) {
            throw file.wrong("is a damaged PNG: a text that may give its orientation cannot be decompressed");
        }
        throw file.wrong("has a text of more than " + LARGEST + " bytes that may give its orientation");
    }

    /** A raw profile is its name, its length and its bytes in hexadecimal, with white space between. */
    private byte[] hexadecimal(byte[] text) {
        String[] words = new String(text, StandardCharsets.ISO_8859_1).strip().split("\\s+", 3);
        try {
            return HexFormat.of().parseHex(words.length < 3 ? "?" : words[2].replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw file.wrong("has a raw profile that may give its orientation but is not hexadecimal");
        }
    }

    private static int indexOfZero(byte[] data, int from) {
        int at = Math.min(from, data.length);
        while (at < data.length && data[at] != 0) {
            at++;
        }
        return at;
    }
}
