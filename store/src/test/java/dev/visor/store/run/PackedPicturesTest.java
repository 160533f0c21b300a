package dev.visor.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackTask;
import dev.visor.attack.ExampleSource;
import dev.visor.attack.GradientAttack;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.Impersonation;
import dev.visor.evaluation.AttackSummary;
import dev.visor.face.Face;
import dev.visor.image.PictureCodec;
import dev.visor.run.RunContext;
import dev.visor.store.file.DamagedFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of many attacks, whose pictures lie in packs. */
class PackedPicturesTest {

    private static final int MANY = PackedPictures.FEW + 1;

    private static final List<AttackTask> TASKS = new ArrayList<>();
    private static List<AdversarialExample> examples = List.of();

    @TempDir
    Path temporary;

    private Path packed;
    private Path loose;

    @BeforeAll
    static void attack() {
        Face last = SmallSystem.FACES.faces().get(11);
        for (int i = 0; i < 3; i++) {
            Face face = SmallSystem.FACES.faces().get(i);
            TASKS.add(new AttackTask("A" + i, List.of(face), new Impersonation(last.identity())));
        }
        examples = new GradientAttack(GradientAttackConfig.PATIENT.withMaxIterations(1))
                .craft(TASKS, EyeglassFrame.DEFAULT, SmallSystem.SYSTEM.whiteBox(), RunContext.of(1));
    }

    @BeforeEach
    void write() throws IOException {
        packed = write("packed", MANY);
        loose = write("loose", 3);
    }

    private Path write(String name, int attacks) throws IOException {
        Path folder = temporary.resolve(name);
        try (AttackFolder opened = AttackFolder.open(folder, attacks)) {
            opened.add(examples.subList(0, 1));
            opened.add(examples.subList(1, 3));
            opened.finish("unaware", "eyeglass frame", TASKS);
        }
        return folder;
    }

    private Path pack() {
        return packed.resolve("pictures-0001.tar");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static List<AdversarialExample> read(Path folder) throws IOException {
        try (AttackFolder attacks = AttackFolder.openToRead(folder)) {
            ExampleSource source = attacks.examples(
                    SmallSystem.FACES, SmallSystem.SYSTEM.recognizer().gallery());
            return source.read(0, source.size());
        }
    }

    @Test
    void manyAttacksAreAFewFiles() throws IOException {
        assertThat(names(packed))
                .containsExactly("attacks.json", "checksums.sha256", "journal.jsonl", "pictures-0001.tar");
        assertThat(names(loose)).hasSize(3 + 9);
    }

    @Test
    void bothFormsKeepTheSameAttacksAndPictures() throws IOException {
        assertThat(packed.resolve("attacks.json")).hasSameBinaryContentAs(loose.resolve("attacks.json"));
        List<AdversarialExample> one = read(packed);
        List<AdversarialExample> other = read(loose);
        for (int i = 0; i < 3; i++) {
            assertThat(one.get(i).image())
                    .isEqualTo(other.get(i).image())
                    .isEqualTo(examples.get(i).image());
            assertThat(one.get(i).start()).isEqualTo(other.get(i).start());
            assertThat(one.get(i).region()).isEqualTo(other.get(i).region());
        }
        try (AttackFolder attacks = AttackFolder.openToRead(packed)) {
            attacks.checkPictures();
            assertThat(attacks.recount()).isEqualTo(AttackFolder.readSummary(loose));
            assertThat(attacks.picture("A1")).isEqualTo(examples.get(1).image());
            assertThat(attacks.plainPicture("A1")).isEqualTo(examples.get(1).start());
        }
    }

    @Test
    void attacksAreHandedOverBetweenBothForms() throws IOException {
        Path there = temporary.resolve("there");
        Path back = temporary.resolve("back");
        for (int i = 0; i < 3; i++) {
            hand("A" + i, loose, there, MANY);
            hand("A" + i, there, back, 3);
        }
        assertThat(there.resolve("journal.jsonl")).hasSameBinaryContentAs(packed.resolve("journal.jsonl"));
        assertThat(there.resolve("pictures-0001.tar")).hasSameBinaryContentAs(pack());
        assertThat(back.resolve("journal.jsonl")).hasSameBinaryContentAs(loose.resolve("journal.jsonl"));
        hand("A0", packed, there, MANY);
        assertThat(there.resolve("pictures-0001.tar")).hasSameBinaryContentAs(pack());
    }

    private static void hand(String id, Path from, Path to, int attacks) throws IOException {
        try (AttackFolder source = AttackFolder.openToRead(from);
                AttackFolder target = AttackFolder.open(to, attacks)) {
            target.adopt(source.files(id));
        }
    }

    /** A kill may come between the pictures and the line of an attack, or in the middle of either. */
    @Test
    void whatTheJournalDoesNotKnowIsCutOff() throws IOException {
        byte[] pictures = Files.readAllBytes(pack());
        List<String> lines = Files.readAllLines(packed.resolve("journal.jsonl"));
        for (int kept = 0; kept < 3; kept++) {
            String journal = String.join(
                    "", lines.subList(0, kept).stream().map(line -> line + "\n").toList());
            for (int lost : new int[] {0, 700, 1024}) {
                Files.writeString(packed.resolve("journal.jsonl"), journal + "{\"piece\"");
                byte[] torn = new byte[pictures.length - lost];
                System.arraycopy(pictures, 0, torn, 0, torn.length);
                Files.write(pack(), torn);
                Files.write(packed.resolve("pictures-0002.tar"), new byte[10]);
                try (AttackFolder resumed = AttackFolder.open(packed, MANY)) {
                    assertThat(packed.resolve("pictures-0002.tar")).doesNotExist();
                    assertThat(resumed.has(TASKS.get(2))).isFalse();
                    resumed.add(examples.subList(kept, 3));
                }
                assertThat(pack()).hasBinaryContent(pictures);
                assertThat(Files.readAllLines(packed.resolve("journal.jsonl"))).isEqualTo(lines);
            }
        }
    }

    @Test
    void aFolderWithPacksStaysOne() throws IOException {
        Files.writeString(
                packed.resolve("journal.jsonl"),
                Files.readAllLines(packed.resolve("journal.jsonl")).get(0) + "\n");
        try (AttackFolder resumed = AttackFolder.open(packed)) {
            resumed.add(examples.subList(1, 3));
        }
        assertThat(names(packed)).noneMatch(name -> name.endsWith(".png"));
        assertThat(read(packed)).hasSize(3);
    }

    /** A run of an earlier version may have begun with loose pictures. */
    @Test
    void aFolderThatBeganWithFilesGoesOnWithPacks() throws IOException {
        Path folder = temporary.resolve("mixed");
        try (AttackFolder attacks = AttackFolder.open(folder)) {
            attacks.add(examples.subList(0, 1));
        }
        try (AttackFolder attacks = AttackFolder.open(folder, MANY)) {
            attacks.add(examples.subList(1, 3));
            attacks.finish("unaware", "eyeglass frame", TASKS);
            attacks.checkPictures();
        }
        assertThat(names(folder)).contains("A0.png", "pictures-0001.tar").doesNotContain("A1.png");
        assertThat(read(folder).get(0).image()).isEqualTo(examples.get(0).image());
        assertThat(read(folder).get(2).image()).isEqualTo(examples.get(2).image());
    }

    @Test
    void aPackHasThePicturesOfSomeThousandAttacks() throws IOException {
        Path folder = temporary.resolve("thousands");
        AttackFiles one;
        try (AttackFolder attacks = AttackFolder.openToRead(packed)) {
            one = attacks.files("A0");
        }
        try (PackedPictures pictures = PackedPictures.open(Files.createDirectories(folder), null)) {
            assertThat(pictures.write(one.files(), PackedPictures.ATTACKS - 1).number())
                    .isEqualTo(1);
            assertThat(pictures.write(one.files(), PackedPictures.ATTACKS).number())
                    .isEqualTo(2);
            assertThat(pictures.write(one.files(), PackedPictures.ATTACKS + 1).number())
                    .isEqualTo(2);
        }
        assertThat(names(folder)).containsExactly("pictures-0001.tar", "pictures-0002.tar");
    }

    @Test
    void aChangedPictureInAPackIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(pack());
        int png = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("IDAT", 512);
        bytes[png + 20] ^= 1;
        Files.write(pack(), bytes);
        try (AttackFolder attacks = AttackFolder.openToRead(packed)) {
            assertThatThrownBy(() -> attacks.plainPicture("A0"))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessage(pack() + ", A0-plain.png: is not the picture that the attack wrote: its SHA-256 is not"
                            + " that in " + packed.resolve("journal.jsonl"));
            assertThatThrownBy(attacks::checkPictures)
                    .hasMessage(packed + ": has other pictures than its journal says: A0-plain.png has changed");
        }
    }

    @Test
    void aPictureInAPackIsReadLikeAFile() throws IOException {
        AttackSummary summary = AttackFolder.readSummary(packed);
        try (PictureFiles files = new PictureFiles()) {
            List<Path> adversarial = PictureFiles.adversarial(packed);
            for (int i = 0; i < 3; i++) {
                assertThat(files.read(adversarial.get(i)))
                        .isEqualTo(examples.get(i).image());
                assertThat(files.read(loose.resolve(summary.attacks().get(i).id() + ".png")))
                        .isEqualTo(examples.get(i).image());
            }
            assertThat(files.read(packed.resolve("A2-plain.png")))
                    .isEqualTo(examples.get(2).start());
            assertThat(PictureCodec.encodePng(files.read(packed.resolve("A2-region.png"))))
                    .isEqualTo(Files.readAllBytes(loose.resolve("A2-region.png")));
            for (String missing : List.of("A3.png", "A1-other.png", "A1", "pictures")) {
                Path file = packed.resolve(missing);
                assertThatThrownBy(() -> files.read(file)).hasMessage(file + ": there is no such file");
            }
        }
    }
}
