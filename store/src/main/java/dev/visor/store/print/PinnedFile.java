package dev.visor.store.print;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.store.file.ReadableFile;
import dev.visor.store.file.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file that a setting names. When the setting is first read, the file is read too, and its SHA-256 becomes part of the
 * settings; later the file must have it.
 */
final class PinnedFile {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private static final long LARGEST_FILE = 64L << 20;

    private PinnedFile() {}

    /**
     * Returns the SHA-256 of a file that is named for the first time, or checks the form of the one that there is.
     *
     * @param known null if the file is named for the first time
     * @param read reads the file, and throws an {@link UncheckedIOException} with one line if it can't
     * @throws IllegalArgumentException with that line
     */
    static String pin(String file, @Nullable String known, BiConsumer<String, String> read) {
        if (known != null) {
            check(SHA_256.matcher(known).matches(), "sha256", known, "64 hexadecimal digits");
            return known;
        }
        try {
            String sum = sum(file);
            read.accept(file, sum);
            return sum;
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Checks that a file is what it was.
     *
     * @throws IOException with one line if it is not, or can't be read
     */
    static void checkUnchanged(String file, String sha256) throws IOException {
        String now = sum(file);
        if (!now.equals(sha256)) {
            throw new IOException(file + ": has changed since the experiment first named it: its SHA-256 is " + now
                    + ", must be " + sha256);
        }
    }

    private static String sum(String file) throws IOException {
        return Sha256.of(ReadableFile.read(Path.of(file), file, LARGEST_FILE));
    }
}
