package dev.visor.store.gallery;

import dev.visor.store.file.DamagedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sqlite.JDBC;

/** The tables of a gallery, and how its file is opened. */
final class GallerySchema {

    /** "visg", by which {@code file} and SQLite know what the database is for. */
    private static final int APPLICATION = 0x76697367;

    private static final int VERSION = 1;

    /**
     * The lock stays from the first transaction to the end, and the journal is emptied after each. What is deleted is overwritten,
     * and nothing goes to temporary files.
     */
    private static final List<String> SETTINGS = List.of(
            "PRAGMA locking_mode = EXCLUSIVE",
            "PRAGMA journal_mode = TRUNCATE",
            "PRAGMA synchronous = EXTRA",
            "PRAGMA secure_delete = ON",
            "PRAGMA temp_store = MEMORY",
            "PRAGMA trusted_schema = OFF",
            "PRAGMA cell_size_check = ON");

    private static final List<String> TABLES = List.of(
            "CREATE TABLE system (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL) STRICT",
            "CREATE TABLE person (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, enrolled TEXT NOT NULL,"
                    + " request TEXT NOT NULL, photographs INTEGER NOT NULL, sha256 TEXT NOT NULL) STRICT",
            "CREATE TABLE template (person TEXT NOT NULL, system TEXT NOT NULL, kind TEXT NOT NULL,"
                    + " pictures INTEGER NOT NULL, embeddings BLOB NOT NULL, PRIMARY KEY (person, system)) STRICT",
            "CREATE TABLE deleted (name TEXT PRIMARY KEY) STRICT",
            "CREATE TABLE unaudited (number INTEGER PRIMARY KEY, request TEXT NOT NULL UNIQUE, time TEXT NOT NULL,"
                    + " action TEXT NOT NULL, key TEXT NOT NULL, person TEXT NOT NULL) STRICT",
            "PRAGMA application_id = " + APPLICATION,
            "PRAGMA user_version = " + VERSION);

    private GallerySchema() {}

    static Connection connect(Path file) throws SQLException {
        // As a URI, so that no character of the name means something to the driver.
        return JDBC.createConnection(
                "jdbc:sqlite:" + file.toAbsolutePath().toUri().toASCIIString(), new Properties());
    }

    /**
     * Takes the file's lock, makes the tables if the file is empty, and checks what is there.
     */
    static void prepare(Connection connection, Path file, SortedMap<String, String> fingerprints)
            throws IOException, SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            for (String setting : SETTINGS) {
                statement.execute(setting);
            }
            statement.execute("BEGIN EXCLUSIVE");
            if (number(statement, "PRAGMA application_id") == 0
                    && number(statement, "SELECT count(*) FROM sqlite_schema") == 0) {
                for (String table : TABLES) {
                    statement.execute(table);
                }
                write(connection, fingerprints);
            }
            statement.execute("COMMIT");
            check(statement, file);
            check(read(statement), fingerprints, file);
        }
    }

    private static void check(Statement statement, Path file) throws IOException, SQLException {
        if (number(statement, "PRAGMA application_id") != APPLICATION) {
            throw new DamagedFileException(file.toString(), "is no gallery of a guard");
        }
        int version = number(statement, "PRAGMA user_version");
        if (version != VERSION) {
            throw new IOException(file + ": is a gallery of version " + version + ", must be " + VERSION);
        }
        try (ResultSet found = statement.executeQuery("PRAGMA integrity_check")) {
            found.next();
            if (!"ok".equals(found.getString(1))) {
                throw new DamagedFileException(file.toString(), "is a damaged gallery");
            }
        }
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return found.getInt(1);
        }
    }

    private static void write(Connection connection, SortedMap<String, String> fingerprints) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement("INSERT INTO system (name, sha256) VALUES (?, ?)")) {
            for (var fingerprint : fingerprints.entrySet()) {
                row.setString(1, fingerprint.getKey());
                row.setString(2, fingerprint.getValue());
                row.executeUpdate();
            }
        }
    }

    static SortedMap<String, String> read(Statement statement) throws SQLException {
        SortedMap<String, String> all = new TreeMap<>();
        try (ResultSet found = statement.executeQuery("SELECT name, sha256 FROM system")) {
            while (found.next()) {
                all.put(found.getString(1), found.getString(2));
            }
        }
        return all;
    }

    static void check(SortedMap<String, String> there, SortedMap<String, String> needed, Path file) throws IOException {
        TreeSet<String> names = new TreeSet<>(there.keySet());
        names.addAll(needed.keySet());
        for (String name : names) {
            String was = there.getOrDefault(name, "absent");
            String is = needed.getOrDefault(name, "absent");
            if (!was.equals(is)) {
                throw new IOException(file + ": was made for another run or defense: " + name + " was " + abridged(was)
                        + ", is " + abridged(is) + "; name another file");
            }
        }
    }

    private static String abridged(String sum) {
        return sum.length() > 12 ? sum.substring(0, 12) + "..." : sum;
    }
}
