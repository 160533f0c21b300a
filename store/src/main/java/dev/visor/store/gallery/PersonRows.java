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
        try (PreparedStatement rows = connection.prepareStatement(
                        "SELECT name, enrolled, request, photographs, sha256 FROM person ORDER BY number");
                ResultSet found = rows.executeQuery()) {
            while (found.next()) {
                Identity person = new Identity(found.getString(1));
                StoredPerson stored = new StoredPerson(
                        person, found.getString(2), found.getString(3), found.getInt(4), templates(person));
                if (!sum(stored).equals(found.getString(5))) {
                    throw new IllegalArgumentException(
                            "what is kept of a person is not what was written: its SHA-256 is not the one that it has");
                }
                people.add(stored);
            }
        }
        return people;
    }

    private SortedMap<String, Template> templates(Identity person) throws SQLException {
        SortedMap<String, Template> templates = new TreeMap<>();
        try (PreparedStatement rows = connection.prepareStatement(
                "SELECT system, kind, pictures, embeddings FROM template WHERE person = ?")) {
            rows.setString(1, person.name());
            try (ResultSet found = rows.executeQuery()) {
                while (found.next()) {
                    templates.put(
                            found.getString(1),
                            template(
                                    person,
                                    TemplateKind.valueOf(found.getString(2)),
                                    found.getInt(3),
                                    found.getBytes(4)));
                }
            }
        }
        return templates;
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
