package dev.visor.store.faces.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceFormat;
import dev.visor.face.Point;
import dev.visor.face.detection.DetectedFace;
import dev.visor.face.detection.FaceAligner;
import dev.visor.face.detection.FaceDetector;
import dev.visor.face.detection.FaceTemplate;
import dev.visor.face.detection.FivePoints;
import dev.visor.face.detection.NoFaceException;
import dev.visor.face.detection.ProbeAligner;
import dev.visor.face.detection.ProbeAligner.Probe;
import dev.visor.face.detection.ProbeAligner.Treatment;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.Resizing;
import dev.visor.store.faces.EmbeddedFaces;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedDetectorTest {

    private static final FaceDetector DETECTOR = EmbeddedDetector.EMBEDDED.open();
    private static final List<Face> JOHNS = EmbeddedFaces.johns().faces();
    private static final FaceFormat CHIP = new FaceFormat(Alignment.DLIB, 150, 150);
    private static final FivePoints TEMPLATE = FaceTemplate.of(CHIP).points();

    @AfterAll
    static void close() {
        DETECTOR.close();
    }

    private static Image john(int index) {
        return JOHNS.get(index).image();
    }

    private static ProbeAligner aligner() {
        return new ProbeAligner(DETECTOR, CHIP);
    }

    @Test
    void everyEmbeddedFaceIsFoundNearTheTemplate() {
        for (int i = 0; i < JOHNS.size(); i += 8) {
            List<DetectedFace> faces = DETECTOR.detect(john(i));
            assertThat(faces).as(JOHNS.get(i).id()).isNotEmpty();
            assertThat(faces.get(0).points().eyeOffset(TEMPLATE))
                    .as(JOHNS.get(i).id())
                    .isLessThan(0.2);
        }
    }

    @ParameterizedTest
    @CsvSource({"700,400,200,90,1,0", "700,400,300,90,1,25", "700,700,100,180,3,-12", "900,700,500,400,0.7,10"})
    void aFaceIsFoundWhereverItIsInAPhotograph(int width, int height, int left, int top, double scale, double angle) {
        Image photograph = new Canvas(width, height)
                .paste(john(3), left, top, scale, angle)
                .image();
        List<DetectedFace> faces = DETECTOR.detect(photograph);
        assertThat(faces).hasSize(1);
        double turn = Math.toRadians(angle);
        FivePoints expected = map(TEMPLATE, scale * Math.cos(turn), scale * Math.sin(turn), left, top);
        assertThat(faces.get(0).points().eyeOffset(expected)).isLessThan(0.15);
        Image crop =
                new FaceAligner(CHIP).align(photograph, faces.get(0).points()).image();
        assertThat(DETECTOR.near(crop, TEMPLATE).orElseThrow().points().eyeOffset(TEMPLATE))
                .isLessThan(0.15);
    }

    private static FivePoints map(FivePoints points, double a, double b, double left, double top) {
        List<Point> moved = points.all().stream()
                .map(p -> new Point(a * p.x() - b * p.y() + left, b * p.x() + a * p.y() + top))
                .toList();
        return new FivePoints(moved.get(0), moved.get(1), moved.get(2), moved.get(3), moved.get(4));
    }

    @Test
    void severalFacesAreFoundTheLargestFirst() {
        Image photograph = new Canvas(900, 450)
                .paste(john(3), 40, 150, 0.8, 0)
                .paste(john(14), 300, 60, 1.6, 0)
                .paste(john(25), 650, 150, 1, 0)
                .image();
        List<DetectedFace> faces = DETECTOR.detect(photograph);
        assertThat(faces).hasSize(3);
        assertThat(faces.get(0).points().nose().x()).isBetween(300.0, 540.0);
        assertThat(faces.get(2).points().nose().x()).isLessThan(200);
    }

    @Test
    void aSmallFaceInAPanoramaIsFound() {
        Image photograph = new Canvas(2600, 330).paste(john(3), 2000, 90, 1, 0).image();
        List<DetectedFace> faces = DETECTOR.detect(photograph);
        assertThat(faces).hasSize(1);
        assertThat(faces.get(0).points().nose().x()).isBetween(2050.0, 2100.0);
    }

    @Test
    void aPictureWithoutAFaceHasNone() {
        assertThat(DETECTOR.detect(new Canvas(640, 480).image())).isEmpty();
        assertThat(DETECTOR.detect(Image.filled(1, 1, new Color(0, 0, 0)))).isEmpty();
        assertThat(DETECTOR.detect(Image.filled(3000, 1, new Color(1, 0, 0)))).isEmpty();
        assertThatThrownBy(() -> aligner().align(new Canvas(150, 150).image(), "wall.png"))
                .isInstanceOf(NoFaceException.class)
                .hasMessage("wall.png: shows no face that the detector finds");
    }

    @Test
    void aFaceThatIsTooSmallIsRefused() {
        Image photograph = new Canvas(200, 200).paste(john(3), 80, 80, 0.16, 0).image();
        assertThatThrownBy(() -> aligner().align(photograph, "far.png"))
                .isInstanceOf(NoFaceException.class)
                .hasMessageMatching("far.png: shows no face (that can be used: the face is too small.*|that the.*)");
    }

    @ParameterizedTest
    @CsvSource({"-42,100", "292,100", "120,-42", "120,192", "-26,-26"})
    void aFaceThatTheBorderCutsOffIsNobody(double left, double top) {
        Image photograph = new Canvas(400, 300).paste(john(3), left, top, 1, 0).image();
        assertThatThrownBy(() -> aligner().align(photograph, "cut.png"))
                .isInstanceOf(NoFaceException.class)
                .hasMessageMatching(
                        "cut.png: shows no face (that the detector finds|that can be used: the border of the"
                                + " photograph cuts off [23]. % of the face, must be at most 25 %)");
    }

    @Test
    void theLargestOfManyCutOffFacesIsNobody() {
        Canvas canvas = new Canvas(1200, 300);
        for (int i = 0; i < 6; i++) {
            canvas.paste(john(3 + 8 * i), 10 + 200 * i, i % 2 == 0 ? -48 : 200, 1, 0);
        }
        assertThatThrownBy(() -> aligner().align(canvas.image(), "row.png"))
                .isInstanceOf(NoFaceException.class)
                .hasMessageMatching("row.png: shows . faces, and the largest cannot be used: the border of the"
                        + " photograph cuts off .*, must be at most 25 %");
    }

    @Test
    void cropsStayAsTheyAreToTheLastBit() {
        for (int i = 0; i < JOHNS.size(); i += 6) {
            Probe probe = aligner().align(john(i), "john");
            assertThat(probe.treatment()).isEqualTo(Treatment.CROP);
            assertThat(probe.image()).isSameAs(john(i));
        }
    }

    @Test
    void aPhotographOfACropsSizeIsRealigned() {
        Image photograph = new Canvas(300, 300).paste(john(3), 75, 75, 1, 0).image();
        Image small =
                Image.quantized(150, 150, Resizing.resize(photograph, 150, 150).values());
        Probe probe = aligner().align(small, "small.png");
        assertThat(probe.treatment()).isEqualTo(Treatment.REALIGNED);
        assertThat(DETECTOR.near(probe.image(), TEMPLATE).orElseThrow().points().eyeOffset(TEMPLATE))
                .isLessThan(0.15);
        assertThat(aligner().align(photograph, "large.png").treatment()).isEqualTo(Treatment.DETECTED);
    }

    @Test
    void theAnswerIsTheSameInAllThreads() {
        Image photograph = new Canvas(500, 400).paste(john(7), 100, 90, 1.3, 5).image();
        List<DetectedFace> alone = DETECTOR.detect(photograph);
        assertThat(IntStream.range(0, 8).parallel().mapToObj(i -> DETECTOR.detect(photograph)))
                .allMatch(alone::equals);
    }
}
