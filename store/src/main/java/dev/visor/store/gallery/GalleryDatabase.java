package dev.visor.store.gallery;

import dev.visor.face.Identity;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.Folders;
import dev.visor.store.file.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * The people whom a guard enrolled and deleted, as a SQLite database: embeddings, and no pictures. Each change is a transaction
 * of its own, which is on the disk when the method returns; a process that is killed leaves the state before or after it.
 * Whatever is deleted is overwritten, in the file and in its journal.
 *
 * <p>A change is noted as unaudited in the same transaction, until {@link #settle} says that the audit log has it. So a process
 * that is killed in between leaves a note of what the audit log may lack.
 *
 * <pre>{@code
 * try (GalleryDatabase gallery = GalleryDatabase.open(Path.of("gallery.db"), fingerprints)) {
 *     gallery.change(change, GalleryEntry.of(person));
 *     log.append(event);
 *     gallery.settle(change);
 * }
 * }</pre>
 *
 * <p>Thread-safe. One process at a time has it open.
 */
public final class GalleryDatabase implements AutoCloseable {

    private static final int BUSY = 5;
    private static final int CORRUPT = 11;
    private static final int NOT_A_DATABASE = 26;
    /** What extended codes of SQLite have in common with their plain ones. */
    private static final int PLAIN_CODE = 0xFF;

    private final Path file;
    private final Object key;
    private final Connection connection;
    private final PersonRows people;
    private final ChangeRows changes;

    private GalleryDatabase(Path file, Connection connection) throws IOException {
        this.file = file;
        this.key = key(file);
        this.connection = connection;
        this.people = new PersonRows(connection);
        this.changes = new ChangeRows(connection);
    }

    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file.toRealPath() : key;
    }

    /**
     * Opens a gallery; makes it and its folders if there is none. What a killed process left half-done is undone.
     *
     * @param fingerprints the SHA-256 of each system that its templates are compared in, by name
     * @throws DamagedFileException with one line naming the file if it is no gallery, or a damaged one
     * @throws IOException with one line naming the file if it can't be read or written, another process has it open, or it was
     *     made for other systems
     */
    public static GalleryDatabase open(Path file, SortedMap<String, String> fingerprints) throws IOException {
        try {
            Folders.createParent(file);
            make(file);
            Connection connection = GallerySchema.connect(file);
            try {
                GallerySchema.prepare(connection, file, fingerprints);
                GalleryDatabase gallery = new GalleryDatabase(file, connection);
                gallery.checkAll();
                gallery.compact(); // a killed process may not have come so far
                return gallery;
            } catch (IOException | SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (FileSystemException e) {
            throw new IOException(file + ": cannot be opened: " + AtomicFile.reason(e), e);
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    /** Makes an empty file if there is none. */
    private static void make(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a folder, must be a file");
        }
        if (!Files.exists(file)) {
            OwnerOnly.createFile(file);
        }
    }

    private static IOException unreadable(Path file, SQLException e) {
        return switch (e.getErrorCode() & PLAIN_CODE) {
            case BUSY -> new IOException(file + ": is the gallery of a service that is running; name another file", e);
            case NOT_A_DATABASE -> new DamagedFileException(file.toString(), "is no gallery of a guard", e);
            case CORRUPT -> new DamagedFileException(file.toString(), "is a damaged gallery", e);
            default -> new IOException(file + ": cannot be opened: " + e.getMessage(), e);
        };
    }

    private void checkAll() throws IOException, SQLException {
        try {
            people.each(person -> {});
        } catch (IllegalArgumentException e) {
            throw new DamagedFileException(file.toString(), String.valueOf(e.getMessage()), e);
        }
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    private interface Work {
        void run() throws SQLException;
    }

    private <T> T reading(Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(file + ": cannot be read: " + e.getMessage(), e));
        }
    }

    /** Does everything or nothing. */
    private void writing(Work work) {
        try {
            connection.setAutoCommit(false);
            try {
                work.run();
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(file + ": cannot be written: " + e.getMessage(), e));
        }
    }

    /** Returns whether the file of this name is still the one that is open: it may have been replaced. */
    public boolean isCurrent() {
        try {
            return key.equals(key(file));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Checks that it was made for some systems.
     *
     * @param fingerprints the SHA-256 of each, by name
     * @throws IOException with one line naming the file if it was made for others
     */
    public synchronized void check(SortedMap<String, String> fingerprints) throws IOException {
        try (Statement statement = connection.createStatement()) {
            GallerySchema.check(GallerySchema.read(statement), fingerprints, file);
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    /** Returns the people whom the guard enrolled, in that order. */
    public synchronized List<StoredPerson> people() {
        return reading(people::read);
    }

    /** Returns the people of the run who are deleted. */
    public synchronized Set<Identity> deleted() {
        return reading(changes::deleted);
    }

    /** Returns the changes of which nobody has said that the audit log has them, the oldest first. */
    public synchronized List<GalleryChange> unaudited() {
        return reading(changes::unaudited);
    }

    /**
     * Replaces what is said about the person of a change, and notes that the change is unaudited.
     *
     * @throws UncheckedIOException with one line naming the file if it can't be written; nothing is changed then
     */
    public synchronized void change(GalleryChange change, GalleryEntry after) {
        writing(() -> {
            replace(change.person(), after);
            changes.note(change);
        });
    }

    /**
     * Takes a change back that the audit log does not have.
     *
     * @param before what was said about the person before it
     * @throws UncheckedIOException with one line naming the file if it can't be written; the change stays then, with its note
     */
    public synchronized void undo(GalleryChange change, GalleryEntry before) {
        writing(() -> {
            replace(change.person(), before);
            changes.forget(change);
        });
    }

    private void replace(Identity person, GalleryEntry entry) throws SQLException {
        people.delete(person);
        changes.setDeleted(person, entry.deleted());
        if (entry.person().isPresent()) {
            people.insert(entry.person().get());
        }
    }

    /**
     * Forgets the note of a change, which the audit log has. If somebody was deleted, the file is written anew.
     *
     * @throws UncheckedIOException with one line naming the file if it can't be written; the note stays then
     */
    public synchronized void settle(GalleryChange change) {
        writing(() -> changes.forget(change));
        if (change.action().equals(GalleryChange.DELETE)) {
            compact();
        }
    }

    /** Writes the file anew, so that no page has a remainder of what was deleted or moved. */
    private void compact() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM");
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(file + ": cannot be written: " + e.getMessage(), e));
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException(file + ": cannot be closed: " + e.getMessage(), e);
        }
    }
}
