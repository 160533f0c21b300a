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
    /** The piece that says how the faces of the folder are aligned; no person's folder begins with a dot. */
    private static final String FORMAT = ".faces";

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
     * @param faces how the faces are aligned: one line that all runs of a folder share
     * @throws DatasetException if the folder is a file, holds something else or faces of another kind, or the journal is
     *     damaged
     * @throws IOException with one line if another process is at work in the folder, or it can't be written
     */
    static DownloadJournal open(Path folder, String faces) throws IOException {
        checkFolder(folder);
        FolderLock lock = FolderLock.take(folder);
        try {
            DownloadJournal journal = open(folder.resolve(FILE), lock);
            journal.checkFormat(folder, faces);
            return journal;
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

    /** Faces of several kinds in one folder would train a system on a mixture. */
    private void checkFormat(Path folder, String faces) throws IOException {
        Optional<String> begun = file.find(FORMAT).map(text -> text.replace("\"", ""));
        if (begun.isEmpty() && notes.isEmpty()) {
            keep(FORMAT, "\"" + faces + "\"");
        } else if (!begun.equals(Optional.of(faces))) {
            file.close();
            throw new DatasetException(folder + ": holds faces "
                    + (begun.isPresent() ? "aligned to " + begun.get() : "that are not aligned, of an earlier version")
                    + ", but these are to be aligned to " + faces + "; choose another folder"
                    + (begun.isPresent() ? ", or the same options" : ""));
        }
    }

    private void keep(String piece, String text) throws IOException {
        try {
            file.keep(piece, text);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Map<String, Note> notes(Path path, JournalFile file) throws IOException {
        Map<String, Note> notes = new HashMap<>();
        for (String key : file.pieces()) {
            if (key.equals(FORMAT)) {
                continue;
            }
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
        keep(entry.key(), Json.toLine(note));
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
