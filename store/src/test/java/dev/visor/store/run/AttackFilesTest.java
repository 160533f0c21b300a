package dev.visor.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackTask;
import dev.visor.attack.Dodging;
import dev.visor.attack.GradientAttack;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.Impersonation;
import dev.visor.face.Face;
import dev.visor.run.RunContext;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks that are handed over from one folder to another. */
class AttackFilesTest {

    private static List<AttackTask> tasks = List.of();
    private static List<AdversarialExample> examples = List.of();

    @TempDir
    Path temporary;

    private Path from;
    private Path to;

    @BeforeAll
    static void attack() {
        Face first = SmallSystem.FACES.faces().get(0);
        Face last = SmallSystem.FACES.faces().get(11);
        tasks = List.of(
                new AttackTask("A1", List.of(first), new Impersonation(last.identity())),
                new AttackTask("A2", List.of(last), new Dodging(last.identity())));
        examples = new GradientAttack(GradientAttackConfig.PATIENT.withMaxIterations(1))
                .craft(tasks, EyeglassFrame.DEFAULT, SmallSystem.SYSTEM.whiteBox(), RunContext.of(1));
    }

    @BeforeEach
    void write() throws IOException {
        from = temporary.resolve("from");
        to = temporary.resolve("to");
        try (AttackFolder attacks = AttackFolder.open(from)) {
            attacks.add(examples);
        }
    }

    private AttackFiles files(String id) throws IOException {
        try (AttackFolder attacks = AttackFolder.openToRead(from)) {
            return attacks.files(id);
        }
    }

    private void adopt(AttackFiles... files) throws IOException {
        try (AttackFolder attacks = AttackFolder.open(to)) {
            for (AttackFiles attack : files) {
                attacks.adopt(attack);
            }
        }
    }

    private static SortedMap<String, String> bytes(Path folder) throws IOException {
        SortedMap<String, String> bytes = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                bytes.put(
                        String.valueOf(file.getFileName()),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return bytes;
    }

    @Test
    void theOtherFolderIsTheSameToTheLastByte() throws IOException {
        adopt(files("A1"), files("A2"));
        assertThat(bytes(to)).isEqualTo(bytes(from)).hasSize(7);
        try (AttackFolder made = AttackFolder.open(from);
                AttackFolder adopted = AttackFolder.open(to)) {
            assertThat(adopted.has(tasks.get(0))).isTrue();
            assertThat(adopted.finish("unaware", "eyeglass frame", tasks))
                    .isEqualTo(made.finish("unaware", "eyeglass frame", tasks));
        }
    }

    @Test
    void anEqualAttackIsAdoptedOnce() throws IOException {
        adopt(files("A1"));
        SortedMap<String, String> once = bytes(to);
        adopt(files("A1"));
        assertThat(bytes(to)).isEqualTo(once);
    }

    @Test
    void anotherAttackOfTheSameNameIsRefused() throws IOException {
        adopt(files("A1"));
        SortedMap<String, String> before = bytes(to);
        AttackFiles first = files("A1");
        AttackFiles changed = new AttackFiles(
                "A1", first.line().replaceFirst("\"regionShare\":[0-9.]+", "\"regionShare\":0.5"), first.files());
        assertThatThrownBy(() -> adopt(changed))
                .isInstanceOf(DamagedFileException.class)
                .hasMessage(to.resolve("journal.jsonl") + ": has another attack A1 than the one that is handed over");
        assertThat(bytes(to)).isEqualTo(before);
    }

    @Test
    void aChangedPictureIsRefused() throws IOException {
        AttackFiles first = files("A1");
        SortedMap<String, byte[]> changed = new TreeMap<>(first.files());
        byte[] png = Objects.requireNonNull(changed.get("A1-plain.png")).clone();
        png[png.length / 2] ^= 1;
        changed.put("A1-plain.png", png);
        refused(
                new AttackFiles("A1", first.line(), changed),
                "the attack A1: A1-plain.png is not the picture that it wrote: its SHA-256 is not that of its line");
    }

    @Test
    void otherPicturesThanThoseOfTheLineAreRefused() throws IOException {
        AttackFiles first = files("A1");
        SortedMap<String, byte[]> fewer = new TreeMap<>(first.files());
        fewer.remove("A1-region.png");
        refused(
                new AttackFiles("A1", first.line(), fewer),
                "the attack A1: has the pictures [A1-plain.png, A1.png], must have those of its line,"
                        + " [A1-plain.png, A1-region.png, A1.png]");
    }

    @Test
    void picturesThatNoAttackOfTheNameWritesAreRefused() throws IOException {
        AttackFiles first = files("A1");
        SortedMap<String, byte[]> outside = new TreeMap<>(first.files());
        outside.put("../A1.png", Objects.requireNonNull(outside.remove("A1.png")));
        KeptAttack kept = Json.parse(first.line(), KeptAttack.class, "the line");
        SortedMap<String, String> sums = new TreeMap<>(kept.files());
        sums.put("../A1.png", Objects.requireNonNull(sums.remove("A1.png")));
        String line = Json.toLine(new KeptAttack(
                kept.attack(), kept.clean(), kept.start(), kept.attacked(), sums, kept.photograph(), null));
        refused(
                new AttackFiles("A1", line, outside),
                "the attack A1: has the pictures [../A1.png, A1-plain.png, A1-region.png], must have [A1-plain.png,");
    }

    @Test
    void theLineOfAnotherAttackIsRefused() throws IOException {
        AttackFiles first = files("A1");
        String message = "has a line that no attack of this name wrote";
        refused(new AttackFiles("A2", first.line(), first.files()), "the attack A2: " + message);
        refused(new AttackFiles("A1", " " + first.line(), first.files()), "the attack A1: " + message);
        refused(new AttackFiles("A1", "{}", first.files()), "the attack A1: line 1, column 2: lacks 'attack'");
    }

    @Test
    void anAttackThatIsNotThereCanNotBeHandedOver() {
        assertThatThrownBy(() -> files("A3"))
                .isInstanceOf(DamagedFileException.class)
                .hasMessage(from.resolve("journal.jsonl") + ": does not know the attack A3");
    }

    @Test
    void aChangedPictureOfTheFolderIsNotHandedOver() throws IOException {
        Files.write(from.resolve("A1.png"), new byte[] {1});
        assertThatThrownBy(() -> files("A1"))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith(from.resolve("A1.png") + ": is not the picture that the attack wrote");
    }

    private void refused(AttackFiles attack, String message) throws IOException {
        assertThatThrownBy(() -> adopt(attack))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith(message);
        assertThat(bytes(to)).containsOnlyKeys("journal.jsonl").containsValue("");
    }
}
