package dev.visor.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a picture file, with a name for messages. Reading past the end is an error of the file. */
final class PictureBytes {

    private final byte[] file;
    private final String name;

    PictureBytes(byte[] file, String name) {
        this.file = file;
        this.name = name;
    }

    int length() {
        return file.length;
    }

    /** {@return the bytes themselves, not a copy} */
    byte[] array() {
        return file;
    }

    PictureException wrong(String reason) {
        return new PictureException(name, reason);
    }

    PictureException truncated() {
        return wrong("is cut off after " + file.length + " bytes");
    }

    boolean has(int offset, String ascii) {
        byte[] expected = ascii.getBytes(StandardCharsets.ISO_8859_1);
        return offset + expected.length <= file.length
                && Arrays.equals(file, offset, offset + expected.length, expected, 0, expected.length);
    }

    int u8(long offset) {
        if (offset >= file.length) {
            throw truncated();
        }
        return file[(int) offset] & 0xff;
    }

    int bigU16(long offset) {
        return u8(offset) << 8 | u8(offset + 1);
    }

    long bigU32(long offset) {
        return (long) bigU16(offset) << 16 | bigU16(offset + 2);
    }

    int littleU16(long offset) {
        return u8(offset + 1) << 8 | u8(offset);
    }

    int littleU24(long offset) {
        return u8(offset + 2) << 16 | littleU16(offset);
    }

    long littleU32(long offset) {
        return (long) littleU16(offset + 2) << 16 | littleU16(offset);
    }
}
