package dev.visor.image;

import dev.visor.image.internal.Orientation;
import java.util.Arrays;
import java.util.Optional;

/** WebP: lossy, lossless and extended. */
final class WebpFormat implements PictureFormat {

    private static final int CHUNKS = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FRAME_HEADER = 16;
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

    /** {@return the pixels alone, of an animation those of its first picture} Without transparency, which is ignored. */
    @Override
    public byte[] essence(PictureBytes file) {
        long end = file.littleU32(4) + CHUNK_HEADER;
        if (end > file.length()) {
            throw file.truncated();
        }
        Size canvas = size(file);
        long offset = CHUNKS;
        while (offset + CHUNK_HEADER <= end) {
            if (file.has((int) offset, "ANMF")) {
                checkWhole(file, offset + CHUNK_HEADER, canvas);
                offset += CHUNK_HEADER + FRAME_HEADER;
            } else if (file.has((int) offset, "VP8 ") || file.has((int) offset, "VP8L")) {
                byte[] still = still(file, offset, end);
                Size size = sizeOf(still, file);
                if (!size.equals(canvas)) {
                    throw file.wrong("is a damaged WebP: " + canvas + " pixels in its header, but " + size + " pixels");
                }
                return still;
            } else {
                offset = next(file, offset, end);
            }
        }
        throw file.wrong("is a damaged WebP: it has no pixels");
    }

    private Size sizeOf(byte[] still, PictureBytes file) {
        try {
            return size(new PictureBytes(still, "pixels"));
        } catch (PictureException e) {
            throw file.wrong("is a damaged WebP: its pixels have no header");
        }
    }

    private static void checkWhole(PictureBytes file, long frame, Size canvas) {
        Size size = new Size(file.littleU24(frame + 6) + 1L, file.littleU24(frame + 9) + 1L);
        if (file.littleU24(frame) != 0 || file.littleU24(frame + 3) != 0 || !size.equals(canvas)) {
            throw file.wrong("is an animated WebP whose first picture covers only a part of it");
        }
    }

    private static byte[] still(PictureBytes file, long offset, long end) {
        long next = next(file, offset, end);
        byte[] still = new byte[CHUNKS + (int) (next - offset)];
        System.arraycopy(file.array(), 0, still, 0, CHUNKS);
        int content = (int) (Math.min(next, file.length()) - offset);
        System.arraycopy(file.array(), (int) offset, still, CHUNKS, content);
        int length = still.length - CHUNK_HEADER;
        for (int i = 0; i < 4; i++) {
            still[4 + i] = (byte) (length >> 8 * i);
        }
        return still;
    }

    /** {@return where the next chunk begins, at an even place} */
    private static long next(PictureBytes file, long offset, long end) {
        long from = offset + CHUNK_HEADER;
        long length = file.littleU32(offset + 4);
        if (from + length > end) {
            throw file.wrong("is a damaged WebP: the chunk at byte " + offset + " ends behind the picture");
        }
        return from + length + length % 2;
    }

    @Override
    public Orientation orientation(PictureBytes file) {
        Optional<Orientation> exif = Optional.empty();
        Optional<Orientation> xmp = Optional.empty();
        long end = file.littleU32(4) + CHUNK_HEADER;
        long offset = CHUNKS;
        while (offset + CHUNK_HEADER <= end) {
            long next = next(file, offset, end);
            long from = offset + CHUNK_HEADER;
            long length = file.littleU32(offset + 4);
            if (file.has((int) offset, "EXIF") && exif.isEmpty()) {
                exif = ExifOrientation.ofExif(content(file, from, length), file);
            } else if (file.has((int) offset, "XMP ") && xmp.isEmpty()) {
                xmp = ExifOrientation.ofXmp(content(file, from, length));
            }
            offset = next;
        }
        return exif.orElse(xmp.orElse(Orientation.UPRIGHT));
    }

    private static byte[] content(PictureBytes file, long from, long length) {
        return Arrays.copyOfRange(file.array(), (int) from, (int) (from + length));
    }
}
