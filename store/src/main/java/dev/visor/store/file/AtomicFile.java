package dev.visor.store.file;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.UUID;

/**
 * Files that are written whole or not at all: the bytes go to a file beside the target, onto the disk, and then take
 * the target's name in one step. After a failure the target is what it was before. A link stays a link, and the file
 * that it leads to is written. A device, a pipe or an open file such as {@code /dev/stdout} is written to as it is.
 *
 * <p>Thread-safe; of several writers of one file the last one wins.
 */
public final class AtomicFile {

    /** The most characters of a file's name in that of its draft; none takes more than four bytes. */
    private static final int KEPT = 50;

    private static final String DRAFTS = ".*.????????-????-????-????-????????????.tmp";

    private AtomicFile() {}

    /** Writes what a file is to hold. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes everything; the stream is buffered and closed by the caller.
         *
         * @throws IOException to leave the target as it is
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file, replacing one of this name, and the folders it lies in.
     *
     * @throws IOException with one line naming the file if it cannot be written
     */
    public static void write(Path target, byte[] bytes) throws IOException {
        write(target, out -> out.write(bytes));
    }

    /**
     * Writes a file, replacing one of this name, and the folders it lies in.
     *
     * @throws IOException with one line naming the file if it cannot be written, or whatever the content throws
     */
    public static void write(Path target, Content content) throws IOException {
        try {
            Path file = OutputFile.resolve(target);
            if (OutputFile.isStream(file)) {
                writeStream(file, target, content);
            } else {
                replace(file, target, content);
            }
        } catch (FileSystemException e) {
            throw new IOException(target + ": cannot be written: " + reason(e), e);
        }
    }

    private static void replace(Path file, Path target, Content content) throws IOException {
        Path folder = file.getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw isFolder(target);
        }
        Path draft = draft(file);
        try {
            Folders.create(folder);
            writeDraft(draft, target, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            deleteQuietly(draft);
        }
    }

    private static IOException isFolder(Path target) {
        return new IOException(target + ": is a folder, must be a file to write");
    }

    /** A name that is as long as a file system allows leaves no room for more, so that only its beginning is kept. */
    private static Path draft(Path file) {
        String name = String.valueOf(file.getFileName());
        String begin =
                name.substring(0, name.offsetByCodePoints(0, Math.min(KEPT, name.codePointCount(0, name.length()))));
        return file.resolveSibling("." + begin + "." + UUID.randomUUID() + ".tmp");
    }

    /**
     * Checks, before long work, that a file can be written; changes nothing.
     *
     * @throws IOException with one line naming the file if it cannot be written
     */
    public static void check(Path target) throws IOException {
        Path file = place(target);
        if (OutputFile.isStream(file)) {
            if (!Files.isWritable(file)) {
                throw new IOException(target + ": cannot be written: it may not be written to");
            }
            return;
        }
        Path existing = file.getParent();
        if (existing == null || Files.isDirectory(file)) {
            throw isFolder(target);
        }
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new IOException(target + ": cannot be written: " + existing + " is a file, must be a folder");
        }
        if (!Files.isWritable(existing)) {
            throw new IOException(target + ": cannot be written: the folder may not be written to");
        }
    }

    /**
     * Checks that writing a file takes away no input, by whatever path or link it is named.
     *
     * @throws IOException with one line naming the file if it is an input
     */
    public static void checkApart(Path target, Collection<Path> inputs) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        for (Path input : inputs) {
            if (Files.exists(input) && Files.isSameFile(target, input)) {
                throw new IOException(
                        target + ": is the same file as " + input + ", which is read, must be another file");
            }
        }
    }

    /**
     * Deletes what a killed process has left half-written in a folder.
     *
     * @throws IOException if the folder cannot be read
     */
    public static void deleteDrafts(Path folder) throws IOException {
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder, DRAFTS)) {
            for (Path draft : drafts) {
                deleteQuietly(draft);
            }
        }
    }

    private static void deleteQuietly(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            // There is no draft where there can be none, for example below a file; the reason is already on its way.
        }
    }

    private static void writeStream(Path file, Path target, Content content) throws IOException {
        try (OutputStream opened = OutputFile.open(file);
                OutputStream out = new BufferedOutputStream(new Draft(opened, target))) {
            content.writeTo(out);
        }
    }

    private static void writeDraft(Path draft, Path target, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(new Draft(Channels.newOutputStream(channel), target))) {
            content.writeTo(out);
            out.flush();
            force(channel, target);
        }
    }

    private static void force(FileChannel channel, Path target) throws IOException {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw new IOException(target + ": cannot be written: " + e.getMessage(), e); // a full disk over a network
        }
    }

    /**
     * {@return where a file is written: the path itself, or where it leads if it is a link, even one to nothing}
     *
     * @throws IOException with one line if the link leads back to itself
     */
    public static Path place(Path target) throws IOException {
        try {
            return OutputFile.resolve(target);
        } catch (FileSystemException e) {
            throw new IOException(target + ": cannot be written: " + reason(e), e);
        }
    }

    /** {@return in a few words why the file system refused} */
    public static String reason(FileSystemException e) {
        if (e instanceof FileAlreadyExistsException) {
            return e.getFile() + " is a file, must be a folder";
        }
        if (e instanceof FileSystemLoopException) {
            return "is a link that leads back to itself";
        }
        if (e instanceof AccessDeniedException) {
            return "the folder may not be written to";
        }
        String reason = e.getReason();
        return reason == null ? "the file system refused" : reason;
    }

    /** Stays open when the content closes it, because the channel is still to be forced; says which file is not written. */
    private static final class Draft extends FilterOutputStream {

        private final Path target;

        Draft(OutputStream out, Path target) {
            super(out);
            this.target = target;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw new IOException(target + ": cannot be written: " + e.getMessage(), e); // a full disk, for example
            }
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
