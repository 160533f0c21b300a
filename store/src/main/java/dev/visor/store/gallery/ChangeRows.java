package dev.visor.store.gallery;

import dev.visor.face.Identity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The rows of deleted people of the run, and of changes that the audit log may lack. Used by one thread at a time. */
final class ChangeRows {

    private final Connection connection;

    ChangeRows(Connection connection) {
        this.connection = connection;
    }

    Set<Identity> deleted() throws SQLException {
        Set<Identity> names = new LinkedHashSet<>();
        try (PreparedStatement rows = connection.prepareStatement("SELECT name FROM deleted");
                ResultSet found = rows.executeQuery()) {
            while (found.next()) {
                names.add(new Identity(found.getString(1)));
            }
        }
        return names;
    }

    void setDeleted(Identity person, boolean deleted) throws SQLException {
        run("DELETE FROM deleted WHERE name = ?", person.name());
        if (deleted) {
            run("INSERT INTO deleted (name) VALUES (?)", person.name());
        }
    }

    /** Returns the changes of which a note is there, the oldest first. */
    List<GalleryChange> unaudited() throws SQLException {
        List<GalleryChange> changes = new ArrayList<>();
        try (PreparedStatement rows = connection.prepareStatement(
                        "SELECT request, time, action, key, person FROM unaudited ORDER BY number");
                ResultSet found = rows.executeQuery()) {
            while (found.next()) {
                changes.add(new GalleryChange(
                        found.getString(1),
                        found.getString(2),
                        found.getString(3),
                        found.getString(4),
                        new Identity(found.getString(5))));
            }
        }
        return changes;
    }

    void note(GalleryChange change) throws SQLException {
        run(
                "INSERT INTO unaudited (request, time, action, key, person) VALUES (?, ?, ?, ?, ?)",
                change.request(),
                change.time(),
                change.action(),
                change.key(),
                change.person().name());
    }

    void forget(GalleryChange change) throws SQLException {
        run("DELETE FROM unaudited WHERE request = ?", change.request());
    }

    private void run(String sql, String... values) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                row.setString(i + 1, values[i]);
            }
            row.executeUpdate();
        }
    }
}
