package dev.visor.store.audit;

import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.Folders;
import dev.visor.store.file.Json;
import dev.visor.store.file.ReadableFile;
import dev.visor.store.file.Sha256;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A file with a line of JSON for each {@link AuditEvent}, which is only ever added to. Each line has its number, the SHA-256 of the
 * line before it, and its own: of all of that and the event. So a line that is changed, left out or moved breaks the chain at
 * that place. Who keeps the last sum somewhere else also sees that lines at the end are missing, or that the whole file was
 * made anew.
 *
 * <p>A line is on the disk before {@link #append} returns. Whoever is killed leaves at most one torn line at the end, which the
 * next one who opens the file cuts off.
 *
 * <pre>{@code
 * try (AuditLog log = AuditLog.open(Path.of("audit.jsonl"))) {
 *     log.append(event);
 * }
 * AuditLog.Chain chain = AuditLog.check(Path.of("audit.jsonl"));
 * }</pre>
 *
 * <p>Thread-safe. One process at a time has it open.
 */
public final class AuditLog implements AutoCloseable {

    /** What the first line has in place of the sum of the line before it. */
    public static final String START = "0".repeat(64);

    private static final int LONGEST_LINE = 1 << 20;

    private final Path file;
    private final FileChannel channel;
    private Chain chain;

    private AuditLog(Path file, FileChannel channel, Chain chain) {
        this.file = file;
        this.channel = channel;
        this.chain = chain;
    }

    /**
     * A line of the file.
     *
     * @param number counted from 1
     * @param previous the sum of the line before, or {@link #START}
     * @param event what happened
     * @param sha256 of the other three
     */
    private record Line(long number, String previous, AuditEvent event, String sha256) {

        static Line after(Chain chain, AuditEvent event) {
            long number = chain.entries + 1;
            return new Line(number, chain.last, event, sum(number, chain.last, event));
        }

        boolean isSound() {
            return sha256.equals(sum(number, previous, event));
        }

        private static String sum(long number, String previous, AuditEvent event) {
            String text = number + "\n" + previous + "\n" + Json.toLine(event);
            return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * What a log holds.
     *
     * @param entries how many lines there are
     * @param last the SHA-256 of the last line, or {@link #START}
     * @param length of these lines, in bytes
     * @param torn whether a piece of a line stands behind them, as a killed process leaves it
     */
    public record Chain(long entries, String last, long length, boolean torn) {}

    /**
     * Opens a log to go on with; makes it and its folders if there is none. The whole chain is checked.
     *
     * @throws DamagedFileException naming the first line that is damaged or does not belong here
     * @throws IOException with one line naming the file if it can't be read or written, or another process has it open
     */
    public static AuditLog open(Path file) throws IOException {
        try {
            Folders.createParent(file);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                lock(channel, file);
                Chain chain = read(channel, file);
                channel.truncate(chain.length);
                channel.position(chain.length);
                return new AuditLog(file, channel, chain);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (FileSystemException e) {
            throw new IOException(file + ": cannot be opened: " + AtomicFile.reason(e), e);
        }
    }

    private static void lock(FileChannel channel, Path file) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new IOException(file + ": is the audit log of a service that is running; name another file");
        }
    }

    /**
     * Checks a log without changing it.
     *
     * @throws DamagedFileException naming the first line that is damaged or does not belong here
     * @throws IOException with one line naming the file if it can't be read
     */
    public static Chain check(Path file) throws IOException {
        ReadableFile.check(file, file.toString());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel, file);
        }
    }

    private static Chain read(FileChannel channel, Path file) throws IOException {
        Chain chain = new Chain(0, START, 0, false);
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                chain = after(chain, line.toString(StandardCharsets.UTF_8), line.size(), file);
                line.reset();
            } else if (line.size() == LONGEST_LINE) {
                throw new DamagedFileException(
                        file + ", line " + (chain.entries + 1), "is no line of an audit log: it is too long");
            } else {
                line.write(next);
            }
        }
        return new Chain(chain.entries, chain.last, chain.length, line.size() > 0);
    }

    private static Chain after(Chain chain, String text, int length, Path file) throws IOException {
        String name = file + ", line " + (chain.entries + 1);
        Line line = Json.parse(text, Line.class, name);
        if (!line.isSound()) {
            throw new DamagedFileException(name, "was changed or damaged: its SHA-256 is not that of what it says");
        }
        if (line.number != chain.entries + 1 || !line.previous.equals(chain.last)) {
            throw new DamagedFileException(
                    name, "does not follow the line before it: lines were changed, moved or left out");
        }
        return new Chain(line.number, line.sha256, chain.length + length + 1, false);
    }

    /** Returns what the log holds now. */
    public synchronized Chain chain() {
        return chain;
    }

    /**
     * Returns whether the log has an event of a request with an action. It reads the whole log.
     *
     * @throws UncheckedIOException with one line naming the file if it can't be read
     */
    public synchronized boolean has(String request, String action) {
        try {
            try {
                channel.position(0);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    AuditEvent event =
                            line.contains(request) ? Json.parse(line, Line.class, file.toString()).event : null;
                    if (event != null
                            && event.request().equals(request)
                            && event.action().equals(action)) {
                        return true;
                    }
                }
                return false;
            } finally {
                channel.position(chain.length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Adds an event.
     *
     * @throws UncheckedIOException with one line naming the file if it can't be written, for example onto a full disk; nothing is
     *     added then
     */
    public synchronized void append(AuditEvent event) {
        Line line = Line.after(chain, Objects.requireNonNull(event));
        byte[] text = (Json.toLine(line) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            try {
                ByteBuffer bytes = ByteBuffer.wrap(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(false);
            } catch (IOException e) {
                channel.truncate(chain.length);
                channel.position(chain.length);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
        }
        chain = new Chain(line.number, line.sha256, chain.length + text.length, false);
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }
}
