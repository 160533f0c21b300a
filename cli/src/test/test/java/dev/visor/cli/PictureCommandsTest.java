package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.image.Image;
import dev.visor.image.Resizing;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with single pictures, and with bad ones among good ones. */
class PictureCommandsTest {

    @TempDir
    static Path dir;

    private static String run = "";
    private static CommandRun training = new CommandRun(-1, "", "");

    @BeforeAll
    static void trainWithBadPicturesAmongGoodOnes() throws IOException {
        Path faces = Fixtures.faces(dir.resolve("faces"));
        Fixtures.truncatedJpeg(faces.resolve("John_Salley/half.jpg"));
        Fixtures.bomb(faces.resolve("John_Savage/bomb.png"));
        Files.writeString(faces.resolve("John_Savage/notes.txt"), "no picture");
        run = dir.resolve("run").toString();
        training = CommandRun.good("train", "--faces", faces.toString(), "--out", run);
    }

    @Test
    void trainingTellsWhatItLeavesOutAndGoesOn() {
        assertThat(training.messages()).hasSize(3);
        assertThat(training.messages().get(0)).startsWith("left out: John_Salley/half.jpg: is cut off after ");
        assertThat(training.messages().get(1))
                .startsWith("left out: John_Savage/bomb.png: is 30000x30000 pixels, must");
        assertThat(training.messages().get(2))
                .isEqualTo("left out: John_Savage/notes.txt: is no JPEG, PNG, BMP or WebP picture");
        assertThat(training.out()).contains("training faces recognized   9/9 = ", "held-out faces recognized   ");
    }

    @Test
    void inspectTellsWhoItIsAndDraws() throws IOException {
        Path drawn = dir.resolve("drawn/one.png");
        CommandRun inspect =
                CommandRun.good("inspect", face(2).toString(), "--out", run, "--picture", drawn.toString());
        assertThat(inspect.out().lines())
                .hasSize(4)
                .anyMatch(line -> line.matches("before   John_\\w+ \\d+\\.\\d %"))
                .anyMatch(line -> line.matches("after    John_\\w+ \\d+\\.\\d %"))
                .anyMatch(line ->
                        line.startsWith("defense  relative gradient times input map, mu = 0.93 (quantile), n = 2,"))
                .contains("wrote    " + drawn);
        Image sheet = Pictures.read(drawn);
        assertThat(sheet.width()).isGreaterThan(4 * 300);
        assertThat(sheet.height()).isGreaterThanOrEqualTo(300);
    }

    @Test
    void inspectTakesOtherSettings() {
        CommandRun inspect = CommandRun.good(
                "inspect",
                face(1).toString(),
                "--out",
                run,
                "--picture",
                dir.resolve("two.png").toString(),
                "--defense",
                "article",
                "--mu",
                "0.5",
                "--n",
                "3",
                "--phi",
                "7");
        assertThat(inspect.out()).contains("absolute map, mu = 0.5 (quantile), n = 3, phi = 7 at 150 pixels, zero");
    }

    @Test
    void anAlignedPictureOfAnotherSizeIsResized() throws IOException {
        Path large = dir.resolve("large.png");
        Pictures.writePng(large, Resizing.resize(Pictures.read(face(1)), 300, 300));
        Path cleansed = dir.resolve("resized");
        CommandRun.good(
                "defend",
                large.toString(),
                "--out",
                run,
                "--defense",
                "saliency_mask",
                "--cleansed",
                cleansed.toString());
        assertThat(Pictures.read(cleansed.resolve("large-cleansed.png"))).hasToString("Image[150x150]");
    }

    @Test
    void defendChangesOnlyWhatItMasks() throws IOException {
        Path cleansed = dir.resolve("one");
        CommandRun defend = CommandRun.good(
                "defend",
                face(1).toString(),
                "--out",
                run,
                "--defense",
                "saliency_mask",
                "--cleansed",
                cleansed.toString());
        assertThat(defend.out())
                .matches(
                        "(?s).*1\\.png: John_\\w+ \\d+\\.\\d % -> John_\\w+ \\d+\\.\\d %, masked \\d+\\.\\d %, wrote .*");
        Image before = Pictures.read(face(1));
        Image after = Pictures.read(cleansed.resolve("1-cleansed.png"));
        assertThat(changedShare(before, after)).isBetween(0.001, 0.3);
    }

    private static double changedShare(Image before, Image after) {
        int changed = 0;
        for (int row = 0; row < before.height(); row++) {
            for (int column = 0; column < before.width(); column++) {
                for (int channel = 0; channel < Image.CHANNELS; channel++) {
                    if (before.value(channel, row, column) != after.value(channel, row, column)) {
                        changed++;
                        break;
                    }
                }
            }
        }
        return (double) changed / (before.width() * before.height());
    }

    @Test
    void defendLeavesOutABadPictureOfAFolder() throws IOException {
        Path cleansed = dir.resolve("folder");
        CommandRun defend = CommandRun.good(
                "defend",
                dir.resolve("faces/John_Salley").toString(),
                "--out",
                run,
                "--defense",
                "article",
                "--cleansed",
                cleansed.toString());
        assertThat(defend.messages()).hasSize(1);
        assertThat(defend.messages().get(0))
                .startsWith("left out: " + dir.resolve("faces/John_Salley/half.jpg") + ": is cut off after ");
        assertThat(names(cleansed))
                .containsExactly("1-cleansed.png", "2-cleansed.png", "3-cleansed.png", "4-cleansed.png");
    }

    @Test
    void picturesOfOneNameAreKeptApart() throws IOException {
        Path cleansed = dir.resolve("apart");
        Path other = dir.resolve("faces/John_Savage/1.png");
        CommandRun defend = CommandRun.good(
                "defend",
                face(1).toString(),
                other.toString(),
                "--out",
                run,
                "--defense",
                "SALIENCY_MASK",
                "--cleansed",
                cleansed.toString());
        assertThat(names(cleansed)).containsExactly("1-2-cleansed.png", "1-cleansed.png");
        assertThat(defend.out().lines().toList().get(1))
                .startsWith(other.toString())
                .endsWith("wrote " + cleansed.resolve("1-2-cleansed.png"));
        assertThat(changedShare(Pictures.read(other), Pictures.read(cleansed.resolve("1-2-cleansed.png"))))
                .isLessThan(0.3);
    }

    private static Path face(int number) {
        return dir.resolve("faces/John_Salley").resolve(number + ".png");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
