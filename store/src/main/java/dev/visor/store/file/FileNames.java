package dev.visor.store.file;

import dev.visor.text.Names;
import dev.visor.text.Printable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Names of files as text. On Linux a name is bytes, which Java decodes as the locale says, and replaces what it can't
 * decode: two names become one. Names that reach results must be the same under every locale, so a name that was not
 * decoded as UTF-8 is refused. Thread-safe.
 */
public final class FileNames {

    private static final String PROBE = "\u674e";
    private static final String PROBE_AS_UTF_8 = "%E6%9D%8E";
    private static final int REPLACEMENT = 0xFFFD;
    private static final int LAST_ASCII = 0x7F;

    private FileNames() {}

    /**
     * {@return the last name of a path, in Unicode's composed form}
     *
     * @throws IOException with one line that says what to set if the name can't be decoded
     */
    public static String of(Path path) throws IOException {
        Path name = path.getFileName();
        if (name == null) {
            return "";
        }
        checkDecoded(name);
        return Names.normalized(name.toString());
    }

    /**
     * Checks that a path is text that means the same under every locale.
     *
     * @throws IOException with one line that says what to set if it is not
     */
    public static void checkDecoded(Path path) throws IOException {
        Optional<String> problem = problem(path);
        if (problem.isPresent()) {
            throw new IOException(Printable.line(path.toString()) + ": " + problem.get());
        }
    }

    /** {@return what is wrong with a path whose names are not decoded as they are; empty if they are} */
    public static Optional<String> problem(Path path) {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            return Optional.empty();
        }
        String text = path.toString();
        if (!areUtf8()) {
            return isAscii(text) ? Optional.empty() : Optional.of("is not ASCII, " + remedy());
        }
        boolean lossy = text.indexOf(REPLACEMENT) >= 0 && !Path.of(text).equals(path);
        return lossy ? Optional.of("has a name that is not UTF-8; rename it") : Optional.empty();
    }

    /**
     * {@return what is wrong with an argument of a command, or with a name for a file, that the locale can't express; empty
     * if it can}
     */
    public static Optional<String> problemOfText(String text) {
        return isAscii(text) || areUtf8() ? Optional.empty() : Optional.of("is not ASCII, " + remedy());
    }

    /** {@return what is wrong with a text that can't be a path, in one line} */
    public static String reason(InvalidPathException e) {
        return problemOfText(e.getInput()).orElse(e.getReason());
    }

    private static String remedy() {
        return "and names are decoded as " + encoding() + "; set LC_ALL=C.UTF-8 in the environment";
    }

    private static String encoding() {
        String name = System.getProperty("sun.jnu.encoding", "");
        return Charset.isSupported(name) ? Charset.forName(name).name() : "something else than UTF-8";
    }

    /** The property that names the encoding can be set without any effect, so a path is asked. */
    private static boolean areUtf8() {
        try {
            return Path.of(PROBE).toUri().toASCIIString().endsWith(PROBE_AS_UTF_8);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c <= LAST_ASCII);
    }
}
