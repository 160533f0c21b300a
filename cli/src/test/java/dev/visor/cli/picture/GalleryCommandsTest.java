package dev.visor.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.cli.CommandRun;
import dev.visor.cli.Fixtures;
import dev.visor.cli.SharedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People are enrolled in a gallery file, and pictures are compared with it. */
class GalleryCommandsTest {

    @TempDir
    static Path dir;

    private static Path gallery;
    private static List<Path> people;
    private static CommandRun enrolled;

    @BeforeAll
    static void enroll() throws IOException {
        Path faces = Fixtures.copy(SharedRun.faces(), dir.resolve("faces"));
        try (Stream<Path> folders = Files.list(faces)) {
            people = folders.sorted().toList();
        }
        // The third person is a stranger, and everybody's last picture is not enrolled.
        Files.createDirectory(dir.resolve("later"));
        Files.move(people.get(2), dir.resolve("later").resolve(people.get(2).getFileName()));
        for (Path person : people.subList(0, 2)) {
            Files.move(person.resolve("4.png"), dir.resolve(person.getFileName() + "-4.png"));
        }
        gallery = dir.resolve("gallery.safetensors");
        enrolled = CommandRun.good(
                "enroll", faces.toString(), "--gallery", gallery.toString(), "--false-match-rate", "0.2");
    }

    private static String name(int person) {
        return people.get(person).getFileName().toString();
    }

    private static Path later(int picture) {
        return dir.resolve("later").resolve(name(2)).resolve(picture + ".png");
    }

    @Test
    void enrollShowsPeopleAndThreshold() {
        assertThat(enrolled.out())
                .contains(name(0), name(1))
                .containsPattern(
                        "2 people, mean templates of resnet29; threshold 0\\.\\d{4}, reached by 1 of 6 impostor");
        CommandRun listed = CommandRun.good("enroll", "--gallery", gallery.toString());
        assertThat(listed.out()).isEqualTo(enrolled.out());
    }

    @Test
    void verifyEndsWithThreeUnlessThePicturesMatch() {
        String[] same = {
            "verify",
            people.get(0).resolve("1.png").toString(),
            people.get(0).resolve("1.png").toString()
        };
        CommandRun match = CommandRun.of(same[0], same[1], same[2], "--gallery", gallery.toString());
        assertThat(match.code()).as(match.err()).isZero();
        assertThat(match.out()).startsWith("match: similarity 1.0000, threshold 0.");
        CommandRun other =
                CommandRun.of("verify", same[1], later(1).toString(), "--threshold", "0.999", "--alignment", "dlib");
        assertThat(other.code()).isEqualTo(3);
        assertThat(other.out()).startsWith("no match: similarity 0.").endsWith("threshold 0.9990\n");
    }

    @Test
    void identifyNamesPeopleAndStrangers() throws IOException {
        Path json = dir.resolve("answers.json");
        Path known = dir.resolve(name(1) + "-4.png");
        CommandRun run = CommandRun.good(
                "identify",
                known.toString(),
                later(2).toString(),
                "--gallery",
                gallery.toString(),
                "--json",
                json.toString());
        assertThat(run.out().lines().toList().get(0)).startsWith(known + ": " + name(1) + ", similarity 0.");
        assertThat(run.out().lines().toList().get(1)).containsPattern(": (unknown, nearest|\\w+, similarity) .*0\\.");
        assertThat(Files.readString(json)).contains("\"nearest\": \"" + name(1) + "\"");
    }

    @Test
    void peopleAreAddedAndRemoved() throws IOException {
        Path changed = Files.copy(gallery, dir.resolve("changed.safetensors"));
        CommandRun added =
                CommandRun.good("enroll", dir.resolve("later").toString(), "--add", "--gallery", changed.toString());
        assertThat(added.out()).contains(name(2)).contains("3 people").contains("of 20 impostor pairs");
        CommandRun removed = CommandRun.good("enroll", "--gallery", changed.toString(), "--remove", name(2));
        assertThat(removed.out()).doesNotContain(name(2)).contains("of 6 impostor pairs");
        assertThat(Files.readAllBytes(changed)).isEqualTo(Files.readAllBytes(gallery));
    }

    @Test
    void badInputIsOneLineAndChangesNothing() throws IOException {
        byte[] before = Files.readAllBytes(gallery);
        String file = gallery.toString();
        String faces = dir.resolve("faces").toString();
        String later = dir.resolve("later").toString();
        String fresh = dir.resolve("new.safetensors").toString();
        String picture = later(1).toString();
        refused("must be at least 0.17 with 6 impostor pairs", "enroll", faces, "--gallery", fresh);
        refused("illegal gallery: 1 person, must be at least 2", "enroll", later, "--gallery", fresh);
        refused(
                "illegal threshold: 0.9999, must be at most",
                "enroll",
                faces,
                "--gallery",
                fresh,
                "--threshold",
                "0.9999");
        refused("is there already; --add adds people to it", "enroll", faces, "--gallery", file);
        refused("unknown person: \"Nobody\"", "enroll", "--gallery", file, "--remove", "Nobody");
        refused("1 person would be left, must be at least 2", "enroll", "--gallery", file, "--remove", name(0));
        refused("no threshold: name a --gallery", "verify", picture, picture);
        refused("illegal --threshold: 1.5, must be in (-1, 1)", "verify", picture, picture, "--threshold", "1.5");
        refused(
                "is no gallery (visor-gallery-1)",
                "identify",
                picture,
                "--gallery",
                SharedRun.trained().resolve("recognizer.safetensors").toString());
        refused("vgg16 has no embedded weights", "identify", picture, "--gallery", file, "--network", "vgg16");
        assertThat(Files.readAllBytes(gallery)).isEqualTo(before);
        assertThat(Path.of(fresh)).doesNotExist();
    }

    private static void refused(String message, String... args) {
        CommandRun run = CommandRun.of(args);
        assertThat(run.code()).as(String.join(" ", args)).isEqualTo(2);
        assertThat(run.messages()).hasSize(1);
        assertThat(run.err()).contains(message);
        assertThat(run.out()).isEmpty();
    }
}
