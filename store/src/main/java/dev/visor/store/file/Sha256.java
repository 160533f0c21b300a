package dev.visor.store.file;

import java.io.IOException;
import java.nio.file.Path;

/** SHA-256 sums as 64 lower-case hexadecimal digits. Thread-safe. */
public final class Sha256 {

    private static final Digest DIGEST = new Digest("SHA-256");

    private Sha256() {}

    /** {@return the sum of these bytes} */
    public static String of(byte[] bytes) {
        return DIGEST.of(bytes);
    }

    /**
     * {@return the sum of a file's bytes}
     *
     * @throws IOException if the file cannot be read
     */
    public static String of(Path file) throws IOException {
        return DIGEST.of(file);
    }
}
