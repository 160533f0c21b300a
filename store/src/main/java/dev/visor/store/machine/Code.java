package dev.visor.store.machine;

import dev.visor.store.file.Sha256;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** The code that runs. Thread-safe. */
public final class Code {

    private Code() {}

    /**
     * {@return the SHA-256 of the jar that a class comes from, in hexadecimal; {@code unpackaged} if it comes from a folder}
     *
     * @throws IOException if the jar cannot be read
     */
    public static String sha256(Class<?> type) throws IOException {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || !"file".equals(source.getLocation().getProtocol())) {
            return "unpackaged";
        }
        try {
            Path file = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(file) ? Sha256.of(file) : "unpackaged";
        } catch (URISyntaxException e) {
            throw new IOException(source.getLocation() + ": is no place of a file", e);
        }
    }
}
