package dev.visor.image;

import dev.visor.image.internal.Orientation;
import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * PNG. Only the chunks that make up the pixels are kept, and those are checked to the last byte, because the decoder
 * would write to the console what it thinks of the others.
 */
final class PngFormat implements PictureFormat {

    private static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";
    private static final int FRAME = 12;
    private static final int INDEXED = 3;
    private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "IDAT", "IEND");

    private static final Set<String> TEXTS = Set.of("eXIf", "tEXt", "zTXt", "iTXt");

    @Override
    public boolean matches(PictureBytes file) {
        return file.has(0, SIGNATURE);
    }

    @Override
    public Size size(PictureBytes file) {
        if (file.length() < SIGNATURE.length() + FRAME + 13) {
            throw file.truncated();
        }
        if (!file.has(12, "IHDR") || file.bigU32(8) != 13) {
            throw file.wrong("is a damaged PNG: it does not begin with a header");
        }
        return new Size(file.bigU32(16), file.bigU32(20));
    }

    @Override
    public byte[] essence(PictureBytes file) {
        Size size = size(file);
        if (file.bigU16(26) != 0 || file.u8(28) > 1) {
            throw file.wrong("is a damaged PNG: its compression, filter or interlace method is unknown");
        }
        PngPixels pixels = new PngPixels(
                file, (int) size.width(), (int) size.height(), file.u8(24), file.u8(25), file.u8(28) != 0);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length());
        kept.write(file.array(), 0, SIGNATURE.length());
        long offset = SIGNATURE.length();
        try (pixels) {
            boolean palette = file.u8(25) != INDEXED;
            boolean ended = false;
            while (!ended) {
                int length = chunkLength(file, offset);
                String type = type(file, offset);
                checkSum(file, (int) offset, length);
                if (NEEDED.contains(type)) {
                    kept.write(file.array(), (int) offset, length + FRAME);
                }
                if (Character.isUpperCase(type.charAt(0)) && !NEEDED.contains(type)) {
                    throw file.wrong("is a PNG with the critical chunk " + type + ", which is not known");
                }
                palette |= type.equals("PLTE") && length % 3 == 0;
                if (type.equals("IDAT") && !palette) {
                    throw file.wrong("is a damaged PNG: it has no palette");
                }
                if (type.equals("IDAT")) {
                    pixels.inflate((int) offset + 8, length);
                }
                ended = type.equals("IEND");
                offset += length + FRAME;
            }
            pixels.checkComplete();
        }
        return kept.toByteArray();
    }

    @Override
    public Orientation orientation(PictureBytes file) {
        PngTexts texts = new PngTexts(file);
        int offset = SIGNATURE.length();
        String type;
        do {
            int length = chunkLength(file, offset);
            type = type(file, offset);
            if (TEXTS.contains(type)) {
                texts.add(type, offset + 8, length);
            }
            offset += length + FRAME;
        } while (!type.equals("IEND"));
        return texts.orientation();
    }

    private static int chunkLength(PictureBytes file, long offset) {
        long length = file.bigU32(offset);
        if (offset + FRAME + length > file.length()) {
            throw file.truncated();
        }
        return (int) length;
    }

    private static String type(PictureBytes file, long offset) {
        StringBuilder type = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            type.append((char) file.u8(offset + 4 + i));
        }
        return type.toString();
    }

    private static void checkSum(PictureBytes file, int offset, int length) {
        CRC32 sum = new CRC32();
        sum.update(file.array(), offset + 4, length + 4);
        if (sum.getValue() != file.bigU32(offset + 8L + length)) {
            throw file.wrong("is a damaged PNG: the checksum at byte " + (offset + 8 + length) + " is wrong");
        }
    }
}
