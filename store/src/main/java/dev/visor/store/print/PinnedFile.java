package dev.visor.store.print;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.store.file.ReadableFile;
import dev.visor.store.file.Sha256;
import java.io.IOException;
import java.nio.file.Path;
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

    /** Looks whether the file holds what it must. */
    interface Parser {

        /**
         * Parses the file.
         *
         * @throws IOException with one line naming the file if it holds something else
         */
        void parse(byte[] bytes) throws IOException;
    }

    /**
     * Returns the SHA-256 of a file that is named for the first time, or checks the form of the one that there is.
     *
     * @param known null if the file is named for the first time
     * @throws IllegalArgumentException with one line naming the file if it cannot be read or holds something else
     */
    static String pin(String file, @Nullable String known, Parser parser) {
        if (known != null) {
            check(SHA_256.matcher(known).matches(), "sha256", known, "64 hexadecimal digits");
            return known;
        }
        try {
            byte[] bytes = read(file);
            parser.parse(bytes);
            return Sha256.of(bytes);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Returns what is in a file.
     *
     * @throws IOException with one line naming the file if it cannot be read or is not what it was
     */
    static byte[] read(String file, String sha256) throws IOException {
        byte[] bytes = read(file);
        String now = Sha256.of(bytes);
        if (!now.equals(sha256)) {
            throw new IOException(file + ": has changed since the experiment first named it: its SHA-256 is " + now
                    + ", must be " + sha256);
        }
        return bytes;
    }

    private static byte[] read(String file) throws IOException {
        return ReadableFile.read(Path.of(file), file, LARGEST_FILE);
    }
}
