package dev.visor.store.faces.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.detection.CropCheck;
import dev.visor.face.detection.CropCheck.Verdict;
import dev.visor.face.detection.FaceDetector;
import dev.visor.face.detection.FivePoints;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.store.faces.EmbeddedFaces;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CropCheckTest {

    private static final FaceSet JOHNS = EmbeddedFaces.johns();
    private static FaceDetector detector;
    private static CropCheck check;

    @BeforeAll
    static void open() {
        detector = EmbeddedDetector.EMBEDDED.open();
        check = new CropCheck(detector, JOHNS.format());
    }

    @AfterAll
    static void close() {
        detector.close();
    }

    private static List<Face> some() {
        return List.of(
                JOHNS.faces().get(0), JOHNS.faces().get(20), JOHNS.faces().get(40));
    }

    @Test
    void aTurnedAFarAndANearFaceAreAlignedWithinReason() {
        for (Face face : some()) {
            assertThat(verdict(face.image(), 0, 0, 1, 0)).isEqualTo(Verdict.ALIGNED);
            assertThat(verdict(face.image(), 20, -10, 0.95, 12)).isEqualTo(Verdict.ALIGNED);
            assertThat(verdict(face.image(), 8, 6, 0.9, 0)).isEqualTo(Verdict.ALIGNED);
            assertThat(verdict(face.image(), -8, -8, 1.1, 0)).isEqualTo(Verdict.ALIGNED);
        }
    }

    @Test
    void aSmallOrShiftedFaceIsMisplacedAndItsEyesAreNamed() {
        for (Face face : some()) {
            assertThat(verdict(face.image(), 40, 40, 0.5, 0)).isEqualTo(Verdict.MISPLACED);
            assertThat(verdict(face.image(), 0, 30, 1, 0)).isEqualTo(Verdict.MISPLACED);
        }
        Image half = new Canvas(150, 150)
                .paste(some().get(0).image(), 40, 40, 0.5, 0)
                .image();
        FivePoints points = check.check(half).points().orElseThrow();
        assertThat(points.leftEye().x()).isBetween(58.0, 69.0);
        assertThat(points.leftEye().y()).isBetween(58.0, 69.0);
    }

    @Test
    void aHiddenFaceProvesNothing() {
        Image hidden = Image.filled(150, 150, new Color(0.2f, 0.2f, 0.3f));
        assertThat(check.check(hidden)).isEqualTo(new CropCheck.Finding(Verdict.UNSEEN, java.util.Optional.empty()));
    }

    private static Verdict verdict(Image image, double left, double top, double scale, double angle) {
        return check.check(new Canvas(150, 150)
                        .paste(image, left, top, scale, angle)
                        .image())
                .verdict();
    }
}
