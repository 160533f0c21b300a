package dev.visor.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The right to write a folder, which one process has at a time. The system takes it back from a process that ends in
 * whatever way. Used by one thread at a time.
 */
public final class FolderLock implements AutoCloseable {

    /** The file in the folder that is locked; a killed process leaves it there, which does no harm. */
    public static final String NAME = ".lock";

    private final Path folder;
    private final boolean made;
    private final FileChannel channel;

    private FolderLock(Path folder, boolean made, FileChannel channel) {
        this.folder = folder;
        this.made = made;
        this.channel = channel;
    }

    /**
     * Takes the right to write a folder, and deletes what a killed process has left half-written in it; makes the folder
     * if it is not there.
     *
     * @throws IOException with one line naming the folder if another process has the right or it can't be written
     */
    public static FolderLock take(Path folder) throws IOException {
        boolean made = !Files.exists(folder);
        FileChannel channel;
        do {
            channel = open(folder);
            if (lock(channel) == null) {
                channel.close();
                throw new IOException(
                        folder + ": is being written by another process; wait for it, or choose another folder");
            }
        } while (!marks(folder, made, channel));
        AtomicFile.deleteDrafts(folder);
        return new FolderLock(folder, made, channel);
    }

    /** {@return whether the lock counts; if it can't be written, for example onto a full disk, nothing of it stays} */
    private static boolean marks(Path folder, boolean made, FileChannel channel) throws IOException {
        try {
            return isStillThere(folder.resolve(NAME), channel);
        } catch (IOException e) {
            new FolderLock(folder, made, channel).close();
            throw new IOException(folder + ": can't be written: " + e.getMessage(), e);
        }
    }

    private static FileChannel open(Path folder) throws IOException {
        try {
            Folders.create(folder);
            return FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            throw new IOException(folder + ": can't be written: " + AtomicFile.reason(e), e);
        }
    }

    /**
     * {@return whether the locked file is the one in the folder: its last owner may have deleted it meanwhile} The file
     * must not be opened for that, because closing it would give up the lock.
     */
    private static boolean isStillThere(Path file, FileChannel channel) throws IOException {
        int size = ThreadLocalRandom.current().nextInt(1, 1 << 20);
        channel.truncate(0);
        channel.write(ByteBuffer.allocate(1), size - 1L);
        try {
            if (Files.size(file) == size) {
                return true;
            }
        } catch (NoSuchFileException e) {
            // Then it has been deleted.
        }
        channel.close();
        return false;
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            // A byte far behind the end: Windows lets nobody read what is locked.
            return channel.tryLock(1L << 40, 1, false);
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    /** Gives the right back; a folder that was made for it and that nothing was written to goes. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(folder.resolve(NAME));
        try {
            if (made) {
                Files.deleteIfExists(folder);
            }
        } catch (DirectoryNotEmptyException e) {
            // There is something in it, which is what it is for.
        } finally {
            channel.close();
        }
    }
}
