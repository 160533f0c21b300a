package dev.visor.store.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceSource;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.run.RunContext;
import dev.visor.run.Seed;
import dev.visor.store.faces.FaceFolderReport.Person;
import dev.visor.store.faces.FaceFolderReport.Size;
import dev.visor.store.faces.FaceFolderReport.Twins;
import dev.visor.store.faces.FaceFolderReport.Verdict;
import dev.visor.store.faces.detection.Canvas;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.Pictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceFolderCheckTest {

    @TempDir
    Path temporary;

    private int drawn;

    @Test
    void countsPicturesAndSizesAndWhatCannotBeUsed() throws IOException {
        two("Al", 150);
        two("Bo", 150);
        picture("Bo/3.png", 20, 10);
        Files.writeString(file("Al/text.jpg"), "no picture");
        Files.createDirectory(file("Cy"));
        Files.createDirectory(file("Bo/nested"));
        Files.writeString(file("readme.txt"), "about");
        FaceFolderReport report = check();
        assertThat(report.people())
                .containsExactly(new Person("Al", 3, 2, 2), new Person("Bo", 3, 3, 3), new Person("Cy", 0, 0, 0));
        assertThat(report.pictures()).isEqualTo(5);
        assertThat(report.sizes()).containsExactly(new Size(150, 150, 4), new Size(20, 10, 1));
        assertThat(report.unreadable()).containsExactly("Al/text.jpg: is no JPEG, PNG, BMP or WebP picture");
        assertThat(report.stray())
                .containsExactly("Bo/nested: is a folder, must be a picture", "readme.txt: lies in no person's folder");
        assertThat(report.tooFew()).containsExactly(new Person("Cy", 0, 0, 0));
        assertRefused("the person Cy has 0 usable pictures, must have at least 2");
    }

    @Test
    void findsTheSamePictures() throws IOException {
        two("Al", 30);
        two("Bo", 30);
        Files.copy(file("Al/1.png"), file("Al/3.png"));
        Files.copy(file("Al/2.png"), file("Bo/9.png"));
        ByteArrayOutputStream bmp = new ByteArrayOutputStream();
        ImageIO.write(ImageIO.read(file("Bo/1.png").toFile()), "bmp", bmp);
        Files.write(file("Bo/7.bmp"), bmp.toByteArray());
        FaceFolderReport report = check();
        assertThat(report.twinsOfOne())
                .containsExactly(
                        new Twins(true, Arrays.asList("Al/1.png", "Al/3.png")),
                        new Twins(false, Arrays.asList("Bo/1.png", "Bo/7.bmp")));
        assertThat(report.twinsOfSeveral()).containsExactly(new Twins(true, Arrays.asList("Al/2.png", "Bo/9.png")));
        assertThat(report.people()).containsExactly(new Person("Al", 3, 3, 2), new Person("Bo", 4, 4, 3));
    }

    @Test
    void changesNothingAndTakesNoDraftForAPicture() throws IOException {
        two("Al", 150);
        two("Bo", 150);
        Files.writeString(file("Al/.1.png.tmp"), "half");
        FaceFolderReport report = check();
        assertThat(report.people()).extracting(Person::files).containsExactly(2, 2);
        assertThat(file("Al/.1.png.tmp")).exists();
    }

    @Test
    void saysWhatTrainingWillSayOfFoldersThatItTakes() throws IOException {
        two("Al", 150);
        two("Bo", 150);
        assertReady(4, "150x150 is taken for the alignment dlib; if the eyes are elsewhere, give --alignment");
        picture("Al/3.png", 149, 150);
        assertReady(
                4,
                "150x150 is taken for the alignment dlib; if the eyes are elsewhere, give --alignment; 1 of another size"
                        + " are left out without --alignment");
        picture("Al/4.png", 1025, 8);
        assertThat(check().training().pictures()).isEqualTo(4);
    }

    @Test
    void saysThatTrainingNeedsAnAlignment() throws IOException {
        two("Al", 160);
        two("Bo", 160);
        assertNeedsAlignment(
                4, "most pictures are 160x160, a size that does not say where the eyes are; give --alignment");
        for (int i = 3; i <= 9; i++) {
            picture("Al/" + i + ".png", 112, 112);
        }
        assertNeedsAlignment(
                11,
                "without it only pictures of 112x112 are taken, and the person Bo has 0 usable pictures, must have at"
                        + " least 2; give");
    }

    @Test
    void saysWhyTrainingRefuses() throws IOException {
        Files.createDirectory(temporary.resolve("faces"));
        assertRefused("it has no subfolders, must have one per person");
        Files.createDirectory(file("Al"));
        assertRefused("it has no usable picture");
        two("Al", 150);
        assertRefused("it has only the person Al, must have at least 2 people");
        two("Bo", 150);
        picture("Cy/1.png", 1025, 8);
        picture("Cy/2.png", 1025, 8);
        assertRefused("the person Cy has 0 usable pictures, must have at least 2");
        picture("Cy/3.png", 150, 150);
        picture("Cy/4.png", 150, 150);
        Files.copy(file("Bo/1.png"), file("Bo/3.png"));
        Files.delete(file("Bo/2.png"));
        assertRefused("the person Bo has 2 pictures that are all the same, must have at least 2 different ones");
    }

    @Test
    void listsPicturesWhoseEyesAreFarFromTheTemplate() throws IOException {
        List<Face> johns = EmbeddedFaces.johns().faces();
        for (int i = 0; i < 8; i++) {
            Image chip = johns.get(5 * i).image();
            Image picture =
                    i == 3 ? new Canvas(150, 150).paste(chip, 75, 70, 0.5, 0).image() : chip;
            Path own = Files.createDirectories(file(i < 4 ? "Al" : "Bo"));
            Pictures.writePng(own.resolve(i + ".png"), picture);
        }
        Placement placement = check().placement();
        assertThat(placement.pictures()).isEqualTo(8);
        assertThat(placement.alignments()).containsExactly("dlib, whose eyes are at (0.32, 0.31) and (0.67, 0.31)");
        assertThat(placement.misplaced()).extracting(Placement.Misplaced::id).containsExactly("Al/3.png");
        assertThat(placement.misplaced().get(0).eyes()).startsWith("eyes at (0.6");
        assertThat(placement.misplaced().get(0).offset()).isBetween(0.9, 1.3);
        assertVerdict(
                Verdict.REFUSED,
                0,
                "1 of 8 pictures have their eyes elsewhere than dlib, whose eyes are at (0.32, 0.31) and (0.67, 0.31)");
        FaceFolderReport other = FaceFolderCheck.check(file("."), Alignment.parse("0.2,0.7,0.5,0.7"), RunContext.of(1));
        assertThat(other.placement().misplaced()).hasSizeGreaterThan(6);
    }

    @Test
    void refusesWhatIsNoFolder() throws IOException {
        assertThatThrownBy(this::check)
                .isInstanceOf(FaceFolderException.class)
                .hasMessage(temporary.resolve("faces") + ": there is no such folder");
    }

    private void assertReady(int pictures, String reason) throws IOException {
        assertVerdict(Verdict.READY, pictures, reason);
        assertThat(load(null)).isEqualTo(pictures);
    }

    private void assertNeedsAlignment(int pictures, String reason) throws IOException {
        assertVerdict(Verdict.NEEDS_ALIGNMENT, pictures, reason);
        assertThatThrownBy(() -> load(null)).isInstanceOf(FaceFolderException.class);
        assertThat(load(Alignment.DLIB)).isEqualTo(pictures);
    }

    private void assertRefused(String reason) throws IOException {
        assertVerdict(Verdict.REFUSED, 0, reason);
        assertThatThrownBy(() -> load(null)).isInstanceOfAny(IOException.class, IllegalArgumentException.class);
        assertThatThrownBy(() -> load(Alignment.DLIB))
                .isInstanceOfAny(IOException.class, IllegalArgumentException.class);
    }

    private void assertVerdict(Verdict verdict, int pictures, String reason) throws IOException {
        FaceFolderReport.Training training = check().training();
        assertThat(training.reason()).startsWith(reason);
        assertThat(training.verdict()).isEqualTo(verdict);
        assertThat(training.pictures()).isEqualTo(pictures);
    }

    /** Loads and splits the faces as training does, and returns how many there are. */
    private int load(@Nullable Alignment alignment) throws IOException {
        FaceSource.Loaded loaded = FaceFolder.load(file("."), FaceSelection.aligned(alignment));
        loaded.faces().split(0.2, new Seed(1));
        return loaded.faces().faces().size();
    }

    private FaceFolderReport check() throws IOException {
        return FaceFolderCheck.check(temporary.resolve("faces"), null, RunContext.of(1));
    }

    private Path file(String id) {
        return temporary.resolve("faces").resolve(id);
    }

    private void two(String person, int side) throws IOException {
        picture(person + "/1.png", side, side);
        picture(person + "/2.png", side, side);
    }

    private void picture(String id, int width, int height) throws IOException {
        byte[] rgb = new byte[3 * width * height];
        new Random(drawn++).nextBytes(rgb);
        AtomicFile.write(file(id), PictureCodec.encodePng(Image.fromRgb8(width, height, rgb)));
    }
}
