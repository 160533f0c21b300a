package dev.visor.store.dataset;

import dev.visor.store.file.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of the pictures of a folder, one line each in the order in which they were settled: person, number,
 * outcome, reason and a sum over what the list told, separated by tabs. A line is written at once, so that whatever ends
 * the program loses at most the line that was being written; such a torn line is dropped. The file is locked while it is
 * open. Thread-safe.
 */
final class DownloadJournal implements Closeable {

    static final String FILE = ".visor-pubfig.tsv";

    private static final String HEADER = "# visor pubfig 1";
    private static final int SUM_DIGITS = 16;

    private final Path file;
    private final FileChannel channel;
    private final Map<String, Settled> settled = new HashMap<>();
    private final Map<String, String> sums = new HashMap<>();

    private DownloadJournal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens the journal of a folder; both are made if they are not there.
     *
     * @throws DatasetException if the folder is a file, holds something else, or another process is at work in it
     */
    static DownloadJournal open(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        checkFolder(folder, file);
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        DownloadJournal journal = new DownloadJournal(file, channel);
        try {
            journal.lock(folder);
            journal.read();
            return journal;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void checkFolder(Path folder, Path file) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new DatasetException(folder + ": is a file, must be a folder to write to");
        }
        if (Files.isDirectory(folder) && !Files.isRegularFile(file)) {
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.findAny().isPresent()) {
                    throw new DatasetException(folder + ": holds something else than pictures of 'visor data pubfig',"
                            + " must be new, empty or begun by it");
                }
            }
        }
    }

    private void lock(Path folder) throws IOException {
        boolean locked;
        try {
            FileLock lock = channel.tryLock();
            locked = lock != null;
        } catch (OverlappingFileLockException e) {
            locked = false;
        }
        if (!locked) {
            throw new DatasetException(folder + ": another 'visor data pubfig' is at work here, must be one at a time");
        }
    }

    private void read() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Channels.newInputStream(channel).transferTo(bytes);
        String text = bytes.toString(StandardCharsets.UTF_8);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        String[] lines = whole.split("\n");
        if (!whole.isEmpty()) {
            if (!lines[0].equals(HEADER)) {
                throw damaged(1);
            }
            for (int i = 1; i < lines.length; i++) {
                readLine(lines[i], i + 1);
            }
        }
        channel.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
        channel.position(channel.size());
        if (whole.isEmpty()) {
            append(HEADER);
        }
    }

    private void readLine(String line, int number) throws DatasetException {
        String[] values = line.split("\t", -1);
        if (values.length != 5) {
            throw damaged(number);
        }
        String key = values[0] + "/" + values[1];
        try {
            settled.put(key, new Settled(PubFigOutcome.valueOf(values[2]), values[3]));
        } catch (IllegalArgumentException e) {
            throw damaged(number);
        }
        sums.put(key, values[4]);
    }

    private DatasetException damaged(int line) {
        return new DatasetException(file + ": line " + line
                + ": is none of a journal of 'visor data pubfig'; without this file everything is fetched anew");
    }

    /** Returns what became of a picture; empty if it was never settled or the list tells something else of it now. */
    synchronized Optional<Settled> of(PubFigEntry entry) {
        return sum(entry).equals(sums.get(entry.key()))
                ? Optional.ofNullable(settled.get(entry.key()))
                : Optional.empty();
    }

    /** Notes what became of a picture. */
    synchronized void add(PubFigEntry entry, Settled result) throws IOException {
        settled.put(entry.key(), result);
        sums.put(entry.key(), sum(entry));
        append(String.join(
                "\t",
                PersonFolders.of(entry.person()),
                String.valueOf(entry.number()),
                result.outcome().name(),
                result.reason(),
                sum(entry)));
    }

    private void append(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new IOException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    private static String sum(PubFigEntry entry) {
        String told =
                entry.url() + "\t" + entry.rectangle() + "\t" + entry.md5().orElse("");
        return Sha256.of(told.getBytes(StandardCharsets.UTF_8)).substring(0, SUM_DIGITS);
    }

    /** Closes the file, which unlocks it. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
