package dev.visor.store.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * What stands before a file in a tar file, in the form of POSIX: {@code ustar}, with an extended header before it if the name is
 * long. Who owns the file and when it was written is left out, so that equal files give equal bytes.
 *
 * @param name of the file
 * @param size of its content, in bytes
 * @param content where that begins, in bytes
 */
record TarHeader(String name, long size, long content) {

    /** What a tar file consists of, in bytes. */
    static final int BLOCK = 512;

    private static final int NAME = 100;
    private static final int SIZE = 124;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    /** 1 January 1980: of earlier times, tar says that they are implausible. In seconds since 1970. */
    private static final long WRITTEN = 315532800;

    private static final String PATH = " path=";

    /** Returns the bytes of a header, one block, or three if the name is long. */
    static byte[] of(String name, long size) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= NAME) {
            return block(bytes, size, '0');
        }
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        byte[] extended = extended(name);
        blocks.writeBytes(block("long-name".getBytes(StandardCharsets.UTF_8), extended.length, 'x'));
        blocks.writeBytes(extended);
        blocks.writeBytes(new byte[padding(extended.length)]);
        blocks.writeBytes(block(Arrays.copyOf(bytes, NAME), size, '0'));
        return blocks.toByteArray();
    }

    /** Returns the record of a name, which begins with its own length in bytes. */
    private static byte[] extended(String name) {
        int rest = (PATH + name + "\n").getBytes(StandardCharsets.UTF_8).length;
        int length = rest + String.valueOf(rest).length();
        length = rest + String.valueOf(length).length();
        return (length + PATH + name + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] block(byte[] name, long size, char type) {
        byte[] block = new byte[BLOCK];
        System.arraycopy(name, 0, block, 0, name.length);
        put(block, NAME, "0000644\0" + "0000000\0" + "0000000\0");
        put(block, SIZE, octal(size) + octal(WRITTEN));
        put(block, CHECKSUM, "        " + type);
        put(block, 257, "ustar\0" + "00");
        put(block, CHECKSUM, String.format(Locale.ROOT, "%06o\0 ", sum(block)));
        return block;
    }

    private static void put(byte[] block, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, offset, bytes.length);
    }

    private static String octal(long number) {
        return String.format(Locale.ROOT, "%011o\0", number);
    }

    private static int sum(byte[] block) {
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean own = i >= CHECKSUM && i < CHECKSUM + 8;
            sum += own ? ' ' : block[i] & 0xff;
        }
        return sum;
    }

    /** Returns how many bytes fill the last block of a content. */
    static int padding(long size) {
        return (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

    /**
     * Reads a header as {@link #of} makes them.
     *
     * @throws DamagedFileException with one line naming the file if there is none
     */
    static TarHeader read(FileChannel channel, long offset, Path file) throws IOException {
        byte[] block = TarPack.bytes(channel, offset, BLOCK, file);
        check(block, offset, file);
        if (block[TYPE] != 'x') {
            return new TarHeader(text(block, 0, NAME), size(block), offset + BLOCK);
        }
        int length = (int) Math.min(size(block), BLOCK);
        String extended = text(TarPack.bytes(channel, offset + BLOCK, length, file), 0, length);
        int path = extended.indexOf(PATH);
        if (path < 0) {
            throw damaged(offset, file);
        }
        byte[] last = TarPack.bytes(channel, offset + 2L * BLOCK, BLOCK, file);
        check(last, offset, file);
        return new TarHeader(extended.substring(path + PATH.length()).stripTrailing(), size(last), offset + 3L * BLOCK);
    }

    private static void check(byte[] block, long offset, Path file) throws DamagedFileException {
        boolean octal = text(block, SIZE, 12).matches("[0-7]{1,11}");
        if (!octal || !text(block, CHECKSUM, 8).strip().equals(String.format(Locale.ROOT, "%06o", sum(block)))) {
            throw damaged(offset, file);
        }
    }

    private static DamagedFileException damaged(long offset, Path file) {
        return new DamagedFileException(file.toString(), "has no header of a file at its byte " + offset);
    }

    private static long size(byte[] block) {
        return Long.parseLong(text(block, SIZE, 12), 8);
    }

    private static String text(byte[] block, int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return new String(block, offset, end - offset, StandardCharsets.UTF_8);
    }

    /** Returns where the next header is, in bytes. */
    long next() {
        return content + size + padding(size);
    }
}
