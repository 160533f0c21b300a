package dev.visor.store.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SortedMap;

/**
 * A tar file to which groups of files are appended. After each group it is a whole tar file, on the disk. Whoever is killed
 * leaves at most a torn group at the end, which {@link #open} cuts off. Each group is read from where it begins, without
 * what lies before it. Used by one thread of one process at a time.
 */
public final class TarPack implements AutoCloseable {

    private static final int END = 2 * TarHeader.BLOCK;

    private final Path file;
    private final FileChannel channel;
    private long end;

    private TarPack(Path file, FileChannel channel, long end) {
        this.file = file;
        this.channel = channel;
        this.end = end;
    }

    /**
     * Where a group of files lies in numbered packs.
     *
     * @param number of the pack, from 1
     * @param offset where the group begins in it, in bytes
     */
    public record Place(int number, long offset) {}

    /**
     * Opens a pack to append to it; makes it if there is none.
     *
     * @param end where its last whole group ends, in bytes; 0 if there is none. Whatever is behind it is cut off
     * @throws IOException with one line naming the file if it cannot be read or written, or is shorter
     */
    public static TarPack open(Path file, long end) throws IOException {
        try {
            Folders.createParent(file);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            TarPack pack = new TarPack(file, channel, end);
            try {
                if (channel.size() < end) {
                    throw tooShort(file, end);
                }
                if (channel.size() != end + END) {
                    pack.restore();
                }
                return pack;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (FileSystemException e) {
            throw new IOException(file + ": cannot be opened: " + AtomicFile.reason(e), e);
        }
    }

    private static DamagedFileException tooShort(Path file, long end) {
        return new DamagedFileException(file.toString(), "ends before its byte " + end);
    }

    /** Returns where the last group ends. */
    public long end() {
        return end;
    }

    /**
     * Appends a group of files, which is on the disk when this returns.
     *
     * @return where the group begins, in bytes
     * @throws IOException with one line naming the file if it cannot be written; then it is as it was before
     */
    public long append(SortedMap<String, byte[]> files) throws IOException {
        ByteArrayOutputStream group = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> entry : files.entrySet()) {
            group.writeBytes(TarHeader.of(entry.getKey(), entry.getValue().length));
            group.writeBytes(entry.getValue());
            group.writeBytes(new byte[TarHeader.padding(entry.getValue().length)]);
        }
        long start = end;
        try {
            write(ByteBuffer.wrap(group.toByteArray()), start);
            write(ByteBuffer.allocate(END), start + group.size());
            channel.force(false);
        } catch (IOException e) {
            restore();
            throw new IOException(file + ": cannot be written: " + e.getMessage(), e);
        }
        end = start + group.size();
        return start;
    }

    /** Cuts off what is behind the last group, and ends the tar file there. */
    private void restore() throws IOException {
        channel.truncate(end);
        write(ByteBuffer.allocate(END), end);
    }

    private void write(ByteBuffer bytes, long offset) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes, offset + bytes.position());
        }
    }

    /**
     * Reads a file of a group.
     *
     * @param file the pack
     * @param offset where the group begins, in bytes
     * @param files how many files the group has
     * @param most how many bytes it may have
     * @throws IOException with one line naming the pack if it cannot be read, is damaged there, or the group lacks the file
     */
    public static byte[] read(Path file, long offset, int files, String name, long most) throws IOException {
        ReadableFile.check(file, file.toString());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long at = offset;
            for (int i = 0; i < files; i++) {
                TarHeader header = TarHeader.read(channel, at, file);
                if (header.name().equals(name)) {
                    if (header.size() > most) {
                        throw new IOException(
                                file + ", " + name + ": has " + header.size() + " bytes, must have at most " + most);
                    }
                    return bytes(channel, header.content(), (int) header.size(), file);
                }
                at = header.next();
            }
            throw new DamagedFileException(file.toString(), "lacks " + name + " at its byte " + offset);
        }
    }

    /**
     * Returns where a group ends, in bytes.
     *
     * @param file the pack
     * @param offset where the group begins, in bytes
     * @param files how many files the group has
     * @throws IOException with one line naming the pack if it cannot be read or is damaged there
     */
    public static long end(Path file, long offset, int files) throws IOException {
        ReadableFile.check(file, file.toString());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long at = offset;
            for (int i = 0; i < files; i++) {
                at = TarHeader.read(channel, at, file).next();
            }
            return at;
        }
    }

    /** Reads bytes of a file, all of which must be there. */
    static byte[] bytes(FileChannel channel, long offset, int length, Path file) throws IOException {
        if (offset < 0 || channel.size() < offset + length) {
            throw tooShort(file, offset + length);
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
            // A read may bring less than was asked for.
        }
        return bytes.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
