package dev.visor.store.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.face.Identity;
import dev.visor.recognition.embedding.Embedding;
import dev.visor.recognition.embedding.Template;
import dev.visor.recognition.embedding.TemplateKind;
import dev.visor.store.file.DamagedFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GalleryDatabaseTest {

    private static final SortedMap<String, String> SYSTEMS =
            new TreeMap<>(Map.of("recognizer", "a".repeat(64), "under-glasses", "b".repeat(64)));

    @TempDir
    Path dir;

    /** A name in which every special character of URIs is just a character. */
    private Path file() {
        return dir.resolve("a #?&%20=;+\u00e9.db");
    }

    private GalleryDatabase open() throws IOException {
        return GalleryDatabase.open(file(), SYSTEMS);
    }

    private static Embedding embedding(int seed, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextDouble() - 0.5f;
        }
        return Embedding.of(values);
    }

    private static StoredPerson person(String name, int seed) {
        SortedMap<String, Template> templates = new TreeMap<>();
        Identity person = new Identity(name);
        templates.put(
                "recognizer",
                new Template(person, TemplateKind.BEST, List.of(embedding(seed, 128), embedding(seed + 100, 128))));
        templates.put("under-glasses", new Template(person, TemplateKind.BEST, List.of(embedding(seed + 200, 128))));
        return new StoredPerson(person, "2026-01-01T00:00:00Z", "request of " + name, 2, templates);
    }

    private static GalleryChange change(String action, String name) {
        return new GalleryChange(action + " " + name, "2026-01-01T00:00:00Z", action, "desk", new Identity(name));
    }

    private static void enroll(GalleryDatabase gallery, StoredPerson person) {
        GalleryChange change = change(GalleryChange.ENROLL, person.person().name());
        gallery.change(change, GalleryEntry.of(person));
        gallery.settle(change);
    }

    @Test
    void whatIsReadIsWhatWasWrittenToTheLastBit() throws IOException {
        List<StoredPerson> people = List.of(person("Zo\u00eb", 1), person("Ada", 2));
        try (GalleryDatabase gallery = open()) {
            people.forEach(person -> enroll(gallery, person));
            gallery.change(change(GalleryChange.DELETE, "Of the run"), GalleryEntry.DELETED);
            gallery.settle(change(GalleryChange.DELETE, "Of the run"));
            assertThat(gallery.people()).isEqualTo(people);
        }
        try (GalleryDatabase gallery = open()) {
            assertThat(gallery.people()).isEqualTo(people);
            assertThat(gallery.deleted()).containsExactly(new Identity("Of the run"));
            assertThat(gallery.unaudited()).isEmpty();
            assertThat(gallery.isCurrent()).isTrue();
            gallery.change(change(GalleryChange.ENROLL, "Of the run"), GalleryEntry.of(person("Of the run", 3)));
            assertThat(gallery.deleted()).isEmpty();
            assertThat(gallery.people()).hasSize(3);
        }
        if (Files.getFileStore(dir).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aChangeIsNotedUntilItIsSettledOrUndone() throws IOException {
        GalleryChange ada = change(GalleryChange.ENROLL, "Ada");
        try (GalleryDatabase gallery = open()) {
            gallery.change(ada, GalleryEntry.of(person("Ada", 1)));
            assertThat(gallery.unaudited()).containsExactly(ada);
        }
        try (GalleryDatabase gallery = open()) {
            assertThat(gallery.unaudited()).containsExactly(ada);
            assertThat(gallery.people()).containsExactly(person("Ada", 1));
            gallery.undo(ada, GalleryEntry.NONE);
            assertThat(gallery.people()).isEmpty();
            assertThat(gallery.unaudited()).isEmpty();
        }
    }

    @Test
    void aChangeThatFailsChangesNothing() throws IOException {
        try (GalleryDatabase gallery = open()) {
            enroll(gallery, person("Ada", 1));
            gallery.change(change(GalleryChange.ENROLL, "Bob"), GalleryEntry.of(person("Bob", 2)));
            assertThatThrownBy(() ->
                            gallery.change(change(GalleryChange.ENROLL, "Bob"), GalleryEntry.of(person("Bob", 3))))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(file() + ": cannot be written: ");
            assertThat(gallery.people()).containsExactly(person("Ada", 1), person("Bob", 2));
        }
    }

    @Test
    void nothingOfWhoIsDeletedIsLeftInAnyFile() throws IOException {
        StoredPerson gone = person("Gone_Without_A_Trace", 5);
        List<byte[]> traces = Stream.concat(
                        Stream.of(gone.person().name().getBytes(StandardCharsets.UTF_8)),
                        gone.templates().values().stream()
                                .flatMap(template -> template.pictures().stream())
                                .flatMap(picture -> pieces(picture.values())))
                .toList();
        try (GalleryDatabase gallery = open()) {
            IntStream.range(0, 40).forEach(i -> enroll(gallery, person("before " + i, 10 * i)));
            enroll(gallery, gone);
            IntStream.range(40, 80).forEach(i -> enroll(gallery, person("after " + i, 10 * i)));
            assertThat(traces).allMatch(trace -> isOnTheDisk(trace));
            GalleryChange delete = change(GalleryChange.DELETE, gone.person().name());
            gallery.change(delete, GalleryEntry.NONE);
            gallery.settle(delete);
            assertThat(traces).as("while the gallery is open").noneMatch(trace -> isOnTheDisk(trace));
            assertThat(gallery.people()).hasSize(80);
        }
        assertThat(traces).as("when it is closed").noneMatch(trace -> isOnTheDisk(trace));
    }

    /** Returns each four values in a row, as they are in the file. */
    private static Stream<byte[]> pieces(float[] values) {
        return IntStream.range(0, values.length / 4).mapToObj(i -> {
            ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
            for (int k = 0; k < 4; k++) {
                bytes.putFloat(values[4 * i + k]);
            }
            return bytes.array();
        });
    }

    private boolean isOnTheDisk(byte[] trace) {
        try (Stream<Path> files = Files.list(dir)) {
            String wanted = new String(trace, StandardCharsets.ISO_8859_1);
            return files.anyMatch(one -> {
                try {
                    return Files.readString(one, StandardCharsets.ISO_8859_1).contains(wanted);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aGalleryOfOtherSystemsIsRefused() throws IOException {
        open().close();
        byte[] before = Files.readAllBytes(file());
        SortedMap<String, String> other = new TreeMap<>(SYSTEMS);
        other.put("recognizer", "c".repeat(64));
        assertThatThrownBy(() -> GalleryDatabase.open(file(), other))
                .isInstanceOf(IOException.class)
                .hasMessage(file() + ": was made for another run or defense: recognizer was aaaaaaaaaaaa..., is"
                        + " cccccccccccc...; name another file");
        other.remove("under-glasses");
        other.put("recognizer", "a".repeat(64));
        assertThatThrownBy(() -> GalleryDatabase.open(file(), other))
                .hasMessageContaining("under-glasses was bbbbbbbbbbbb..., is absent");
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @Test
    void aDamagedGalleryIsRefusedInOneLine() throws Exception {
        try (GalleryDatabase gallery = open()) {
            IntStream.range(0, 20).forEach(i -> enroll(gallery, person("person " + i, i)));
        }
        byte[] whole = Files.readAllBytes(file());
        byte[] value = pieces(person("person 7", 7)
                        .templates()
                        .get("under-glasses")
                        .pictures()
                        .get(0)
                        .values())
                .findFirst()
                .orElseThrow();
        int at = new String(whole, StandardCharsets.ISO_8859_1).indexOf(new String(value, StandardCharsets.ISO_8859_1));
        byte[] flipped = whole.clone();
        flipped[at] ^= 1;
        refused(flipped, "what is kept of a person is not what was written: its SHA-256 is not the one that it has");
        refused(Arrays.copyOf(whole, whole.length - 4096), "is a damaged gallery");
        byte[] page = whole.clone();
        Arrays.fill(page, 4096, 4200, (byte) 0x77);
        refused(page, "is a damaged gallery");
        refused("a text file\n".repeat(500).getBytes(StandardCharsets.UTF_8), "is no gallery of a guard");
        Path other = dir.resolve("other.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE person (name TEXT)");
        }
        refused(Files.readAllBytes(other), "is no gallery of a guard");
        Path folder = Files.createDirectory(dir.resolve("folder"));
        assertThatThrownBy(() -> GalleryDatabase.open(folder, SYSTEMS))
                .hasMessage(folder + ": is a folder, must be a file");
    }

    private void refused(byte[] bytes, String reason) throws IOException {
        Files.write(file(), bytes);
        assertThatThrownBy(() -> open())
                .isInstanceOf(DamagedFileException.class)
                .hasMessage(file() + ": " + reason);
        assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
    }

    @Test
    void oneServiceAtATimeHasIt() throws IOException {
        try (GalleryDatabase gallery = open()) {
            assertThatThrownBy(() -> open())
                    .hasMessage(file() + ": is the gallery of a service that is running; name another file");
            enroll(gallery, person("Ada", 1));
            Files.move(file(), dir.resolve("moved.db"));
            assertThat(gallery.isCurrent()).isFalse();
            try (GalleryDatabase other = open()) {
                assertThat(other.people()).isEmpty();
            }
        }
    }
}
