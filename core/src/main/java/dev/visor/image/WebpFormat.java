package dev.visor.image;

import dev.visor.image.internal.Orientation;
import java.util.Arrays;
import java.util.Optional;

/** WebP: lossy, lossless and extended. */
final class WebpFormat implements PictureFormat {

    private static final int CHUNKS = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FIRST_CHUNK = CHUNKS + CHUNK_HEADER;
    private static final int LOSSLESS_SIGNATURE = 0x2f;
    private static final int FOURTEEN_BITS = 0x3fff;

    @Override
    public boolean matches(PictureBytes file) {
        return file.has(0, "RIFF") && file.has(8, "WEBP");
    }

    @Override
    public Size size(PictureBytes file) {
        if (file.has(12, "VP8X")) {
            return new Size(file.littleU24(FIRST_CHUNK + 4) + 1L, file.littleU24(FIRST_CHUNK + 7) + 1L);
        }
        if (file.has(12, "VP8L") && file.u8(FIRST_CHUNK) == LOSSLESS_SIGNATURE) {
            long bits = file.littleU32(FIRST_CHUNK + 1);
            return new Size((bits & FOURTEEN_BITS) + 1, (bits >> 14 & FOURTEEN_BITS) + 1);
        }
        if (file.has(12, "VP8 ") && file.has(FIRST_CHUNK + 3, "\u009d\u0001\u002a")) {
            return new Size(
                    file.littleU16(FIRST_CHUNK + 6) & FOURTEEN_BITS, file.littleU16(FIRST_CHUNK + 8) & FOURTEEN_BITS);
        }
        throw file.length() < FIRST_CHUNK + 10 ? file.truncated() : file.wrong("is a damaged WebP: it has no header");
    }

    @Override
    public byte[] essence(PictureBytes file) {
        if (file.littleU32(4) + 8 > file.length()) {
            throw file.truncated();
        }
        return file.array();
    }

    @Override
    public Orientation orientation(PictureBytes file) {
        Optional<Orientation> exif = Optional.empty();
        Optional<Orientation> xmp = Optional.empty();
        long end = file.littleU32(4) + CHUNK_HEADER;
        long offset = CHUNKS;
        while (offset + CHUNK_HEADER <= end) {
            long from = offset + CHUNK_HEADER;
            long length = file.littleU32(offset + 4);
            if (from + length > end) {
                throw file.wrong("is a damaged WebP: the chunk at byte " + offset + " ends behind the picture");
            }
            if (file.has((int) offset, "EXIF") && exif.isEmpty()) {
                exif = ExifOrientation.ofExif(content(file, from, length), file);
            } else if (file.has((int) offset, "XMP ") && xmp.isEmpty()) {
                xmp = ExifOrientation.ofXmp(content(file, from, length));
            }
            offset = from + length + length % 2;
        }
        return exif.orElse(xmp.orElse(Orientation.UPRIGHT));
    }

    private static byte[] content(PictureBytes file, long from, long length) {
        return Arrays.copyOfRange(file.array(), (int) from, (int) (from + length));
    }
}
