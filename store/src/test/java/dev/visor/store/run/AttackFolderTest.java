package dev.visor.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackTask;
import dev.visor.attack.Dodging;
import dev.visor.attack.ExampleSource;
import dev.visor.attack.GradientAttack;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.Impersonation;
import dev.visor.evaluation.AttackRecord;
import dev.visor.evaluation.AttackSummary;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.PictureException;
import dev.visor.run.RunContext;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttackFolderTest {

    private static List<AttackTask> tasks = List.of();
    private static List<AdversarialExample> examples = List.of();

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeAll
    static void attack() {
        Face first = SmallSystem.FACES.faces().get(0);
        Face last = SmallSystem.FACES.faces().get(11);
        tasks = List.of(
                new AttackTask("A1", List.of(first), new Impersonation(last.identity())),
                new AttackTask("A2", List.of(last), new Dodging(last.identity())));
        examples = new GradientAttack(GradientAttackConfig.PATIENT.withMaxIterations(3))
                .craft(tasks, EyeglassFrame.DEFAULT, SmallSystem.SYSTEM.whiteBox(), RunContext.of(1));
    }

    @BeforeEach
    void write() throws IOException {
        folder = temporary.resolve("attacks");
        try (AttackFolder attacks = AttackFolder.open(folder)) {
            attacks.add(List.of(examples.get(1)));
            attacks.add(List.of(examples.get(0)));
            attacks.finish("unaware", "eyeglass frame", tasks);
        }
    }

    @Test
    void bringsBackTheExamplesAndTheirScoresToTheLastBit() throws IOException {
        List<AdversarialExample> read = read(SmallSystem.FACES);
        assertThat(read).hasSize(2);
        for (int i = 0; i < 2; i++) {
            AdversarialExample before = examples.get(i);
            AdversarialExample after = read.get(i);
            assertThat(after.id()).isEqualTo(before.id());
            assertThat(after.face()).isEqualTo(before.face());
            assertThat(after.goal()).isEqualTo(before.goal());
            assertThat(after.start())
                    .isEqualTo(before.start())
                    .isNotEqualTo(before.face().image());
            assertThat(after.image()).isEqualTo(before.image()).isNotEqualTo(before.start());
            assertThat(after.region()).isEqualTo(before.region());
            assertThat(after.cleanScores().logits())
                    .isEqualTo(before.cleanScores().logits());
            assertThat(after.startScores().logits())
                    .isEqualTo(before.startScores().logits());
            assertThat(after.scores().logits()).isEqualTo(before.scores().logits());
            assertThat(after.iterations()).isEqualTo(before.iterations()).isPositive();
            assertThat(after.reached()).isEqualTo(before.reached());
            assertThat(after.firstSuccess()).isEqualTo(before.firstSuccess());
        }
    }

    @Test
    void bringsBackWhenTheGoalFirstHeld() throws IOException {
        for (OptionalInt first : List.of(OptionalInt.empty(), OptionalInt.of(0), OptionalInt.of(412))) {
            AdversarialExample one = examples.get(0);
            AdversarialExample changed = new AdversarialExample(
                    one.id(),
                    one.face(),
                    one.goal(),
                    one.start(),
                    one.image(),
                    one.region(),
                    one.cleanScores(),
                    one.startScores(),
                    one.scores(),
                    one.iterations(),
                    one.reached(),
                    first);
            folder = temporary.resolve("first-" + first.orElse(-1));
            try (AttackFolder attacks = AttackFolder.open(folder)) {
                attacks.add(List.of(changed));
            }
            try (AttackFolder resumed = AttackFolder.open(folder)) {
                assertThat(resumed.has(tasks.get(0))).isTrue();
                resumed.finish("unaware", "eyeglass frame", tasks.subList(0, 1));
            }
            assertThat(read(SmallSystem.FACES).get(0).firstSuccess()).isEqualTo(first);
            assertThat(AttackFolder.readSummary(folder).attacks().get(0).firstSuccess())
                    .isEqualTo(first.isPresent() ? first.getAsInt() : null);
        }
    }

    @Test
    void bringsBackTheSummary() throws IOException {
        assertThat(AttackFolder.readSummary(folder))
                .isEqualTo(AttackSummary.of(
                        "unaware",
                        "eyeglass frame",
                        examples.stream().map(AttackRecord::of).toList()));
    }

    @Test
    void knowsAfterAKillWhichAttacksAreWhole() throws IOException {
        Path journal = folder.resolve("journal.jsonl");
        List<String> lines = Files.readAllLines(journal);
        Files.delete(folder.resolve("attacks.json"));
        Files.writeString(journal, lines.get(0) + "\n" + lines.get(1).substring(0, 40));
        Path draft = folder.resolve(".A1.png.01234567-89ab-cdef-0123-456789abcdef.tmp");
        Files.writeString(draft, "half a picture");
        try (AttackFolder attacks = AttackFolder.open(folder)) {
            assertThat(attacks.has(tasks.get(0))).isFalse();
            assertThat(attacks.has(tasks.get(1))).isTrue();
            assertThat(draft).doesNotExist();
            assertThatThrownBy(() -> attacks.finish("unaware", "eyeglass frame", tasks))
                    .hasMessage(journal + ": does not know the attack A1");
            attacks.add(List.of(examples.get(0)));
            attacks.finish("unaware", "eyeglass frame", tasks);
        }
        assertThat(Files.readAllLines(journal)).isEqualTo(lines);
        bringsBackTheSummary();
    }

    @Test
    void refusesAMissingPicture() throws IOException {
        for (String name : List.of("A2.png", "A1-plain.png", "A1-region.png")) {
            Path file = folder.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            assertBad(SmallSystem.FACES, file + ": there is no such file");
            Files.write(file, bytes);
        }
        assertThat(read(SmallSystem.FACES)).hasSize(2);
    }

    @Test
    void refusesAPictureOfAnotherSize() throws IOException {
        Path file = folder.resolve("A2-region.png");
        Pictures.writePng(file, Image.filled(150, 149, new Color(0, 0, 0)));
        assertBad(
                SmallSystem.FACES,
                file + ": is 150x149, must be 150x150 as "
                        + examples.get(1).face().id() + " is");
    }

    @Test
    void refusesADamagedPicture() throws IOException {
        Files.writeString(folder.resolve("A1.png"), "x");
        assertThatThrownBy(() -> read(SmallSystem.FACES))
                .isInstanceOf(PictureException.class)
                .hasMessage(folder.resolve("A1.png") + ": is no JPEG, PNG, BMP or WebP picture");
    }

    @Test
    void refusesAnotherPictureInThePlaceOfOneOfAnAttack() throws IOException {
        for (String name : List.of("A1.png", "A1-plain.png", "A1-region.png")) {
            Path file = folder.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            Pictures.writePng(file, Image.filled(150, 150, new Color(1, 1, 1)));
            assertBad(
                    SmallSystem.FACES,
                    file + ": is not the picture that the attack wrote: its SHA-256 is not that in "
                            + folder.resolve("journal.jsonl"));
            try (AttackFolder attacks = AttackFolder.open(folder)) {
                assertThatThrownBy(attacks::checkPictures)
                        .hasMessage(folder + ": has other pictures than its journal says: " + name + " has changed");
            }
            Files.write(file, bytes);
        }
        assertThat(read(SmallSystem.FACES)).hasSize(2);
        try (AttackFolder attacks = AttackFolder.open(folder)) {
            attacks.checkPictures();
        }
    }

    @Test
    void refusesAChangedNumber() throws IOException {
        Path summary = folder.resolve("attacks.json");
        String text = Files.readString(summary);
        Files.writeString(summary, text.replaceFirst("\"iterations\": \\d+", "\"iterations\": 77"));
        assertBad(
                SmallSystem.FACES,
                summary + ": is not what the run wrote: its SHA-256 is not that in "
                        + folder.resolve("checksums.sha256"));
        Files.writeString(summary, text);
        Path journal = folder.resolve("journal.jsonl");
        Files.writeString(
                journal, Files.readString(journal).replaceFirst("iterations\\\\\":\\d+", "iterations\\\\\":77"));
        assertBad(
                SmallSystem.FACES,
                journal + ", line 1: was changed or damaged: its SHA-256 is not that of what it says");
    }

    @Test
    void refusesTheJournalOfOtherAttacksWithTheSameNames() throws IOException {
        Path others = temporary.resolve("others");
        List<AdversarialExample> longer = new GradientAttack(GradientAttackConfig.PATIENT.withMaxIterations(1))
                .craft(tasks, EyeglassFrame.DEFAULT, SmallSystem.SYSTEM.whiteBox(), RunContext.of(1));
        try (AttackFolder attacks = AttackFolder.open(others)) {
            attacks.add(longer);
        }
        Path journal = folder.resolve("journal.jsonl");
        Files.copy(others.resolve("journal.jsonl"), journal, StandardCopyOption.REPLACE_EXISTING);
        assertBad(SmallSystem.FACES, journal + ": says something else of the attack A1 than attacks.json");
    }

    @Test
    void refusesAFaceThatTheDataSetLacks() {
        FaceSet others =
                new FaceSet("others", SmallSystem.FACES.alignment(), SmallSystem.FACES.of(new Identity("John_Savage")));
        assertBad(
                others,
                folder.resolve("attacks.json") + ": the attack A1 is of the face "
                        + examples.get(0).face().id() + ", which the data set lacks");
    }

    @Test
    void refusesToReadPicturesFromElsewhere() throws IOException {
        Path summary = folder.resolve("attacks.json");
        String outside = Files.readString(summary).replace("\"A1\"", "\"../A1\"");
        new Checksums(folder).write(summary, outside.getBytes(StandardCharsets.UTF_8));
        assertBad(SmallSystem.FACES, summary + ": names a picture outside the folder: ../A1");
    }

    @Test
    void refusesAFolderWithoutASummary() throws IOException {
        Files.delete(folder.resolve("attacks.json"));
        assertBad(SmallSystem.FACES, folder.resolve("attacks.json") + ": there is no such file");
    }

    private List<AdversarialExample> read(FaceSet faces) throws IOException {
        try (AttackFolder attacks = AttackFolder.open(folder)) {
            ExampleSource source =
                    attacks.examples(faces, SmallSystem.SYSTEM.recognizer().gallery());
            return source.read(0, source.size());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void assertBad(FaceSet faces, String message) {
        assertThatThrownBy(() -> read(faces)).isInstanceOf(IOException.class).hasMessage(message);
    }
}
