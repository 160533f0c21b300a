package dev.visor.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackTask;
import dev.visor.attack.ExampleSource;
import dev.visor.attack.Impersonation;
import dev.visor.attack.alignment.AttackedPart;
import dev.visor.attack.alignment.SavedPhotograph;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.face.PhotographPart;
import dev.visor.face.detection.FaceDetector;
import dev.visor.face.detection.FaceDetectorSource;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Scores;
import dev.visor.store.faces.AlignmentChoice;
import dev.visor.store.faces.EmbeddedFaces;
import dev.visor.store.faces.FaceFolder;
import dev.visor.store.faces.FaceSelection;
import dev.visor.store.faces.detection.Canvas;
import dev.visor.store.faces.detection.EmbeddedDetector;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks in photographs, as a folder. */
class AttackedPhotographsTest {

    @TempDir
    Path temporary;

    private Path folder;
    private final AtomicInteger opened = new AtomicInteger();
    private List<AttackTask> tasks = List.of();
    private FaceSet faces;
    private Gallery gallery;

    @BeforeEach
    void write() throws IOException {
        folder = temporary.resolve("attacks");
        FaceSet johns = EmbeddedFaces.johns();
        for (Identity person : johns.people().subList(0, 2)) {
            for (Face face : johns.of(person).subList(0, 2)) {
                Image photograph =
                        new Canvas(300, 240).paste(face.image(), 70, 40, 1, 4).image();
                Pictures.writePng(temporary.resolve("photos").resolve(face.id() + ".png"), photograph);
            }
        }
        FaceSelection wide = new FaceSelection(AlignmentChoice.DETECT, 100, 0.3, null, null, new Counted(opened));
        faces = FaceFolder.load(temporary.resolve("photos"), wide).faces();
        gallery = new Gallery(faces.people());
        Face attacker = faces.faces().get(0);
        AttackTask task = new AttackTask(
                "A1", List.of(attacker), new Impersonation(gallery.people().get(1)));
        AttackTask other = new AttackTask("A2", List.of(attacker), task.goal());
        try (AttackFolder attacks = AttackFolder.open(folder)) {
            attacks.add(List.of(example(task, attacker)));
            attacks.add(List.of(example(other, attacker)));
            tasks = List.of(task, other);
            attacks.finish("unaware", "eyeglass frame", tasks);
        }
    }

    /** The embedded detector, which counts how often it is opened. */
    private record Counted(AtomicInteger opened) implements FaceDetectorSource {

        @Override
        public FaceDetector open() {
            opened.incrementAndGet();
            return EmbeddedDetector.EMBEDDED.open();
        }
    }

    /** Returns an attack that paints the forehead. */
    private AdversarialExample example(AttackTask task, Face face) {
        PhotographPart part = Objects.requireNonNull(face.photograph());
        int width = part.image().width();
        int height = part.image().height();
        boolean[] painted = new boolean[width * height];
        float[] values = part.image().values();
        for (int i = 0; i < painted.length; i++) {
            painted[i] = Math.abs(i % width - part.eyes().middle().x()) < 15
                    && Math.abs(i / width - part.eyes().middle().y() + 20) < 3;
            values[i] = painted[i] ? 1 : values[i];
        }
        Mask region = Mask.of(width, height, painted);
        Image attacked = Image.of(width, height, values);
        Scores scores = new Scores(gallery, new float[] {1, 2});
        return new AdversarialExample(
                task.id(),
                face,
                task.goal(),
                face.image(),
                part.crop(attacked),
                part.crop(region),
                scores,
                scores,
                scores,
                1,
                true,
                OptionalInt.of(1),
                null,
                new AttackedPart(attacked, region));
    }

    private interface Reading<T> {
        T of(ExampleSource source);
    }

    private <T> T read(Reading<T> reading) throws IOException {
        try (AttackFolder attacks = AttackFolder.openToRead(folder)) {
            return reading.of(attacks.examples(faces, gallery));
        }
    }

    @Test
    void thePhotographAndTheFaceThatIsFoundInItAreSaved() throws IOException {
        Image photograph = read(source -> source.photograph(0)).orElseThrow();
        assertThat(photograph.width()).isEqualTo(300);
        SavedPhotograph saved = read(source -> source.photographs(0, 1)).get(0).orElseThrow();
        assertThat(saved.found().orElseThrow().width()).isEqualTo(160);
        assertThat(Objects.requireNonNull(saved.offset())).isBetween(0.0, 0.2);
    }

    @Test
    void photographsInPacksAreTheSame() throws IOException {
        Image loose = read(source -> source.photograph(1)).orElseThrow();
        SavedPhotograph found = read(source -> source.photographs(1, 2)).get(0).orElseThrow();
        Path packed = temporary.resolve("packed");
        try (AttackFolder from = AttackFolder.openToRead(folder);
                AttackFolder to = AttackFolder.open(packed, PackedPictures.FEW + 1)) {
            to.adopt(from.files("A1"));
            to.adopt(from.files("A2"));
            to.finish("unaware", "eyeglass frame", tasks);
            to.checkPictures();
        }
        folder = packed;
        assertThat(packed.resolve("A2-photograph.png")).doesNotExist();
        Image again = read(source -> source.photograph(1)).orElseThrow();
        assertThat(again).isEqualTo(loose);
        SavedPhotograph foundAgain =
                read(source -> source.photographs(1, 2)).get(0).orElseThrow();
        assertThat(foundAgain).isEqualTo(found);
    }

    /** A detector may be a file of some megabytes. */
    @Test
    void theDetectorIsOpenedOnceForAllAttacks() {
        assertThat(opened).as("to load the faces, and to find them anew").hasValue(2);
    }

    /** Each page that shows an attack in a photograph would show somebody else's picture. */
    @Test
    void aPictureThatTheAttackDidNotWriteIsNotShown() throws IOException {
        Path photograph = folder.resolve("A1-photograph.png");
        Pictures.writePng(photograph, Image.filled(300, 240, new Color(0, 0, 1)));
        assertThatThrownBy(() -> read(source -> source.photograph(0)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(photograph + ": is not the picture that the attack wrote: its SHA-256 is not that in "
                        + folder.resolve("journal.jsonl"));

        Path found = folder.resolve("A1-found.png");
        Pictures.writePng(found, Image.filled(160, 160, new Color(0, 0, 1)));
        assertThatThrownBy(() -> read(source -> source.photographs(0, 1)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(found + ": is not the picture that the attack wrote");
    }
}
