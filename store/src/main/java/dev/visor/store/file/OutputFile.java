package dev.visor.store.file;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the bytes that are written to a path go: links are followed, and devices, pipes and open files are written to as
 * they are, because putting a file in their place would take them away from others. Thread-safe.
 */
final class OutputFile {

    private static final int MOST_LINKS = 40;
    private static final Pattern OPEN_FILE = Pattern.compile("/dev/fd/\\d+|/proc/[^/]+(/task/[^/]+)?/fd/\\d+");
    private static final Pattern OWN_FILE = Pattern.compile("/dev/fd/([12])|/proc/(?:self|thread-self|"
            + ProcessHandle.current().pid() + ")(?:/task/[^/]+)?/fd/([12])");

    private OutputFile() {}

    /** {@return where a path leads once all links at its end are followed; a file there may be yet to be made} */
    static Path resolve(Path target) throws IOException {
        Path file = target.toAbsolutePath();
        for (int links = 0; links < MOST_LINKS; links++) {
            if (isOpenFile(file) || !Files.isSymbolicLink(file)) {
                return file;
            }
            file = file.resolveSibling(Files.readSymbolicLink(file));
        }
        throw new FileSystemLoopException(target.toString());
    }

    /** {@return whether a resolved path is written to as it is} */
    static boolean isStream(Path file) {
        boolean special = Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
        return special || isOpenFile(file);
    }

    /** Opens what {@link #isStream} is true of. */
    static OutputStream open(Path file) throws IOException {
        Matcher standard = OWN_FILE.matcher(file.normalize().toString());
        if (standard.matches()) {
            // Opened by its path, a file would be written from its beginning again.
            boolean out = "1".equals(standard.group(1)) || "1".equals(standard.group(2));
            return new Kept(new FileOutputStream(out ? FileDescriptor.out : FileDescriptor.err));
        }
        return Files.isRegularFile(file)
                ? Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)
                : Files.newOutputStream(file, StandardOpenOption.WRITE);
    }

    private static boolean isOpenFile(Path file) {
        return OPEN_FILE.matcher(file.normalize().toString()).matches()
                && Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** A stream that others go on with: it is flushed instead of closed. */
    private static final class Kept extends FilterOutputStream {

        Kept(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
