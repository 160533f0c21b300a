package dev.visor.store.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files that come with the program. Thread-safe. */
public final class EmbeddedResource {

    private EmbeddedResource() {}

    /**
     * {@return the bytes of a file that lies beside a class}
     *
     * @throws IllegalStateException if this build lacks it
     */
    public static byte[] read(Class<?> neighbor, String name) {
        try (InputStream in = neighbor.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("this build lacks its file " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("this build's file " + name + " cannot be read", e);
        }
    }
}
