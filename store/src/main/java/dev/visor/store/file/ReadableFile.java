package dev.visor.store.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files; a file that cannot be read is reported in one line. Thread-safe. */
public final class ReadableFile {

    private ReadableFile() {}

    /**
     * Checks that this is a file that may be read.
     *
     * @param name what to call it in a message
     * @throws IOException with one line if it is not
     */
    public static void check(Path file, String name) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(name + ": there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(name + ": is no file" + (Files.isDirectory(file) ? " but a folder" : ""));
        }
        if (!Files.isReadable(file)) {
            throw new IOException(name + ": may not be read");
        }
    }

    /**
     * {@return the bytes of a file}
     *
     * @param name what to call it in a message
     * @param most how many it may have
     * @throws IOException with one line if there is no such file, it cannot be read or is larger
     */
    public static byte[] read(Path file, String name, long most) throws IOException {
        check(file, name, most);
        return Files.readAllBytes(file);
    }

    /**
     * Opens a file to be read from its beginning.
     *
     * @param name what to call it in a message
     * @param most how many bytes it may have
     * @throws IOException with one line if there is no such file, it cannot be read or is larger
     */
    public static InputStream open(Path file, String name, long most) throws IOException {
        check(file, name, most);
        return Files.newInputStream(file);
    }

    private static void check(Path file, String name, long most) throws IOException {
        check(file, name);
        long size = Files.size(file);
        if (size > most) {
            throw new IOException(name + ": has " + size + " bytes, must have at most " + most);
        }
    }
}
