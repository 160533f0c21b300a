package dev.visor.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files that come with the program. */
final class EmbeddedResource {

    private EmbeddedResource() {}

    /** Returns the bytes of a file beside this class. */
    static byte[] read(String name) {
        try (InputStream in = EmbeddedResource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("this build lacks its file " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("this build's file " + name + " cannot be read", e);
        }
    }
}
