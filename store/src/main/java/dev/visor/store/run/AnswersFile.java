package dev.visor.store.run;

import dev.visor.run.Journal;
import dev.visor.store.file.JournalFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a service has answered in a run, as a journal in its folder. Nothing is written to the folder of a run that has ended,
 * as its manifest lists the file, nor by a process that has not locked the folder; then answers last as long as the process.
 * Used by one thread at a time.
 */
public final class AnswersFile implements Journal, AutoCloseable {

    static final String NAME = "answers.jsonl";

    private final RunFolder folder;
    private final Path path;
    private final boolean writes;
    private final Map<String, String> unwritten = new HashMap<>();
    private final Optional<JournalFile> file;

    /**
     * Opens the file of a folder; makes it if it may be written and there is none.
     *
     * @param writes whether this process has locked the folder
     * @throws IOException with one line naming the file if it can't be read or is damaged
     */
    AnswersFile(RunFolder folder, Path path, boolean writes) throws IOException {
        this.folder = folder;
        this.path = path;
        this.writes = writes;
        this.file = open();
    }

    private Optional<JournalFile> open() throws IOException {
        if (writes && !hasEnded()) {
            return Optional.of(JournalFile.open(path));
        }
        return Files.exists(path)
                ? Optional.of(writes ? JournalFile.open(path) : JournalFile.openToRead(path))
                : Optional.empty();
    }

    private boolean hasEnded() {
        return Files.exists(folder.manifest());
    }

    @Override
    public Optional<String> find(String piece) {
        String own = unwritten.get(piece);
        return own == null ? file.flatMap(journal -> journal.find(piece)) : Optional.of(own);
    }

    @Override
    public void keep(String piece, String result) {
        if (writes && file.isPresent() && !hasEnded()) {
            file.get().keep(piece, result);
        } else {
            unwritten.put(piece, result);
        }
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
