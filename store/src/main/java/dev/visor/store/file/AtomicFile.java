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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Files that are written whole or not at all: the bytes go to a file beside the target, onto the disk, and then take
 * the target's name in one step. After a failure the target is what it was before.
 *
 * <p>Thread-safe; of several writers of one file the last one wins.
 */
public final class AtomicFile {

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
        Path file = target.toAbsolutePath().normalize();
        Path folder = file.getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new IOException(target + ": is a folder, must be a file to write");
        }
        Path draft = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.createDirectories(folder);
            writeDraft(draft, target, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            throw new IOException(target + ": cannot be written: " + reason(e), e);
        } finally {
            deleteQuietly(draft);
        }
    }

    /**
     * Checks, before long work, that a file can be written; changes nothing.
     *
     * @throws IOException with one line naming the file if it cannot be written
     */
    public static void check(Path target) throws IOException {
        Path file = target.toAbsolutePath().normalize();
        Path existing = file.getParent();
        if (existing == null || Files.isDirectory(file)) {
            throw new IOException(target + ": is a folder, must be a file to write");
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

    private static void writeDraft(Path draft, Path target, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(new Draft(Channels.newOutputStream(channel), target))) {
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    /** {@return in a few words why the file system refused} */
    public static String reason(FileSystemException e) {
        if (e instanceof FileAlreadyExistsException) {
            return e.getFile() + " is a file, must be a folder";
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
