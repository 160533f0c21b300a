package dev.visor.store.gallery;

import dev.visor.face.Identity;
import dev.visor.recognition.embedding.Embedding;
import dev.visor.recognition.embedding.Template;
import dev.visor.recognition.embedding.TemplateKind;
import dev.visor.store.file.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The rows of people and their templates. Each person has the SHA-256 of all that is kept. Used by one thread at a time. */
final class PersonRows {

    private final Connection connection;

    PersonRows(Connection connection) {
        this.connection = connection;
    }

    void insert(StoredPerson person) throws SQLException {
        String name = person.person().name();
        try (PreparedStatement row = connection.prepareStatement(
                "INSERT INTO person (name, enrolled, request, photographs, sha256) VALUES (?, ?, ?, ?, ?)")) {
            row.setString(1, name);
            row.setString(2, person.time());
            row.setString(3, person.request());
            row.setInt(4, person.photographs());
            row.setString(5, sum(person));
            row.executeUpdate();
        }
        try (PreparedStatement row = connection.prepareStatement(
                "INSERT INTO template (person, system, kind, pictures, embeddings) VALUES (?, ?, ?, ?, ?)")) {
            for (Map.Entry<String, Template> template : person.templates().entrySet()) {
                row.setString(1, name);
                row.setString(2, template.getKey());
                row.setString(3, template.getValue().kind().name());
                row.setInt(4, template.getValue().pictures().size());
                row.setBytes(5, bytes(template.getValue()));
                row.executeUpdate();
            }
        }
    }

    void delete(Identity person) throws SQLException {
        for (String sql : List.of("DELETE FROM template WHERE person = ?", "DELETE FROM person WHERE name = ?")) {
            try (PreparedStatement row = connection.prepareStatement(sql)) {
                row.setString(1, person.name());
                row.executeUpdate();
            }
        }
    }

    /**
     * Returns all people in the order of their enrolment.
     *
     * @throws IllegalArgumentException with the reason if a person is not what was written
     */
    List<StoredPerson> read() throws SQLException {
        List<StoredPerson> people = new ArrayList<>();
        each(people::add);
        return people;
    }

    /**
     * Reads one person after another, in the order of their enrolment. All rows come from one query, which takes half of the
     * time that a query for each person takes.
     *
     * @throws IllegalArgumentException with the reason if a person is not what was written
     */
    void each(Consumer<StoredPerson> taker) throws SQLException {
        try (PreparedStatement rows = connection.prepareStatement(
                        "SELECT name, enrolled, request, photographs, sha256, system, kind, pictures, embeddings"
                                + " FROM person LEFT JOIN template ON template.person = person.name"
                                + " ORDER BY person.number, system");
                ResultSet found = rows.executeQuery()) {
            boolean more = found.next();
            while (more) {
                Identity person = new Identity(found.getString(1));
                String time = found.getString(2);
                String request = found.getString(3);
                int photographs = found.getInt(4);
                String sum = found.getString(5);
                SortedMap<String, Template> templates = new TreeMap<>();
                do {
                    String system = found.getString(6);
                    if (system != null) {
                        templates.put(system, template(person, found));
                    }
                    more = found.next();
                } while (more && found.getString(1).equals(person.name()));
                StoredPerson stored = new StoredPerson(person, time, request, photographs, templates);
                if (!sum(stored).equals(sum)) {
                    throw new IllegalArgumentException(
                            "what is kept of a person is not what was written: its SHA-256 is not the one that it has");
                }
                taker.accept(stored);
            }
        }
    }

    private static Template template(Identity person, ResultSet found) throws SQLException {
        return template(person, TemplateKind.valueOf(found.getString(7)), found.getInt(8), found.getBytes(9));
    }

    private static byte[] bytes(Template template) {
        int size = template.pictures().get(0).size();
        ByteBuffer bytes = ByteBuffer.allocate(
                        Float.BYTES * size * template.pictures().size())
                .order(ByteOrder.LITTLE_ENDIAN);
        for (Embedding picture : template.pictures()) {
            for (float value : picture.values()) {
                bytes.putFloat(value);
            }
        }
        return bytes.array();
    }

    private static Template template(Identity person, TemplateKind kind, int pictures, byte[] bytes) {
        if (pictures < 1 || bytes.length == 0 || bytes.length % (Float.BYTES * pictures) != 0) {
            throw new IllegalArgumentException(
                    "a template has " + bytes.length + " bytes for " + pictures + " pictures");
        }
        ByteBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Embedding> embeddings = new ArrayList<>();
        for (int i = 0; i < pictures; i++) {
            float[] one = new float[bytes.length / Float.BYTES / pictures];
            for (int k = 0; k < one.length; k++) {
                one[k] = values.getFloat();
            }
            embeddings.add(Embedding.ofUnit(one));
        }
        return new Template(person, kind, embeddings);
    }

    private static String sum(StoredPerson person) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        text(all, person.person().name());
        text(all, person.time());
        text(all, person.request());
        text(all, String.valueOf(person.photographs()));
        person.templates().forEach((system, template) -> {
            text(all, system);
            text(all, template.kind().name());
            text(all, String.valueOf(template.pictures().size()));
            all.writeBytes(bytes(template));
        });
        return Sha256.of(all.toByteArray());
    }

    private static void text(ByteArrayOutputStream out, String value) {
        out.writeBytes(value.getBytes(StandardCharsets.UTF_8));
        out.write(0);
    }
}
