package dev.visor.image;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which coefficients the scans of a JPEG bring. A decoder takes those of a lost scan for zeros: the picture turns gray
 * or coarse, without a warning. Not thread-safe.
 */
final class JpegCoverage {

    private static final int COEFFICIENTS = 64;
    private static final int PROGRESSIVE = 0xc2;
    private static final int NEVER = -1;

    private final PictureBytes file;

    /** For each component and coefficient, how many of its low bits are still missing. */
    private final Map<Integer, int[]> missingBits = new LinkedHashMap<>();

    private boolean progressive;

    JpegCoverage(PictureBytes file) {
        this.file = file;
    }

    /** Takes note of the header of the frame at an offset. */
    void frame(long offset) {
        int marker = file.u8(offset + 1);
        if (marker > PROGRESSIVE) {
            throw file.wrong("is a JPEG of process 0x" + Integer.toHexString(marker)
                    + ", must be baseline, extended or progressive with Huffman codes (0xc0 to 0xc2)");
        }
        if (file.u8(offset + 4) != 8) {
            throw file.wrong("is a JPEG of " + file.u8(offset + 4) + " bits, must be one of 8");
        }
        progressive = marker == PROGRESSIVE;
        int components = file.u8(offset + 9);
        for (int i = 0; i < components; i++) {
            int[] missing = new int[COEFFICIENTS];
            Arrays.fill(missing, NEVER);
            missingBits.put(file.u8(offset + 10 + 3L * i), missing);
        }
    }

    /** Takes note of the header of the scan at an offset. */
    void scan(long offset) {
        int components = file.u8(offset + 4);
        long spectrum = offset + 5 + 2L * components;
        int first = progressive ? file.u8(spectrum) : 0;
        int last = progressive ? file.u8(spectrum + 1) : COEFFICIENTS - 1;
        int low = progressive ? file.u8(spectrum + 2) & 0xf : 0;
        for (int i = 0; i < components; i++) {
            int[] missing = missingBits.get(file.u8(offset + 5 + 2L * i));
            if (missing == null || first > last || last >= COEFFICIENTS) {
                throw file.wrong("is a damaged JPEG: the scan at byte " + offset + " brings what no component has");
            }
            Arrays.fill(missing, first, last + 1, low);
        }
    }

    /** Puts the end of a scan's header right: a sequential scan has all coefficients, whatever it says. */
    void correct(byte[] scan) {
        if (!progressive && scan.length >= 6 + 2 * (scan[4] & 0xff)) {
            scan[scan.length - 3] = 0;
            scan[scan.length - 2] = COEFFICIENTS - 1;
            scan[scan.length - 1] = 0;
        }
    }

    /** Checks, after the last scan, that nothing is missing. */
    void check() {
        missingBits.forEach((component, missing) -> {
            for (int k = 0; k < COEFFICIENTS; k++) {
                if (missing[k] != 0) {
                    throw file.wrong("is a damaged JPEG: it has lost a scan with "
                            + (missing[k] == NEVER ? "" : "the last bits of ") + "coefficient " + k + " of component "
                            + component);
                }
            }
        });
        if (missingBits.isEmpty()) {
            throw file.wrong("is a damaged JPEG: it has no pixels");
        }
    }
}
