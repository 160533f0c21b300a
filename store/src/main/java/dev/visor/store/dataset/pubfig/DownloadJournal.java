package dev.visor.store.dataset.pubfig;

import dev.visor.store.dataset.DatasetException;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.FolderLock;
import dev.visor.store.file.JournalFile;
import dev.visor.store.file.Json;
import dev.visor.store.file.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of the pictures of a folder, as a {@link JournalFile} with a line for each in the order in which they were
 * settled. One process at a time has the journal of a folder open. Thread-safe.
 */
final class DownloadJournal implements Closeable {

    static final String FILE = ".visor-pubfig.jsonl";

    private static final int SUM_DIGITS = 16;

    private final FolderLock lock;
    private final JournalFile file;
    private final Map<String, Note> notes;

    private DownloadJournal(FolderLock lock, JournalFile file, Map<String, Note> notes) {
        this.lock = lock;
        this.file = file;
        this.notes = notes;
    }

    /** What the journal says about a picture; the sum is one over its entry in the list. */
    record Note(PubFigOutcome outcome, String reason, String sum) {

        Note {
            Objects.requireNonNull(outcome, "no outcome");
            Objects.requireNonNull(reason, "no reason");
            Objects.requireNonNull(sum, "no sum");
        }
    }

    /**
     * Opens the journal of a folder; both are made if they are not there.
     *
     * @throws DatasetException if the folder is a file or holds something else, or the journal is damaged
     * @throws IOException with one line if another process is at work in the folder, or it can't be written
     */
    static DownloadJournal open(Path folder) throws IOException {
        checkFolder(folder);
        FolderLock lock = FolderLock.take(folder);
        try {
            return open(folder.resolve(FILE), lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void checkFolder(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new DatasetException(folder + ": is a file, must be a folder to write to");
        }
        if (Files.isDirectory(folder) && !Files.isRegularFile(folder.resolve(FILE))) {
            try (Stream<Path> entries = Files.list(folder)) {
                if (!entries.allMatch(entry -> entry.endsWith(FolderLock.NAME))) {
                    throw new DatasetException(folder + ": holds something else than pictures of 'visor data pubfig',"
                            + " must be new, empty or begun by it");
                }
            }
        }
    }

    private static DownloadJournal open(Path path, FolderLock lock) throws IOException {
        try {
            JournalFile file = JournalFile.openOld(path);
            try {
                return new DownloadJournal(lock, file, notes(path, file));
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (DamagedFileException e) {
            throw new DatasetException(e.getMessage() + "; without this file everything is fetched anew");
        }
    }

    private static Map<String, Note> notes(Path path, JournalFile file) throws IOException {
        Map<String, Note> notes = new HashMap<>();
        for (String key : file.pieces()) {
            notes.put(key, Json.parse(file.find(key).orElse(""), Note.class, path + ", " + key));
        }
        return notes;
    }

    /** {@return what became of a picture; empty if it was never settled or its entry in the list has changed} */
    synchronized Optional<Settled> of(PubFigEntry entry) {
        return Optional.ofNullable(notes.get(entry.key()))
                .filter(note -> note.sum.equals(sum(entry)))
                .map(note -> new Settled(note.outcome, note.reason));
    }

    /**
     * Notes what became of a picture.
     *
     * @throws IOException with one line naming the file if it cannot be written
     */
    synchronized void add(PubFigEntry entry, Settled result) throws IOException {
        Note note = new Note(result.outcome(), result.reason(), sum(entry));
        try {
            file.keep(entry.key(), Json.toLine(note));
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
        notes.put(entry.key(), note);
    }

    private static String sum(PubFigEntry entry) {
        String entryText =
                entry.url() + "\t" + entry.rectangle() + "\t" + entry.md5().orElse("");
        return Sha256.of(entryText.getBytes(StandardCharsets.UTF_8)).substring(0, SUM_DIGITS);
    }

    /** Closes the file and lets others work in the folder. */
    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            lock.close();
        }
    }
}
