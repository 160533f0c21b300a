package dev.visor.store.weights;

import dev.visor.store.file.DamagedFileException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A zip archive whose entries all have the bytes that their CRC-32 says, also those that nobody asks for. Not
 * thread-safe.
 */
public final class ZipArchive implements Closeable {

    /** What all packed entries together may unpack to, in bytes. */
    private static final long LARGEST_UNPACKED = 1L << 31;

    private static final int CHUNK = 1 << 16;

    private final String file;
    private final FileChannel channel;
    private final Map<String, ZipDirectory.Entry> entries;

    private ZipArchive(String file, FileChannel channel, Map<String, ZipDirectory.Entry> entries) {
        this.file = file;
        this.channel = channel;
        this.entries = entries;
    }

    /**
     * Opens an archive and checks all of it.
     *
     * @throws DamagedFileException if it is none or damaged
     */
    public static ZipArchive open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file);
        try {
            ZipArchive archive = new ZipArchive(file.toString(), channel, ZipDirectory.read(file.toString(), channel));
            archive.check();
            return archive;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void check() throws IOException {
        long unpacked = 0;
        for (ZipDirectory.Entry entry : entries.values()) {
            unpacked += entry.packed() ? entry.size() : 0;
            if (unpacked > LARGEST_UNPACKED) {
                throw new DamagedFileException(
                        file, "unpacks to more than " + LARGEST_UNPACKED + " bytes, which no weights do");
            }
            copy(entry, OutputStream.nullOutputStream());
        }
    }

    /** {@return the names of all entries, in order} */
    public Set<String> names() {
        return entries.keySet();
    }

    /**
     * {@return the bytes of an entry}
     *
     * @param most how many it may have
     */
    public byte[] read(String name, int most) throws IOException {
        ZipDirectory.Entry entry = entries.get(name);
        if (entry == null) {
            throw new DamagedFileException(file, "has no entry " + name);
        }
        if (entry.size() > most) {
            throw new DamagedFileException(
                    file, "the entry " + name + " has more than " + most + " bytes, which no network has");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) entry.size());
        copy(entry, bytes);
        return bytes.toByteArray();
    }

    private void copy(ZipDirectory.Entry entry, OutputStream target) throws IOException {
        CRC32 crc = new CRC32();
        Inflater inflater = new Inflater(true);
        try (InputStream stored = new Range(entry.start(), entry.end());
                InputStream unpacked = new CheckedInputStream(
                        entry.packed() ? new InflaterInputStream(stored, inflater) : stored, crc)) {
            byte[] chunk = new byte[CHUNK];
            long left = entry.size();
            int count = unpacked.read(chunk);
            while (count >= 0 && count <= left) {
                target.write(chunk, 0, count);
                left -= count;
                count = unpacked.read(chunk);
            }
            boolean whole = !entry.packed() || inflater.getBytesRead() == entry.packedSize();
            if (count >= 0 || left > 0 || !whole) {
                throw damaged("the entry " + entry.name() + " must have " + entry.size() + " bytes");
            }
        } finally {
            inflater.end();
        }
        if (crc.getValue() != entry.crc()) {
            throw damaged("the entry " + entry.name() + " has another CRC-32 than the archive says");
        }
    }

    private DamagedFileException damaged(String reason) {
        return new DamagedFileException(file, "is a damaged zip archive: " + reason);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Some bytes of the file. */
    private final class Range extends InputStream {
        private final long end;
        private long at;

        Range(long start, long end) {
            this.at = start;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int most = (int) Math.min(length, end - at);
            int count = most == 0 ? -1 : channel.read(ByteBuffer.wrap(target, offset, most), at);
            at += Math.max(count, 0);
            return count;
        }
    }
}
