package dev.visor.image;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * JPEG. A decoder fills what a damaged file lacks with gray and says nothing, so the segments are walked up to the end
 * marker here, and a first reading has to pass without a warning.
 */
final class JpegFormat implements PictureFormat {

    private static final int START_OF_SCAN = 0xda;
    private static final int END = 0xd9;
    private static final int JFIF = 0xe0;
    private static final int EXIF = 0xe1;
    private static final int ADOBE = 0xee;
    private static final int COMMENT = 0xfe;

    @Override
    public boolean matches(PictureBytes file) {
        return file.has(0, "\u00ff\u00d8\u00ff");
    }

    @Override
    public Size size(PictureBytes file) {
        long offset = 2;
        while (true) {
            offset = nextMarker(file, offset);
            int marker = file.u8(offset + 1);
            if (isFrame(marker)) {
                return new Size(file.bigU16(offset + 7), file.bigU16(offset + 5));
            }
            if (marker == START_OF_SCAN || marker == END) {
                throw file.wrong("is a damaged JPEG: it has no size");
            }
            offset += segmentLength(file, offset);
        }
    }

    @Override
    public byte[] essence(PictureBytes file) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length());
        kept.write(file.array(), 0, 2);
        long offset = 2;
        boolean scanned = false;
        while (true) {
            offset = nextMarker(file, offset);
            int marker = file.u8(offset + 1);
            long end = offset + segmentLength(file, offset);
            if (marker == START_OF_SCAN) {
                scanned = true;
                end = endOfScan(file, end);
            }
            if (isNeeded(file, offset, marker)) {
                kept.write(file.array(), (int) offset, (int) (end - offset));
            }
            if (marker == END) {
                break;
            }
            offset = end;
        }
        if (!scanned) {
            throw file.wrong("is a damaged JPEG: it has no pixels");
        }
        checkPixels(file, kept.toByteArray());
        return kept.toByteArray();
    }

    private static boolean isNeeded(PictureBytes file, long offset, int marker) {
        if (marker == JFIF || marker == ADOBE) {
            return true;
        }
        if (marker == EXIF) {
            return file.has((int) offset + 4, "Exif");
        }
        boolean application = marker > JFIF && marker <= 0xef;
        return !application && marker != COMMENT;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /** {@return the offset of the 0xff before the next marker, past the fill bytes} */
    private static long nextMarker(PictureBytes file, long offset) {
        long at = offset;
        while (file.u8(at) != 0xff || file.u8(at + 1) == 0xff || file.u8(at + 1) == 0) {
            at++;
        }
        return at;
    }

    private static long segmentLength(PictureBytes file, long offset) {
        int marker = file.u8(offset + 1);
        boolean alone = marker == END || marker == 1 || isRestart(marker);
        if (alone) {
            return 2;
        }
        int length = file.bigU16(offset + 2);
        if (length < 2) {
            throw file.wrong("is a damaged JPEG: a segment of " + length + " bytes, must be at least 2");
        }
        if (offset + 2 + length > file.length()) {
            throw file.truncated();
        }
        return 2L + length;
    }

    private static long endOfScan(PictureBytes file, long start) {
        long at = start;
        while (true) {
            at = nextMarker(file, at);
            if (!isRestart(file.u8(at + 1))) {
                return at;
            }
            at += 2;
        }
    }

    private static boolean isRestart(int marker) {
        return marker >= 0xd0 && marker <= 0xd7;
    }

    private static void checkPixels(PictureBytes file, byte[] essence) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        try (MemoryCacheImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(essence))) {
            reader.setInput(input, true, true);
            reader.readRaster(0, null);
        } catch (IIOException e) {
            warnings.add(String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            throw file.wrong("is a damaged JPEG and cannot be decoded");
        } finally {
            reader.dispose();
        }
        if (!warnings.isEmpty()) {
            throw file.wrong(
                    "is a damaged JPEG: " + warnings.get(0).lines().findFirst().orElse("it cannot be decoded"));
        }
    }
}
