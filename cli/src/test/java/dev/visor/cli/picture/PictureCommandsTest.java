package dev.visor.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.cli.CommandRun;
import dev.visor.cli.Fixtures;
import dev.visor.cli.SharedRun;
import dev.visor.image.Image;
import dev.visor.image.Resizing;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with single pictures, and with bad ones among good ones. */
class PictureCommandsTest {

    @TempDir
    static Path dir;

    @BeforeAll
    static void addBadPictures() throws IOException {
        Fixtures.copy(SharedRun.faces(), dir.resolve("faces"));
        Fixtures.truncatedJpeg(dir.resolve("faces/John_Salley/half.jpg"));
        Fixtures.bomb(dir.resolve("faces/John_Savage/bomb.png"));
        Files.writeString(dir.resolve("faces/John_Savage/notes.txt"), "no picture");
    }

    @Test
    void trainingPrintsWhatItLeavesOutAndGoesOn() {
        CommandRun training = CommandRun.good(
                "train",
                "--faces",
                dir.resolve("faces").toString(),
                "--out",
                dir.resolve("run").toString(),
                "--epochs",
                "2",
                "--set",
                "defenses={none: []}",
                "--set",
                "tuning=none");
        assertThat(training.messages()).hasSize(3);
        assertThat(training.messages().get(0)).startsWith("left out: John_Salley/half.jpg: is cut off after ");
        assertThat(training.messages().get(1))
                .startsWith("left out: John_Savage/bomb.png: is 30000x30000 pixels, must");
        assertThat(training.messages().get(2))
                .isEqualTo("left out: John_Savage/notes.txt: is no JPEG, PNG, BMP or WebP picture");
        assertThat(training.out()).contains("training faces recognized   9/9 = ", "held-out faces recognized   ");
    }

    @Test
    void inspectPrintsWhoItIsAndDraws() throws IOException {
        Path drawn = dir.resolve("drawn/one.png");
        CommandRun inspect =
                CommandRun.good("inspect", face(2).toString(), "--run", run(), "--picture", drawn.toString());
        assertThat(inspect.out().lines())
                .hasSize(4)
                .anyMatch(line -> line.matches("before   John_\\w+ \\d+\\.\\d %"))
                .anyMatch(line -> line.matches("after    John_\\w+ \\d+\\.\\d %"))
                .anyMatch(line -> line.matches("defense  saliency mask; masked \\d+\\.\\d %"))
                .contains("wrote    " + drawn);
        Image sheet = Pictures.read(drawn);
        assertThat(sheet.width()).isGreaterThan(4 * 300);
        assertThat(sheet.height()).isGreaterThanOrEqualTo(300);
    }

    @Test
    void aPictureThatIsReadIsNeverOverwritten() throws IOException {
        Path own = Files.copy(face(2), dir.resolve("own.png"));
        Path link = Files.createSymbolicLink(dir.resolve("link.png"), own);
        byte[] bytes = Files.readAllBytes(own);
        for (List<Path> paths : List.of(List.of(own, link), List.of(link, own), List.of(own, own))) {
            Path target = paths.get(1);
            CommandRun run =
                    CommandRun.of("inspect", paths.get(0).toString(), "--run", run(), "--picture", target.toString());
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.messages())
                    .containsExactly("visor: " + target + ": is the same file as " + paths.get(0)
                            + ", which is read, must be another file");
        }
        CommandRun json = CommandRun.of("defend", own.toString(), "--run", run(), "--json", link.toString());
        assertThat(json.code()).isEqualTo(2);
        Path cleansed = Files.copy(own, dir.resolve("own-cleansed.png"));
        CommandRun overwriting = CommandRun.of(
                "defend", own.toString(), cleansed.toString(), "--run", run(), "--cleansed", dir.toString());
        assertThat(overwriting.code()).isEqualTo(2);
        assertThat(own).hasBinaryContent(bytes);
        assertThat(cleansed).hasBinaryContent(bytes);
        assertThat(link).isSymbolicLink();
    }

    @Test
    void inspectTakesAnyDefenseThatMasks() {
        for (String defense : List.of("article_absolute", "TUNED", "found", "hardened", "local-gradients-smoothing")) {
            Path drawn = dir.resolve(defense + ".png");
            CommandRun.good(
                    "inspect", face(1).toString(), "--run", run(), "--defense", defense, "--picture", drawn.toString());
            assertThat(drawn).isNotEmptyFile();
        }
        Path drawn = dir.resolve("none.png");
        CommandRun refused = CommandRun.of(
                "inspect", face(1).toString(), "--run", run(), "--defense", "none", "--picture", drawn.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).startsWith("visor: the defense masks nothing: ");
        assertThat(drawn).doesNotExist();
    }

    @Test
    void anAlignedPictureOfAnotherSizeIsResized() throws IOException {
        Path large = dir.resolve("large.png");
        Pictures.writePng(large, Resizing.resize(Pictures.read(face(1)), 300, 300));
        Path cleansed = dir.resolve("resized");
        cleanse("saliency-mask", cleansed, large);
        assertThat(Pictures.read(cleansed.resolve("large-cleansed.png"))).hasToString("Image[150x150]");
    }

    @Test
    void defendChangesOnlyWhatItMasks() throws IOException {
        Path cleansed = dir.resolve("one");
        CommandRun defend = cleanse("saliency-mask", cleansed, face(1));
        assertThat(defend.out().lines())
                .hasSize(2)
                .anyMatch(line -> line.matches(".*1\\.png: John_\\w+ \\d+\\.\\d % -> John_\\w+ \\d+\\.\\d %"))
                .anyMatch(line -> line.matches(".*1\\.png: masked \\d+\\.\\d %, wrote .*"));
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
        CommandRun defend = cleanse("ARTICLE_ABSOLUTE", cleansed, dir.resolve("faces/John_Salley"));
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
        CommandRun defend = cleanse("rejecting mask", cleansed, face(1), other);
        assertThat(names(cleansed)).containsExactly("1-2-cleansed.png", "1-cleansed.png");
        assertThat(defend.out().lines().toList().get(3))
                .startsWith(other.toString())
                .endsWith("wrote " + cleansed.resolve("1-2-cleansed.png"));
        assertThat(changedShare(Pictures.read(other), Pictures.read(cleansed.resolve("1-2-cleansed.png"))))
                .isLessThan(0.3);
    }

    @Test
    void ofAttacksOnlyTheAdversarialPicturesAreTaken() {
        Path attacks = SharedRun.whole().resolve("attacks");
        CommandRun one = defend("none", attacks.resolve("unaware/eyeglass frame"));
        assertThat(one.out().lines())
                .hasSize(5)
                .allMatch(line ->
                        line.matches(".*/unaware/eyeglass frame/E\\d+_\\w+\\.png: John_\\w+ .* -> John_\\w+ .*"))
                .noneMatch(line -> line.matches(".*-(region|plain)\\.png.*"));
        assertThat(one.messages()).isEmpty();
        CommandRun all = defend("none", attacks);
        assertThat(all.out().lines())
                .hasSize(5 + 1 + 4 * 2)
                .anyMatch(line -> line.contains("/adaptive/eyeglass frame/found/E"))
                .noneMatch(line -> line.matches(".*-(region|plain)\\.png.*"));
    }

    private static CommandRun defend(String defense, Path... pictures) {
        List<String> args = new ArrayList<>(List.of("defend", "--run", run(), "--defense", defense));
        Stream.of(pictures).map(Path::toString).forEach(args::add);
        return CommandRun.good(args.toArray(String[]::new));
    }

    private static CommandRun cleanse(String defense, Path cleansed, Path... pictures) {
        List<String> args = new ArrayList<>(List.of("defend", "--run", run(), "--defense", defense));
        args.addAll(List.of("--cleansed", cleansed.toString()));
        Stream.of(pictures).map(Path::toString).forEach(args::add);
        return CommandRun.good(args.toArray(String[]::new));
    }

    private static String run() {
        return SharedRun.whole().toString();
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
