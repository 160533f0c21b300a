package dev.visor.image;

import java.nio.ByteBuffer;

/** The pixels of a bitmap, whatever their depth and packing. */
final class BmpPixels {

    private static final int ESCAPE = 0;
    private static final int END_OF_ROW = 0;
    private static final int END = 1;
    private static final int JUMP = 2;

    private final PictureBytes file;
    private final BmpHeader header;
    private final long rowBytes;

    /** The indexes that run lengths stand for, row by row; empty if the pixels are not packed. */
    private final byte[] unpacked;

    /** Checks that all pixels are there. */
    BmpPixels(PictureBytes file, BmpHeader header) {
        this.file = file;
        this.header = header;
        this.rowBytes = ((long) header.width() * header.bits() + 31) / 32 * 4;
        if (header.runs()) {
            this.unpacked = new byte[header.width() * header.height()];
            unpack();
        } else {
            this.unpacked = new byte[0];
            if (header.pixels() + rowBytes * header.height() > file.length()) {
                throw file.truncated();
            }
        }
    }

    /** Puts a row, counted as in the file, as blue, green and red of each pixel. */
    void copyRow(int row, ByteBuffer target) {
        long start = header.pixels() + rowBytes * row;
        for (int x = 0; x < header.width(); x++) {
            switch (header.bits()) {
                case 24 -> target.put(file.array(), (int) start + 3 * x, 3);
                case 16 -> putMasked(file.littleU16(start + 2L * x), target);
                case 32 -> putMasked(file.littleU32(start + 4L * x), target);
                default -> putColor(index(row, x, start), target);
            }
        }
    }

    private void putMasked(long pixel, ByteBuffer target) {
        for (int channel = 2; channel >= 0; channel--) {
            target.put(header.masks().get(channel).of(pixel));
        }
    }

    private int index(int row, int x, long start) {
        if (header.runs()) {
            return unpacked[row * header.width() + x] & 0xff;
        }
        int bit = x * header.bits();
        int shift = 8 - header.bits() - bit % 8;
        return file.u8(start + bit / 8) >> shift & (1 << header.bits()) - 1;
    }

    private void putColor(int index, ByteBuffer target) {
        if (index >= header.colors()) {
            throw file.wrong(
                    "is a damaged BMP: a pixel has the color " + index + " of a palette of " + header.colors());
        }
        target.put(file.array(), header.palette() + header.colorBytes() * index, 3);
    }

    /** Every pixel must come; those that a jump or an early end leaves out are lost. */
    private void unpack() {
        long at = header.pixels();
        int row = 0;
        int x = 0;
        while (true) {
            int count = file.u8(at);
            int value = file.u8(at + 1);
            at += 2;
            if (count == ESCAPE && value <= JUMP) {
                boolean rowIsFull = x == header.width();
                if (value == END && row + (rowIsFull ? 1 : 0) == header.height()) {
                    return;
                }
                if (value != END_OF_ROW || !rowIsFull) {
                    throw file.wrong("is a damaged BMP: its run lengths leave pixels out in row " + row);
                }
                row++;
                x = 0;
            } else {
                int length = count == ESCAPE ? value : count;
                if (row >= header.height() || length > header.width() - x) {
                    throw file.wrong("is a damaged BMP: its run lengths go beyond the end of row " + row);
                }
                for (int i = 0; i < length; i++) {
                    int bits = count == ESCAPE ? literal(at, i) : value;
                    unpacked[row * header.width() + x + i] = (byte) color(bits, i);
                }
                x += length;
                at += count == ESCAPE ? literalBytes(length) : 0;
            }
        }
    }

    private int literal(long start, int i) {
        return file.u8(start + (header.bits() == 8 ? i : i / 2));
    }

    /** Literal pixels are padded to whole words. */
    private int literalBytes(int pixels) {
        int bytes = header.bits() == 8 ? pixels : (pixels + 1) / 2;
        return bytes + bytes % 2;
    }

    /** Of two colors in a byte the upper one comes first. */
    private int color(int bits, int i) {
        if (header.bits() == 8) {
            return bits;
        }
        return i % 2 == 0 ? bits >> 4 : bits & 0xf;
    }
}
