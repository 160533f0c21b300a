package dev.visor.store.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.face.Alignment;
import dev.visor.face.FaceFormat;
import dev.visor.face.Point;
import dev.visor.face.detection.Box;
import dev.visor.face.detection.DetectedFace;
import dev.visor.face.detection.FaceAligner;
import dev.visor.face.detection.FaceDetector;
import dev.visor.face.detection.FivePoints;
import dev.visor.image.Image;
import dev.visor.run.CancelledException;
import dev.visor.run.RunContext;
import dev.visor.store.faces.FaceFolderException;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LfwFolderTest {

    private static final FaceFormat CHIP = new FaceFormat(Alignment.DLIB, 150, 150);

    private static final DetectedFace MIDDLE = face(25);

    /** What is found is tested elsewhere: here each picture shows a face in its middle, and a larger one beside it. */
    private static final FaceDetector DETECTOR = new FaceDetector() {
        @Override
        public List<DetectedFace> detect(Image photograph) {
            return List.of(face(35), MIDDLE);
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    };

    @TempDir
    Path temporary;

    private Path lfw;
    private Path out;

    @BeforeEach
    void makeFolder() throws IOException {
        lfw = temporary.resolve("lfw");
        out = temporary.resolve("out/faces");
        people("Al", 4);
        people("Bo", 3);
        people("Cy", 5);
        people("Di", 1);
    }

    @Test
    void alignsThePicturesOfWhoHasEnough() throws IOException {
        LfwSummary summary = select(3, OptionalInt.empty());
        assertThat(names())
                .containsExactly(
                        "Al/Al_1.png",
                        "Al/Al_2.png",
                        "Al/Al_3.png",
                        "Al/Al_4.png",
                        "Bo/Bo_1.png",
                        "Bo/Bo_2.png",
                        "Bo/Bo_3.png",
                        "Cy/Cy_1.png",
                        "Cy/Cy_2.png",
                        "Cy/Cy_3.png",
                        "Cy/Cy_4.png",
                        "Cy/Cy_5.png");
        Image crop = Pictures.read(out.resolve("Al/Al_1.png"));
        assertThat(crop)
                .isEqualTo(new FaceAligner(CHIP)
                        .align(Pictures.read(lfw.resolve("Al/Al_1.png")), MIDDLE.points())
                        .image());
        assertThat(summary.kept())
                .containsExactly(new PersonCount("Al", 4, 4), new PersonCount("Bo", 3, 3), new PersonCount("Cy", 5, 5));
        assertThat(summary.tooFew()).containsExactly(new PersonCount("Di", 1, 0));
        assertThat(summary.beyond()).isEmpty();
        assertThat(summary.pictures()).isEqualTo(12);
        assertThat(beside()).containsExactly("faces");
    }

    @Test
    void takesThoseWithTheMostPictures() throws IOException {
        LfwSummary summary = select(3, OptionalInt.of(2));
        assertThat(summary.kept()).extracting(PersonCount::name).containsExactly("Al", "Cy");
        assertThat(summary.beyond()).containsExactly(new PersonCount("Bo", 3, 0));
    }

    @Test
    void countsOnlyWhatCanBeUsed() throws IOException {
        Files.writeString(lfw.resolve("Bo/Bo_1.png"), "no picture");
        Files.copy(lfw.resolve("Al/Al_1.png"), lfw.resolve("Al/Al_1.webp"));
        Files.writeString(lfw.resolve("names.txt"), "a list");
        LfwSummary summary = select(3, OptionalInt.empty());
        assertThat(summary.kept()).extracting(PersonCount::name).containsExactly("Al", "Cy");
        assertThat(summary.tooFew()).containsExactly(new PersonCount("Bo", 3, 2), new PersonCount("Di", 1, 0));
        assertThat(summary.leftOut())
                .containsExactly(
                        "names.txt: lies in no person's folder",
                        "Al/Al_1.webp: another picture gives Al_1.png as well",
                        "Bo/Bo_1.png: is no JPEG, PNG, BMP or WebP picture");
        assertThat(out.resolve("Bo")).doesNotExist();
    }

    @Test
    void takesAnEmptyFolderAndRefusesAFullOne() throws IOException {
        Files.createDirectories(out);
        select(3, OptionalInt.empty());
        List<String> before = names();
        assertBad(3, out + ": is not empty, must be a new or an empty folder");
        assertThat(names()).isEqualTo(before);
    }

    @Test
    void writesNothingIfTooFewPeopleAreLeft() throws IOException {
        assertBad(5, lfw + ": people with at least 5 usable pictures: 1, must be at least 2; Cy has the most files, 5");
        assertThat(out).doesNotExist();
        assertThat(beside()).isEmpty();
    }

    @Test
    void writesNothingIfItIsCancelled() throws IOException {
        AtomicInteger checks = new AtomicInteger();
        RunContext run = RunContext.of(1).cancelledWhen(() -> checks.incrementAndGet() > 2);
        assertThatThrownBy(() ->
                        new LfwFolder(lfw).select(new LfwChoice(3, OptionalInt.empty(), CHIP), DETECTOR, out, run))
                .isInstanceOf(CancelledException.class);
        assertThat(beside()).isEmpty();
    }

    @Test
    void refusesPlacesThatAreNone() throws IOException {
        Path target = out;
        out = lfw.resolve("Al/faces");
        assertBad(3, out + ": lies in " + lfw + ", must be a folder of its own");
        out = lfw.resolve("Al/Al_1.png");
        assertBad(3, out + ": is a file, must be a new or an empty folder");
        out = target;
        lfw = temporary.resolve("none");
        assertThatThrownBy(() -> select(3, OptionalInt.empty()))
                .isInstanceOf(FaceFolderException.class)
                .hasMessage(lfw + ": there is no such folder");
    }

    @Test
    void refusesIllegalChoices() {
        assertIllegal(1, OptionalInt.empty(), "illegal number of pictures of a person: 1, must be at least 2");
        assertIllegal(2, OptionalInt.of(1), "illegal number of people: 1, must be at least 2");
    }

    private static void assertIllegal(int minPictures, OptionalInt people, String message) {
        assertThatThrownBy(() -> new LfwChoice(minPictures, people, CHIP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private LfwSummary select(int minPictures, OptionalInt people) throws IOException {
        return new LfwFolder(lfw).select(new LfwChoice(minPictures, people, CHIP), DETECTOR, out, RunContext.of(1));
    }

    private void assertBad(int minPictures, String message) {
        assertThatThrownBy(() -> select(minPictures, OptionalInt.empty()))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }

    private static DetectedFace face(double center) {
        FivePoints points = new FivePoints(
                new Point(center - 6, 20),
                new Point(center + 6, 20),
                new Point(center, 26),
                new Point(center - 4, 32),
                new Point(center + 4, 32));
        return new DetectedFace(new Box(center - 10, 12, 20, 26), points, 1);
    }

    private void people(String person, int pictures) throws IOException {
        for (int i = 1; i <= pictures; i++) {
            byte[] rgb = new byte[3 * 50 * 50];
            new Random(i).nextBytes(rgb);
            Pictures.writePng(lfw.resolve(person).resolve(person + "_" + i + ".png"), Image.fromRgb8(50, 50, rgb));
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> paths = Files.walk(out)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> out.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    private List<String> beside() throws IOException {
        if (!Files.exists(out.getParent())) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(out.getParent())) {
            return paths.map(path -> path.getFileName().toString()).toList();
        }
    }
}
