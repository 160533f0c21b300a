package dev.visor.store.run;

import dev.visor.evaluation.Cell;
import dev.visor.evaluation.CleanResult;
import dev.visor.evaluation.WearersResult;
import dev.visor.evaluation.openset.OpenSetResult;
import dev.visor.run.Journal;
import dev.visor.store.file.JournalFile;
import dev.visor.store.file.Json;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The journal of a run: what the evaluation has counted, piece by piece, and pieces of the grid search. Used by one thread
 * of one process at a time.
 */
public final class RunJournal implements AutoCloseable {

    private static final String OPEN_SET = "open set";

    private final Journal journal;
    private final String name;
    private final Closeable file;

    /**
     * Takes a journal that is no file.
     *
     * @param name what errors call it
     */
    public RunJournal(Journal journal, String name) {
        this(journal, name, () -> {});
    }

    /** Takes an open file, and closes it. */
    RunJournal(JournalFile journal, Path file) {
        this(journal, file.toString(), journal::close);
    }

    private RunJournal(Journal journal, String name, Closeable file) {
        this.journal = journal;
        this.name = name;
        this.file = file;
    }

    /** Returns the journal itself, whose pieces are kept as they are. */
    public Journal pieces() {
        return journal;
    }

    /** Returns whether the journal has what a defense decides about clean faces. */
    public boolean hasClean(String defense) {
        return journal.find(cleanPiece(defense)).isPresent();
    }

    /** Returns what a defense decides about clean faces, if the journal has it. */
    public Optional<CleanResult> clean(String defense) throws IOException {
        return find(cleanPiece(defense), CleanResult.class);
    }

    /** Keeps what a defense decides about clean faces. */
    public void keep(String defense, CleanResult clean) {
        journal.keep(cleanPiece(defense), Json.toLine(clean));
    }

    /** Returns whether the journal has what a defense decides about people who wear an accessory. */
    public boolean hasWearers(String defense, String accessory) {
        return journal.find(wearersPiece(defense, accessory)).isPresent();
    }

    /** Returns what a defense decides about people who wear an accessory, if the journal has it. */
    public Optional<WearersResult> wearers(String defense, String accessory) throws IOException {
        return find(wearersPiece(defense, accessory), WearersResult.class);
    }

    /** Keeps what a defense decides about people who wear an accessory. */
    public void keep(String defense, WearersResult wearers) {
        journal.keep(wearersPiece(defense, wearers.accessory()), Json.toLine(wearers));
    }

    /** Returns whether the journal has a cell of a defense. */
    public boolean hasCell(String defense, String attacker, String accessory) {
        return journal.find(cellPiece(defense, attacker, accessory)).isPresent();
    }

    /** Returns a cell of a defense, if the journal has it. */
    public Optional<Cell> cell(String defense, String attacker, String accessory) throws IOException {
        return find(cellPiece(defense, attacker, accessory), Cell.class);
    }

    /** Keeps a cell of a defense. */
    public void keep(String defense, Cell cell) {
        journal.keep(cellPiece(defense, cell.attacker(), cell.accessory()), Json.toLine(cell));
    }

    /** Returns how well an open set knows its people, if the journal has it. */
    public Optional<OpenSetResult> openSet() throws IOException {
        return find(OPEN_SET, OpenSetResult.class);
    }

    /** Keeps how well an open set knows its people. */
    public void keep(OpenSetResult openSet) {
        journal.keep(OPEN_SET, Json.toLine(openSet));
    }

    private <T> Optional<T> find(String piece, Class<T> type) throws IOException {
        Optional<String> line = journal.find(piece);
        return line.isPresent() ? Optional.of(Json.parse(line.get(), type, name + ", " + piece)) : Optional.empty();
    }

    // No name has a slash in it.
    private static String cleanPiece(String defense) {
        return "clean faces/" + defense;
    }

    private static String wearersPiece(String defense, String accessory) {
        return "wearers/" + defense + "/" + accessory;
    }

    private static String cellPiece(String defense, String attacker, String accessory) {
        return "cell/" + defense + "/" + attacker + "/" + accessory;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
