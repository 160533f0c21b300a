package dev.visor.image;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Checks that the compressed rows of a PNG are all there, each with a filter that exists. Not thread-safe. */
final class PngPixels implements AutoCloseable {

    private static final int LAST_FILTER = 4;
    private static final int[][] WHOLE = {{0, 0, 1, 1}};

    /** The first column, first row, column step and row step of the seven passes of an interlaced picture. */
    private static final int[][] INTERLACED = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private final PictureBytes file;
    private final Inflater inflater = new Inflater();
    private final byte[] buffer = new byte[1 << 16];
    private final Deque<Rows> passes = new ArrayDeque<>();
    private long rowsLeft;
    private long rowBytes;
    private long leftInRow;

    PngPixels(PictureBytes file, int width, int height, int bitDepth, int colorType, boolean interlaced) {
        this.file = file;
        if (!depths(colorType).contains(bitDepth)) {
            throw file.wrong("is a damaged PNG: " + bitDepth + " bits, must be one of " + depths(colorType)
                    + " with color type " + colorType);
        }
        long bits = (long) bitDepth * channels(colorType);
        for (int[] pass : interlaced ? INTERLACED : WHOLE) {
            long columns = (width - pass[0] + pass[2] - 1) / pass[2];
            long rows = (height - pass[1] + pass[3] - 1) / pass[3];
            if (columns > 0 && rows > 0) {
                passes.add(new Rows(rows, (columns * bits + 7) / 8));
            }
        }
    }

    private record Rows(long count, long bytes) {}

    private int channels(int colorType) {
        return switch (colorType) {
            case 0, 3 -> 1;
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> throw file.wrong("is a damaged PNG: color type " + colorType + ", must be 0, 2, 3, 4 or 6");
        };
    }

    private static List<Integer> depths(int colorType) {
        return switch (colorType) {
            case 0 -> List.of(1, 2, 4, 8, 16);
            case 3 -> List.of(1, 2, 4, 8);
            default -> List.of(8, 16);
        };
    }

    /** Takes the next part of the compressed rows. */
    void inflate(int offset, int length) {
        inflater.setInput(file.array(), offset, length);
        try {
            int count = inflater.inflate(buffer);
            while (count > 0) {
                take(count);
                count = inflater.inflate(buffer);
            }
        } catch (DataFormatException e) {
            throw file.wrong("is a damaged PNG: its pixels cannot be decompressed");
        }
    }

    private void take(int count) {
        int at = 0;
        while (at < count) {
            if (leftInRow == 0) {
                beginRow(buffer[at] & 0xff);
                at++;
            }
            int skipped = (int) Math.min(leftInRow, count - at);
            leftInRow -= skipped;
            at += skipped;
        }
    }

    private void beginRow(int filter) {
        if (filter > LAST_FILTER) {
            throw file.wrong("is a damaged PNG: filter " + filter + ", must be in [0, " + LAST_FILTER + "]");
        }
        if (rowsLeft == 0) {
            Rows pass = passes.poll();
            if (pass == null) {
                throw file.wrong("is a damaged PNG: it has more pixels than its size says");
            }
            rowsLeft = pass.count();
            rowBytes = pass.bytes();
        }
        rowsLeft--;
        leftInRow = rowBytes;
    }

    void checkComplete() {
        if (!passes.isEmpty() || rowsLeft > 0 || leftInRow > 0 || !inflater.finished()) {
            throw file.wrong("is a damaged PNG: it has fewer pixels than its size says");
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
