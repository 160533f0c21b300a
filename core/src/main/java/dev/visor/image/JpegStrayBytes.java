package dev.visor.image;

import dev.visor.image.internal.JpegDecoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a few stray bytes away that stand between the pixels of a scan and the next marker. The pixels are whole if the
 * decoder then has nothing to say. Not thread-safe.
 */
final class JpegStrayBytes {

    /** The words of libjpeg for them; a restart marker (0xd0 to 0xd7) is no end of a scan. */
    private static final Pattern STRAY =
            Pattern.compile(".*: (\\d{1,2}) extraneous bytes before marker 0x(?!d[0-7])([0-9a-f]{2})");

    private static final int MOST_PLACES = 4;

    private final PictureBytes file;
    private final List<Integer> scanEnds = new ArrayList<>();

    JpegStrayBytes(PictureBytes file) {
        this.file = file;
    }

    /** Notes where a scan ends in the file that is to be checked. */
    void scanEndsAt(int offset) {
        scanEnds.add(offset);
    }

    /**
     * {@return the file without stray bytes}
     *
     * @throws PictureException if the decoder still has a warning
     */
    byte[] remove(byte[] jpeg) {
        byte[] cleaned = jpeg;
        List<String> warnings = JpegDecoding.warnings(cleaned);
        for (int place = 0; place < MOST_PLACES && !warnings.isEmpty(); place++) {
            Optional<byte[]> shorter = without(cleaned, warnings);
            if (shorter.isEmpty()) {
                break;
            }
            cleaned = shorter.get();
            warnings = JpegDecoding.warnings(cleaned);
        }
        if (!warnings.isEmpty()) {
            throw file.wrong("is a damaged JPEG: " + warnings.get(0));
        }
        return cleaned;
    }

    /** {@return the file without the stray bytes that the first warning names, if their place can be found} */
    private Optional<byte[]> without(byte[] jpeg, List<String> warnings) {
        Matcher stray = STRAY.matcher(warnings.get(0));
        if (!stray.matches()) {
            return Optional.empty();
        }
        int count = Integer.parseInt(stray.group(1));
        int marker = Integer.parseInt(stray.group(2), 16);
        // The decoder counts an escaped 0xff sometimes as one byte.
        for (int length = count; length <= Math.min(2 * count, JpegFormat.MAX_STRAY); length++) {
            for (int i = 0; i < scanEnds.size(); i++) {
                int end = scanEnds.get(i);
                if ((jpeg[end + 1] & 0xff) == marker) {
                    byte[] shorter = new byte[jpeg.length - length];
                    System.arraycopy(jpeg, 0, shorter, 0, end - length);
                    System.arraycopy(jpeg, end, shorter, end - length, jpeg.length - end);
                    if (JpegDecoding.warnings(shorter).size() < warnings.size()) {
                        int cut = length;
                        scanEnds.replaceAll(other -> other < end ? other : other - cut);
                        return Optional.of(shorter);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
