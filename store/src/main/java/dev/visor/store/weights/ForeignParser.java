package dev.visor.store.weights;

import dev.visor.store.file.DamagedFileException;
import java.io.IOException;
import java.nio.file.FileSystemException;

/** Runs the parser of a library on an unchecked file, and reports whatever goes wrong in one line. */
public final class ForeignParser {

    private ForeignParser() {}

    /** Parses a file. */
    @FunctionalInterface
    public interface Parser<T> {
        /** {@return what the file holds} */
        T parse() throws IOException;
    }

    /**
     * {@return what the parser returns}
     *
     * @param file what to call the file in a message
     * @param kind of file, in a few words
     * @throws DamagedFileException if the parser fails in any way
     */
    public static <T> T parse(String file, String kind, Parser<T> parser) throws IOException {
        try {
            return parser.parse();
        } catch (DamagedFileException | FileSystemException e) {
            throw e;
        } catch (IOException | RuntimeException | AssertionError e) {
            throw new DamagedFileException(file, "is a damaged " + kind + ": " + reason(e), e);
        } catch (OutOfMemoryError | StackOverflowError e) {
            // A damaged length or depth asks for what no machine has; what little was allocated is free again.
            throw new DamagedFileException(file, "is a damaged " + kind + " or needs more memory than there is", e);
        }
    }

    private static String reason(Throwable e) {
        Throwable first = e;
        while (first.getCause() != null && first.getCause() != first) {
            first = first.getCause();
        }
        String message = first.getMessage();
        return message == null || message.isBlank()
                ? first.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message);
    }
}
