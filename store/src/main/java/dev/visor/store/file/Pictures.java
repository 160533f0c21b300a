package dev.visor.store.file;

import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import java.io.IOException;
import java.nio.file.Path;

/** Picture files. Thread-safe. */
public final class Pictures {

    /** The largest picture file that is read, in bytes. */
    public static final long MAX_FILE_BYTES = 64L << 20;

    private Pictures() {}

    /**
     * Reads a JPEG, PNG, BMP or WebP file as {@link PictureCodec#decode} does.
     *
     * @throws dev.visor.image.PictureException if the file is no picture, is damaged or has too many pixels
     * @throws IOException with one line naming the file if it cannot be read or has more than {@link #MAX_FILE_BYTES}
     */
    public static Image read(Path file) throws IOException {
        return read(file, file.toString());
    }

    /**
     * Reads a JPEG, PNG, BMP or WebP file as {@link PictureCodec#decode} does.
     *
     * @param name what to call it in a message
     * @throws dev.visor.image.PictureException if the file is no picture, is damaged or has too many pixels
     * @throws IOException with one line if it cannot be read or has more than {@link #MAX_FILE_BYTES}
     */
    public static Image read(Path file, String name) throws IOException {
        return PictureCodec.decode(ReadableFile.read(file, name, MAX_FILE_BYTES), name);
    }

    /**
     * {@return the bytes of a PNG file whose pixels are whole}
     *
     * @throws dev.visor.image.PictureException if the file is no picture, is damaged or has too many pixels
     * @throws IOException with one line naming the file if it is no PNG, cannot be read or has more than
     *     {@link #MAX_FILE_BYTES}
     */
    public static byte[] readPng(Path file) throws IOException {
        byte[] bytes = ReadableFile.read(file, file.toString(), MAX_FILE_BYTES);
        PictureCodec.decode(bytes, file.toString());
        if (bytes[1] != 'P') {
            throw new DamagedFileException(file.toString(), "is a picture but no PNG, must be one");
        }
        return bytes;
    }

    /**
     * Writes a PNG file, whole or not at all; values between two levels of 8 bits are rounded.
     *
     * @throws IOException with one line naming the file if it cannot be written
     */
    public static void writePng(Path file, Image image) throws IOException {
        AtomicFile.write(file, PictureCodec.encodePng(image));
    }
}
