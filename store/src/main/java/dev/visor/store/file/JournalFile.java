package dev.visor.store.file;

import dev.visor.run.Journal;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A journal as a file, a line of JSON per piece of work. Each line is on the disk before {@link #keep} returns. Whoever
 * is killed leaves at most one torn line at the end, which the next one who opens the file cuts off. A line has the
 * SHA-256 of what it says, so that a changed one is refused. Results are read from the disk when they are asked for. Used
 * by one thread of one process at a time.
 */
public final class JournalFile implements Journal, AutoCloseable {

    private static final int NEWLINE = '\n';
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final boolean strict;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private @Nullable String last;

    private JournalFile(Path file, FileChannel channel, boolean strict) {
        this.file = file;
        this.channel = channel;
        this.strict = strict;
    }

    /** What a line of version 0.1 holds. */
    record OldEntry(String piece, String result) {}

    /** Where a line lies in the file, without its end. */
    private record Line(long start, int length) {}

    /**
     * What a line holds.
     *
     * @param sha256 of the piece and its result
     */
    record Entry(String piece, String result, String sha256) {

        static Entry of(String piece, String result) {
            return new Entry(piece, result, sum(piece, result));
        }

        boolean isSound() {
            return sha256.equals(sum(piece, result));
        }

        private static String sum(String piece, String result) {
            return Sha256.of((piece + "\n" + result).getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Opens a journal to go on with; makes it and its folders if there is none.
     *
     * @throws DamagedFileException if it is no journal, or a line that has an end is damaged or was changed
     * @throws IOException with one line naming the file if it cannot be read or written
     */
    public static JournalFile open(Path file) throws IOException {
        return open(file, true);
    }

    /**
     * Opens a journal like {@link #open(Path)}; its lines may lack the sum, which those of version 0.1 did.
     *
     * @throws DamagedFileException if it is no journal, or a line that has an end is damaged or was changed
     * @throws IOException with one line naming the file if it cannot be read or written
     */
    public static JournalFile openOld(Path file) throws IOException {
        return open(file, false);
    }

    /**
     * Opens a journal that is only read; nothing on the disk changes. A torn line at the end is as if it were not there.
     *
     * @throws DamagedFileException if it is no journal, or a line that has an end is damaged or was changed
     * @throws IOException with one line naming the file if it cannot be read
     */
    public static JournalFile openToRead(Path file) throws IOException {
        ReadableFile.check(file, file.toString());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        JournalFile journal = new JournalFile(file, channel, true);
        try {
            journal.load();
            return journal;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static JournalFile open(Path file, boolean strict) throws IOException {
        try {
            Folders.createParent(file);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            JournalFile journal = new JournalFile(file, channel, strict);
            try {
                channel.position(journal.load());
                channel.truncate(channel.position());
                return journal;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (FileSystemException e) {
            throw new IOException(file + ": cannot be opened: " + AtomicFile.reason(e), e);
        }
    }

    /** Reads the lines, and returns where the last one that has an end ends. */
    private long load() throws IOException {
        long start = 0;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == NEWLINE) {
                    String text = line.toString(StandardCharsets.UTF_8);
                    put(parse(text, lines.size() + 1).piece, new Line(start, line.size()));
                    start += line.size() + 1;
                    line.reset();
                } else {
                    line.write(next);
                }
            }
        }
        return start;
    }

    private void put(String piece, Line line) {
        lines.put(piece, line);
        last = piece;
    }

    private Entry parse(String line, int number) throws IOException {
        String name = file + ", line " + number;
        if (!strict && !line.contains("\"sha256\"")) {
            OldEntry old = Json.parse(line, OldEntry.class, name);
            return Entry.of(old.piece, old.result);
        }
        Entry entry = Json.parse(line, Entry.class, name);
        if (!entry.isSound()) {
            throw new DamagedFileException(name, "was changed or damaged: its SHA-256 is not that of what it says");
        }
        return entry;
    }

    /** {@return the pieces of work that are done} */
    public Set<String> pieces() {
        return Set.copyOf(lines.keySet());
    }

    /** Returns how many pieces of work are done. */
    public int size() {
        return lines.size();
    }

    /** Returns the piece of work that was kept last. */
    public Optional<String> last() {
        return Optional.ofNullable(last);
    }

    /** Returns whether a piece of work is done. */
    public boolean has(String piece) {
        return lines.containsKey(piece);
    }

    @Override
    public Optional<String> find(String piece) {
        Line line = lines.get(piece);
        if (line == null) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(line.length);
        try {
            while (bytes.hasRemaining() && channel.read(bytes, line.start + bytes.position()) >= 0) {
                // A read may bring less than was asked for.
            }
            return Optional.of(parse(new String(bytes.array(), StandardCharsets.UTF_8), 0).result);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Keeps the result of a piece of work; if it is kept twice, the later one counts.
     *
     * @throws UncheckedIOException with one line naming the file if it cannot be written, for example onto a full disk
     */
    @Override
    public void keep(String piece, String result) {
        byte[] text = (Json.toLine(Entry.of(piece, result)) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            long start = channel.position();
            try {
                ByteBuffer bytes = ByteBuffer.wrap(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(false);
                put(piece, new Line(start, text.length - 1));
            } catch (IOException e) {
                channel.truncate(start); // so that a later line does not join a torn one
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
