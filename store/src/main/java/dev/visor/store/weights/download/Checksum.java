package dev.visor.store.weights.download;

import dev.visor.store.file.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A sum that the bytes of a file must have.
 *
 * @param algorithm {@code SHA-256} or {@code MD5}; the latter only guards against accidents
 * @param hex its digits, lower-case
 */
public record Checksum(String algorithm, String hex) {

    private static final String SHA256 = "SHA-256";
    private static final String MD5 = "MD5";

    /** Checks the digits. */
    public Checksum {
        int digits = switch (algorithm) {
            case SHA256 -> 64;
            case MD5 -> 32;
            default ->
                throw new IllegalArgumentException("illegal algorithm: \"" + algorithm + "\", must be SHA-256 or MD5");
        };
        hex = hex.toLowerCase(Locale.ROOT);
        if (!hex.matches("[0-9a-f]{" + digits + "}")) {
            throw new IllegalArgumentException(
                    "illegal " + algorithm + ": \"" + hex + "\", must be " + digits + " hexadecimal digits");
        }
    }

    /**
     * {@return a SHA-256}
     *
     * @throws IllegalArgumentException if it has not 64 hexadecimal digits
     */
    public static Checksum sha256(String hex) {
        return new Checksum(SHA256, hex);
    }

    /**
     * {@return an MD5}
     *
     * @throws IllegalArgumentException if it has not 32 hexadecimal digits
     */
    public static Checksum md5(String hex) {
        return new Checksum(MD5, hex);
    }

    /**
     * {@return the sum of a file by the same algorithm}
     *
     * @throws IOException if the file cannot be read
     */
    public Checksum of(Path file) throws IOException {
        return new Checksum(algorithm, new Digest(algorithm).of(file));
    }
}
