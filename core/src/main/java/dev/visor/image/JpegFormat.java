package dev.visor.image;

import dev.visor.image.internal.Orientation;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * JPEG. A decoder fills what a damaged file lacks with gray and says nothing, so the segments are walked up to the end
 * marker here, the scans must bring every coefficient, and a first reading has to pass without a warning. What is odd
 * but has no say in the pixels is put right before that reading.
 */
final class JpegFormat implements PictureFormat {

    /** How many bytes that belong to nothing may stand before a marker; more of them were once part of something. */
    static final int MAX_STRAY = 16;

    private static final int START_OF_SCAN = 0xda;
    private static final int END = 0xd9;
    private static final int JFIF = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int ADOBE = 0xee;
    private static final int COMMENT = 0xfe;
    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";

    @Override
    public boolean matches(PictureBytes file) {
        return file.has(0, "\u00ff\u00d8\u00ff");
    }

    @Override
    public Size size(PictureBytes file) {
        long offset = 2;
        while (true) {
            offset = nextSegment(file, offset);
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
        JpegCoverage coverage = new JpegCoverage(file);
        JpegStrayBytes strayBytes = new JpegStrayBytes(file);
        long offset = 2;
        int marker;
        do {
            offset = nextSegment(file, offset);
            marker = file.u8(offset + 1);
            long end = offset + segmentLength(file, offset);
            byte[] segment = Arrays.copyOfRange(file.array(), (int) offset, (int) end);
            if (isFrame(marker)) {
                coverage.frame(offset);
            } else if (marker == START_OF_SCAN) {
                coverage.scan(offset);
                coverage.correct(segment);
            } else if (marker == JFIF && file.has((int) offset + 4, "JFIF\0") && segment.length > 10) {
                segment[9] = 1; // There is no other revision than 1.
            }
            if (isNeeded(marker)) {
                kept.writeBytes(segment);
            }
            if (marker == START_OF_SCAN) {
                long start = end;
                end = endOfScan(file, start);
                kept.write(file.array(), (int) start, (int) (end - start));
                strayBytes.scanEndsAt(kept.size());
            }
            offset = end;
        } while (marker != END);
        coverage.check();
        return strayBytes.remove(kept.toByteArray());
    }

    @Override
    public Orientation orientation(PictureBytes file) {
        Optional<Orientation> xmp = Optional.empty();
        long offset = 2;
        while (true) {
            offset = nextSegment(file, offset);
            int marker = file.u8(offset + 1);
            if (marker == START_OF_SCAN || marker == END) {
                return xmp.orElse(Orientation.UPRIGHT);
            }
            int from = (int) offset + 4;
            long end = offset + segmentLength(file, offset);
            if (marker == APP1 && file.has(from, "Exif\0")) {
                Optional<Orientation> exif =
                        ExifOrientation.ofExif(Arrays.copyOfRange(file.array(), from, (int) end), file);
                if (exif.isPresent()) {
                    return exif.get();
                }
            } else if (marker == APP1 && file.has(from, XMP) && xmp.isEmpty()) {
                xmp = ExifOrientation.ofXmp(Arrays.copyOfRange(file.array(), from + XMP.length(), (int) end));
            }
            offset = end;
        }
    }

    private static boolean isNeeded(int marker) {
        if (marker == JFIF || marker == ADOBE) {
            return true;
        }
        boolean application = marker > JFIF && marker <= 0xef;
        return !application && marker != COMMENT && marker != 1 && !isRestart(marker);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static long nextSegment(PictureBytes file, long offset) {
        long found = nextMarker(file, offset);
        int stray = 0;
        for (long at = offset; at < found; at++) {
            stray += file.u8(at) == 0 || file.u8(at) == 0xff ? 0 : 1;
        }
        if (stray > MAX_STRAY) {
            throw file.wrong("is a damaged JPEG: " + stray + " bytes before the marker at byte " + found
                    + " belong to no segment, may be at most " + MAX_STRAY);
        }
        return found;
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
}
