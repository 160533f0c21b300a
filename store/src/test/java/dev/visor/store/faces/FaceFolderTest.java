package dev.visor.store.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceSource;
import dev.visor.face.Identity;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.store.file.FileNames;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceFolderTest {

    @TempDir
    Path temporary;

    @Test
    void loadsPeopleByNameAndPicturesInCountingOrder() throws IOException {
        Path folder = people("Bo", "Al");
        picture("Al/10.png", 150, 150, 0.4f);
        picture("Al/.hidden.png", 10, 10, 0.4f);
        FaceSource.Loaded loaded = FaceFolder.load(folder, FaceSelection.ALL);
        assertThat(loaded.leftOut()).isEmpty();
        assertThat(loaded.faces().faces())
                .extracting(Face::id)
                .containsExactly("Al/1.png", "Al/2.png", "Al/10.png", "Bo/1.png", "Bo/2.png");
        Face face = loaded.faces().faces().get(2);
        assertThat(face.identity().name()).isEqualTo("Al");
        assertThat(face.image()).isEqualTo(image(150, 150, 0.4f));
        assertThat(face.landmarks()).isEqualTo(Alignment.DLIB.landmarks(150, 150));
        assertThat(loaded.faces().alignment()).isEqualTo(Alignment.DLIB);
        assertThat(loaded.faces().name()).isEqualTo("faces");
    }

    @Test
    void namesThatLookAlikeAreRefusedAsPairs() throws IOException {
        Path folder = people("Al", "Bo", "AL ", "bo");
        assertThatThrownBy(() -> FaceFolder.load(folder, FaceSelection.ALL))
                .isInstanceOf(FaceFolderException.class)
                .hasMessage(folder + ": the names \"AL \" and \"Al\" look alike, and the names \"Bo\" and \"bo\" look"
                        + " alike; they must differ in letters");
    }

    @Test
    void filesThatLookAlikeAreRefusedButForCase() throws IOException {
        Path folder = people("Al", "Bo");
        picture("Al/A.png", 150, 150, 0.4f);
        picture("Al/a.png", 150, 150, 0.5f);
        assertThat(FaceFolder.load(folder, FaceSelection.ALL).faces().faces()).hasSize(6);
        picture("Al/a.png ", 150, 150, 0.5f);
        assertThatThrownBy(() -> FaceFolder.load(folder, FaceSelection.ALL))
                .isInstanceOf(FaceFolderException.class)
                .hasMessageEndingWith(": the names \"a.png\" and \"a.png \" look alike; they must differ in letters");
    }

    @Test
    void namesAreTheSameInWhateverFormTheFileSystemHasThem() throws IOException {
        assumeTrue(FileNames.problemOfText("\u00f6").isEmpty(), "the locale is UTF-8");
        Path folder = people("Al", "Jo\u0308rg");
        picture("Al/U\u0308.png", 150, 150, 0.4f);
        FaceSource.Loaded loaded = FaceFolder.load(folder, FaceSelection.ALL);
        assertThat(loaded.faces().people()).containsExactly(new Identity("Al"), new Identity("J\u00f6rg"));
        assertThat(loaded.faces().faces()).extracting(Face::id).contains("Al/\u00dc.png", "J\u00f6rg/1.png");
        people("J\u00f6rg");
        assertThatThrownBy(() -> FaceFolder.load(folder, FaceSelection.ALL))
                .isInstanceOf(FaceFolderException.class)
                .hasMessageContaining("the names \"Jo\\u0308rg\" and \"J\\u00f6rg\" look alike");
    }

    @Test
    void reportsWhatItLeavesOut() throws IOException {
        Path folder = people("Al", "Bo");
        Files.writeString(file("Al/text.jpg"), "no picture");
        byte[] png = PictureCodec.encodePng(image(150, 150, 0.5f));
        Files.write(file("Al/part.png"), Arrays.copyOf(png, png.length - 5));
        Files.write(file("Al/empty.png"), new byte[0]);
        picture("Bo/small.png", 149, 150, 0.5f);
        picture("Bo/large.png", 1025, 8, 0.5f);
        Files.createDirectory(file("Bo/nested"));
        Files.writeString(file("readme.txt"), "about the faces");
        try (RandomAccessFile huge = new RandomAccessFile(file("Bo/huge.png").toFile(), "rw")) {
            huge.setLength(Pictures.MAX_FILE_BYTES + 1);
        }
        FaceSource.Loaded loaded = FaceFolder.load(folder, FaceSelection.ALL);
        assertThat(loaded.faces().faces()).hasSize(4);
        assertThat(loaded.leftOut())
                .containsExactly(
                        "Al/empty.png: is empty, must be a picture",
                        "Al/part.png: is cut off after " + (png.length - 5) + " bytes",
                        "Al/text.jpg: is no JPEG, PNG, BMP or WebP picture",
                        "Bo/huge.png: has 67108865 bytes, must have at most 67108864",
                        "Bo/large.png: is 1025x8 pixels, an aligned face must have at most 1024 a side",
                        "Bo/nested: is a folder, must be a picture",
                        "Bo/small.png: is 149x150 pixels, must be 150x150 as most are",
                        "readme.txt: lies in no person's folder");
    }

    @Test
    void doesNotFollowLinksOutOfTheFolder() throws IOException {
        Path folder = people("Al", "Bo");
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Path secret = Files.write(outside.resolve("1.png"), PictureCodec.encodePng(image(150, 150, 0.9f)));
        Files.createSymbolicLink(file("Al/out.png"), secret);
        Files.createSymbolicLink(file("Al/broken.png"), outside.resolve("none"));
        Files.createSymbolicLink(file("Al/twin.png"), file("Bo/1.png"));
        Files.createSymbolicLink(file("Cy"), outside);
        FaceSource.Loaded loaded = FaceFolder.load(folder, FaceSelection.ALL);
        assertThat(loaded.faces().faces())
                .extracting(Face::id)
                .containsExactly("Al/1.png", "Al/2.png", "Al/twin.png", "Bo/1.png", "Bo/2.png");
        assertThat(loaded.leftOut())
                .containsExactly(
                        "Al/broken.png: is a link to nothing",
                        "Al/out.png: is a link that leaves the folder",
                        "Cy: is a link that leaves the folder");
    }

    @Test
    void resizesToTheMostCommonSizeIfTheAlignmentIsGiven() throws IOException {
        Path folder = people("Al", "Bo");
        picture("Al/3.png", 300, 300, 0.6f);
        FaceSource.Loaded loaded = FaceFolder.load(folder, FaceSelection.aligned(Alignment.ARCFACE));
        assertThat(loaded.leftOut()).isEmpty();
        assertThat(loaded.faces().alignment()).isEqualTo(Alignment.ARCFACE);
        assertThat(loaded.faces().faces().get(2).image()).isEqualTo(image(150, 150, 0.6f));
    }

    @Test
    void knowsTheAlignmentOf112() throws IOException {
        for (String id : new String[] {"Al/1.png", "Al/2.png", "Bo/1.png", "Bo/2.png"}) {
            picture(id, 112, 112, 0.2f);
        }
        assertThat(FaceFolder.load(file("."), FaceSelection.ALL).faces().alignment())
                .isEqualTo(Alignment.ARCFACE);
    }

    @Test
    void refusesASizeWithoutAlignment() throws IOException {
        Path folder = people("Al", "Bo");
        for (String id : new String[] {"Al/1.png", "Al/2.png", "Al/3.png", "Bo/1.png"}) {
            picture(id, 64, 80, 0.1f);
        }
        assertBad(
                folder,
                ": most pictures are 64x80 pixels, must be 150x150 (dlib) or 112x112 (arcface) unless an alignment"
                        + " is given; photographs must be aligned (visor data align, or alignment: detect)");
    }

    @Test
    void refusesWhatIsNoFolderOfPeople() throws IOException {
        assertBad(temporary.resolve("none"), ": there is no such folder");
        Path text = Files.writeString(temporary.resolve("text"), "x");
        assertBad(text, ": is a file, must be a folder with one subfolder per person");
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        assertBad(empty, ": has no subfolders, must have one per person");
        Files.createDirectory(empty.resolve("Al"));
        assertBad(empty, ": has no usable picture");
        Files.writeString(empty.resolve("Al/x.jpg"), "x");
        assertBad(empty, ": has no usable picture (left out: Al/x.jpg: is no JPEG, PNG, BMP or WebP picture)");
    }

    @Test
    void refusesASinglePerson() throws IOException {
        assertBad(people("Al"), ": has only the person Al, must have at least 2 people");
    }

    @Test
    void refusesAPersonWithFewerThanTwoPictures() throws IOException {
        Path folder = people("Al", "Bo");
        picture("Cy/1.png", 150, 150, 0.1f);
        assertBad(folder, ": the person Cy has 1 usable picture, must have at least 2");
        Files.writeString(file("Cy/2.png"), "x");
        assertBad(
                folder,
                ": the person Cy has 1 usable picture, must have at least 2 (left out: Cy/2.png: is no JPEG, PNG, BMP or"
                        + " WebP picture)");
        Files.delete(file("Cy/1.png"));
        Files.delete(file("Cy/2.png"));
        assertBad(folder, ": the person Cy has 0 usable pictures, must have at least 2");
    }

    @Test
    void resizesToASquare() throws IOException {
        Path folder = people("Al", "Bo");
        picture("Al/3.png", 200, 150, 0.6f);
        FaceSource.Loaded loaded = FaceFolder.load(folder, selection(null, 64));
        assertThat(loaded.leftOut()).containsExactly("Al/3.png: is 200x150 pixels, must be 150x150 as most are");
        assertThat(loaded.faces().alignment()).isEqualTo(Alignment.DLIB);
        assertThat(loaded.faces().faces()).hasSize(4);
        assertThat(loaded.faces().faces().get(0).image()).isEqualTo(image(64, 64, 0.2f));
        assertThat(loaded.faces().faces().get(0).landmarks()).isEqualTo(Alignment.DLIB.landmarks(64, 64));
        FaceSource.Loaded all = FaceFolder.load(folder, selection(Alignment.ARCFACE, 224));
        assertThat(all.leftOut()).isEmpty();
        assertThat(all.faces().faces().get(2).image()).isEqualTo(image(224, 224, 0.6f));
    }

    private static FaceSelection selection(@Nullable Alignment alignment, int size) {
        return new FaceSelection(alignment == null ? null : AlignmentChoice.of(alignment), size, null, null, null);
    }

    @Test
    void takesThePeopleWithTheMostPictures() throws IOException {
        Path folder = people("Al", "Bo", "Cy", "Di");
        picture("Di/3.png", 150, 150, 0.4f);
        picture("Ed/1.png", 150, 150, 0.4f);
        FaceSource.Loaded loaded = FaceFolder.load(folder, people(3, 2));
        assertThat(loaded.faces().people()).extracting(Identity::name).containsExactly("Al", "Bo", "Di");
        assertThat(loaded.leftOut())
                .containsExactly(
                        "Cy: is none of the 3 people with the most pictures",
                        "Ed: has 1 usable picture, must have at least 2");
        assertThat(FaceFolder.load(folder, people(9, 2)).faces().people()).hasSize(4);
    }

    @Test
    void refusesASelectionOfFewerThanTwoPeople() throws IOException {
        Path folder = people("Al", "Bo");
        picture("Al/3.png", 150, 150, 0.4f);
        assertThatThrownBy(() -> FaceFolder.load(folder, people(null, 3)))
                .isInstanceOf(FaceFolderException.class)
                .hasMessage(folder + ": has only the person Al, must have at least 2 people");
        assertThatThrownBy(() -> FaceFolder.load(folder, people(null, 4)))
                .hasMessage(folder + ": has no person to take, must have at least 2 people");
        picture("Cy/1.png", 150, 150, 0.1f);
        assertThatThrownBy(() -> FaceFolder.load(folder, people(2, null)))
                .hasMessage(folder + ": the person Cy has 1 usable picture, must have at least 2");
    }

    private static FaceSelection people(@Nullable Integer people, @Nullable Integer minPictures) {
        return new FaceSelection(null, null, people, minPictures, null);
    }

    private Path people(String... names) throws IOException {
        for (String name : names) {
            picture(name + "/1.png", 150, 150, 0.2f);
            picture(name + "/2.png", 150, 150, 0.3f);
        }
        return temporary.resolve("faces");
    }

    private Path file(String id) {
        return temporary.resolve("faces").resolve(id);
    }

    private void picture(String id, int width, int height, float gray) throws IOException {
        Pictures.writePng(file(id), image(width, height, gray));
    }

    private static Image image(int width, int height, float gray) {
        float level = Math.round(gray * 255) / 255f;
        return Image.filled(width, height, new Color(level, level, level));
    }

    private static void assertBad(Path folder, String reason) {
        assertThatThrownBy(() -> FaceFolder.load(folder, FaceSelection.ALL))
                .isInstanceOf(FaceFolderException.class)
                .hasMessage(folder + reason);
    }
}
