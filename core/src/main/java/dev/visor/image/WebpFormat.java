package dev.visor.image;

/** WebP: lossy, lossless and extended. */
final class WebpFormat implements PictureFormat {

    private static final int FIRST_CHUNK = 20;
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
}
