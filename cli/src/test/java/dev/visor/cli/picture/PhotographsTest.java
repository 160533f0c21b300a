package dev.visor.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.cli.CommandRun;
import dev.visor.cli.SharedRun;
import dev.visor.face.Similarity;
import dev.visor.face.SimilarityWarp;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photographs in place of aligned faces. */
class PhotographsTest {

    @TempDir
    static Path dir;

    private static List<Path> crops = List.of();

    @BeforeAll
    static void makePhotographs() throws IOException {
        try (Stream<Path> files = Files.walk(SharedRun.faces())) {
            crops = files.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path crop : crops) {
            Path person = Files.createDirectories(
                    dir.resolve("photos").resolve(crop.getParent().getFileName()));
            Pictures.writePng(person.resolve(stem(crop) + ".png"), photograph(Pictures.read(crop)));
        }
        Pictures.writePng(dir.resolve("wall.png"), Image.filled(300, 200, new Color(0.5f, 0.4f, 0.3f)));
    }

    private static String stem(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    }

    /** Returns a crop as a part of a larger picture, turned a little. */
    private static Image photograph(Image crop) {
        Similarity there = new Similarity(0.99, 0.12, 160, 60);
        return SimilarityWarp.onBlack(there, 520, 360).apply(crop);
    }

    private static String run() {
        return SharedRun.trained().toString();
    }

    @Test
    void defendFindsTheFaceInAPhotographAndSaysSo() {
        Path photograph = photographOf(crops.get(1));
        CommandRun defend =
                CommandRun.good("defend", photograph.toString(), "--run", run(), "--defense", "saliency-mask");
        assertThat(defend.messages()).contains(photograph + ": is a photograph; aligned its face");
        assertThat(defend.out()).startsWith(photograph + ": John_");
    }

    @Test
    void aPictureWithoutAFaceIsNobody() {
        Path wall = dir.resolve("wall.png");
        CommandRun defend = CommandRun.of("defend", wall.toString(), "--run", run());
        assertThat(defend.code()).isEqualTo(2);
        assertThat(defend.messages()).contains("visor: " + wall + ": shows no face that the detector finds");
        assertThat(defend.out()).isEmpty();
        assertThat(CommandRun.of("inspect", wall.toString(), "--run", run()).code())
                .isEqualTo(2);
    }

    @Test
    void alignMakesAFolderThatTrainsAndListsWhatItDidNotFind() throws IOException {
        Path mixed = dir.resolve("mixed");
        for (Path crop : crops.subList(0, 2)) {
            Path person = Files.createDirectories(mixed.resolve(crop.getParent().getFileName()));
            Files.copy(photographOf(crop), person.resolve(stem(crop) + ".png"));
            Pictures.writePng(person.resolve("wall.png"), Pictures.read(dir.resolve("wall.png")));
        }
        Path out = dir.resolve("aligned");
        CommandRun align =
                CommandRun.good("data", "align", mixed.toString(), "--out", out.toString(), "--alignment", "dlib");
        assertThat(align.out()).contains("not found: ", "wall.png", "no face", "wrote 2 faces to " + out);
        assertThat(Files.readString(out.resolve("not-found.csv"))).contains("wall.png\",\"no face\"");
        Path person = out.resolve(crops.get(0).getParent().getFileName());
        Image face = Pictures.read(person.resolve(stem(crops.get(0)) + ".png"));
        assertThat(face.width()).isEqualTo(150);
        assertThat(face.height()).isEqualTo(150);
        assertThat(Pictures.read(out.resolve("contact-sheet.png")).width()).isGreaterThan(96);
        CommandRun again = CommandRun.of("data", "align", mixed.toString(), "--out", out.toString());
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.messages())
                .containsExactly("visor: " + out + ": is not empty, must be a new or an empty folder");
    }

    @Test
    void photographsWithoutAnyFaceLeaveNothing() throws IOException {
        Path walls = Files.createDirectories(dir.resolve("walls/Al"));
        Files.copy(dir.resolve("wall.png"), walls.resolve("1.png"));
        Path out = dir.resolve("nothing");
        CommandRun align = CommandRun.of("data", "align", dir.resolve("walls").toString(), "--out", out.toString());
        assertThat(align.code()).isEqualTo(2);
        assertThat(align.messages())
                .contains("visor: " + dir.resolve("walls")
                        + ": has no usable face in 1 file; the first is Al/1.png: no face");
        assertThat(out).doesNotExist();
    }

    @Test
    void aFileThatIsNoYuNetIsRefused() throws IOException {
        Path file = Files.writeString(dir.resolve("no.onnx"), "nothing");
        CommandRun align = CommandRun.of(
                "data",
                "align",
                dir.resolve("photos").toString(),
                "--out",
                dir.resolve("x").toString(),
                "--detector",
                file.toString());
        assertThat(align.code()).isEqualTo(2);
        assertThat(align.messages())
                .containsExactly(
                        "visor: " + file + ": is no YuNet network that OpenCV can read, must be an ONNX file as"
                                + " its FaceDetectorYN takes it");
        CommandRun none = CommandRun.of(
                "data", "align", dir.toString(), "--out", dir.resolve("x").toString(), "--detector", "none.onnx");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.messages())
                .containsExactly("visor: --detector: there is no file \"none.onnx\", must be YuNet as an ONNX file or"
                        + " one of [embedded]");
    }

    @Test
    void aFolderOfPhotographsTrainsWithTheAlignmentDetect() {
        CommandRun training = CommandRun.good(
                "train",
                "--faces",
                dir.resolve("photos").toString(),
                "--alignment",
                "detect",
                "--out",
                dir.resolve("run").toString(),
                "--epochs",
                "2",
                "--set",
                "defenses={none: []}",
                "--set",
                "tuning=none");
        assertThat(training.out()).contains("training faces recognized");
    }

    @Test
    void photographsThatArePresentedAsCropsAreRefused() {
        String photos = dir.resolve("photos").toString();
        String run = dir.resolve("none").toString();
        CommandRun training = CommandRun.of("train", "--faces", photos, "--alignment", "dlib", "--out", run);
        assertThat(training.code()).isEqualTo(2);
        assertThat(training.err())
                .contains("visor: " + photos
                        + ": 12 of 12 pictures are not aligned to dlib, whose eyes are at (0.32, 0.31)")
                .contains(" and 7 more; align photographs with visor data align or alignment: detect");
        assertThat(dir.resolve("none/recognizer.safetensors")).doesNotExist();
    }

    @Test
    void checkListsPhotographsThatArePresentedAsCrops() {
        CommandRun check =
                CommandRun.good("data", "check", dir.resolve("photos").toString(), "--alignment", "dlib");
        assertThat(check.out())
                .contains("eyes elsewhere than dlib, whose eyes are at (0.32, 0.31) and (0.67, 0.31): 12")
                .containsPattern("John_Salley/.*.png: eyes at \\(0.\\d\\d, 0.\\d\\d\\) and .*, \\d.\\d\\d distances")
                .contains("place of the eyes: as expected in 0 of 12 aligned faces, elsewhere in 12, no face seen in 0")
                .contains("training: cannot use this folder: 12 of 12 pictures have their eyes elsewhere than dlib");
        CommandRun good = CommandRun.good("data", "check", SharedRun.faces().toString());
        assertThat(good.out()).contains("elsewhere in 0").doesNotContain("eyes elsewhere than");
    }

    @Test
    void enrollVerifyAndIdentifyTakePhotographs() throws IOException {
        Path gallery = dir.resolve("gallery.safetensors");
        Path wall = dir.resolve("wall.png");
        Path people = dir.resolve("people");
        for (Path crop : crops) {
            Path person =
                    Files.createDirectories(people.resolve(crop.getParent().getFileName()));
            Files.copy(photographOf(crop), person.resolve(stem(crop) + ".png"));
        }
        Path first = people.resolve(crops.get(0).getParent().getFileName());
        Files.copy(wall, first.resolve("wall.png"));
        CommandRun enrolled = CommandRun.good(
                "enroll", people.toString(), "--gallery", gallery.toString(), "--false-match-rate", "0.1");
        assertThat(enrolled.messages())
                .contains(
                        "left out: " + first.getFileName() + "/wall.png: shows no face that the detector finds",
                        "aligned the faces of 12 photographs");
        assertThat(enrolled.out()).contains("3 people, mean templates of resnet29");
        CommandRun match = CommandRun.good(
                "verify",
                photographOf(crops.get(0)).toString(),
                crops.get(0).toString(),
                "--gallery",
                gallery.toString());
        assertThat(match.out()).startsWith("match: similarity 0.9");
        CommandRun none = CommandRun.of(
                "verify", wall.toString(), photographOf(crops.get(0)).toString(), "--threshold", "0.9");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("visor: " + wall + ": shows no face that the detector finds");
        assertThat(CommandRun.of("identify", wall.toString(), "--gallery", gallery.toString())
                        .code())
                .isEqualTo(2);
        Path walls = Files.createDirectories(dir.resolve("more/Nobody"));
        Files.copy(wall, walls.resolve("1.png"));
        CommandRun nobody =
                CommandRun.of("enroll", walls.getParent().toString(), "--add", "--gallery", gallery.toString());
        assertThat(nobody.code()).isEqualTo(2);
        assertThat(nobody.messages())
                .contains(
                        "visor: " + walls.getParent() + ": people without a picture that can be used: 1, must be none:"
                                + " Nobody (Nobody/1.png: shows no face that the detector finds)");
    }

    @Test
    void aGalleryRemembersWhatIsDoneToPicturesBeforeANetworkOfAFile() throws IOException {
        Path gallery = dir.resolve("imported.safetensors");
        String network = Path.of(Objects.requireNonNull(PhotographsTest.class.getResource("small.onnx"))
                        .getPath())
                .toString();
        String faces = SharedRun.faces().toString();
        String[] enroll = {
            "enroll",
            faces,
            "--gallery",
            gallery.toString(),
            "--network",
            network,
            "--false-match-rate",
            "0.5",
            "--size",
            "64"
        };
        CommandRun guessed = CommandRun.good(enroll);
        assertThat(guessed.err()).contains("note: what is done to pictures is guessed (RGB, (x-127.5)/127.5), because");
        Files.delete(gallery);
        CommandRun given = CommandRun.good(Stream.concat(Stream.of(enroll), Stream.of("--input", "BGR, (x-100)/128"))
                .toArray(String[]::new));
        assertThat(given.err()).doesNotContain("guessed");
        String[] identify = {"identify", crops.get(0).toString(), "--gallery", gallery.toString(), "--network", network
        };
        CommandRun identified = CommandRun.good(identify);
        assertThat(identified.out()).contains(crops.get(0).toString());
        CommandRun other =
                CommandRun.of(Stream.concat(Stream.of(identify), Stream.of("--input", "RGB, (x-127.5)/127.5"))
                        .toArray(String[]::new));
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err())
                .contains(
                        "visor: illegal --input: RGB, (x-127.5)/127.5, the gallery was enrolled with BGR, (x-100.0)/128.0");
        CommandRun unnamed = CommandRun.of("identify", crops.get(0).toString(), "--gallery", gallery.toString());
        assertThat(unnamed.code()).isEqualTo(2);
        assertThat(unnamed.err())
                .contains("visor: --network is missing: the gallery was enrolled with the file small.onnx");
    }

    private static Path photographOf(Path crop) {
        return dir.resolve("photos").resolve(crop.getParent().getFileName()).resolve(stem(crop) + ".png");
    }
}
