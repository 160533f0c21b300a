package dev.visor.store.run;

import dev.visor.gauntlet.Cell;
import dev.visor.gauntlet.CleanResult;
import dev.visor.store.file.JournalFile;
import dev.visor.store.file.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The finished parts of a gauntlet, a line for what each defense came to on clean faces and a line for each cell of the
 * matrix. What is kept is on the disk before the work goes on. Used by one thread of one process at a time.
 */
public final class CellJournal implements AutoCloseable {

    private final Path file;
    private final JournalFile journal;

    private CellJournal(Path file, JournalFile journal) {
        this.file = file;
        this.journal = journal;
    }

    static CellJournal open(Path file) throws IOException {
        return new CellJournal(file, JournalFile.open(file));
    }

    /** Returns what a defense came to on clean faces, if that is known. */
    public Optional<CleanResult> clean(String defense) throws IOException {
        return find(cleanPiece(defense), CleanResult.class);
    }

    /** Keeps what a defense came to on clean faces. */
    public void keep(String defense, CleanResult clean) {
        journal.keep(cleanPiece(defense), Json.toLine(clean));
    }

    /** Returns a cell of a defense, if it is finished. */
    public Optional<Cell> cell(String defense, String attacker, String accessory) throws IOException {
        return find(cellPiece(defense, attacker, accessory), Cell.class);
    }

    /** Keeps a cell of a defense. */
    public void keep(String defense, Cell cell) {
        journal.keep(cellPiece(defense, cell.attacker(), cell.accessory()), Json.toLine(cell));
    }

    private <T> Optional<T> find(String piece, Class<T> type) throws IOException {
        Optional<String> line = journal.find(piece);
        return line.isPresent() ? Optional.of(Json.parse(line.get(), type, file + ", " + piece)) : Optional.empty();
    }

    // No name has a slash in it.
    private static String cleanPiece(String defense) {
        return "clean/" + defense;
    }

    private static String cellPiece(String defense, String attacker, String accessory) {
        return "cell/" + defense + "/" + attacker + "/" + accessory;
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
