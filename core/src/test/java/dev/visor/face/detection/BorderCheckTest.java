package dev.visor.face.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Alignment;
import dev.visor.face.FaceFormat;
import dev.visor.face.Point;
import dev.visor.image.Color;
import dev.visor.image.Image;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BorderCheckTest {

    private static final FivePoints CHIP =
            FaceTemplate.of(new FaceFormat(Alignment.DLIB, 150, 150)).points();
    private static final Image PHOTOGRAPH = Image.filled(400, 300, new Color(0.5f, 0.5f, 0.5f));

    /** A face of which dlib's chip begins here. */
    private static DetectedFace face(double left, double top, double scale) {
        FivePoints points = CHIP.map(point -> new Point(scale * point.x() + left, scale * point.y() + top));
        return new DetectedFace(new Box(left, top, 150 * scale, 150 * scale), points, 1);
    }

    private static Optional<String> refusal(double left, double top, double scale) {
        return FaceAligner.refusal(PHOTOGRAPH, face(left, top, scale));
    }

    @Test
    void theShareOutsideIsThatOfTheChip() {
        BorderCheck check = new BorderCheck(PHOTOGRAPH);
        assertThat(check.outside(face(100, 80, 1).points())).isZero();
        assertThat(check.outside(face(-30, 80, 1).points())).isCloseTo(0.2, within(0.01));
        assertThat(check.outside(face(100, 225, 1).points())).isCloseTo(0.5, within(0.01));
        assertThat(check.outside(face(280, -30, 1).points())).isCloseTo(1 - 0.8 * 0.8, within(0.01));
        assertThat(check.outside(face(900, 900, 1).points())).isEqualTo(1);
    }

    @Test
    void aFaceOfWhichMoreThanAQuarterIsOutsideIsRefusedWithTheLimit() {
        assertThat(refusal(-36, 80, 1)).isEmpty();
        assertThat(refusal(-40, 80, 1))
                .contains("the border of the photograph cuts off 27 % of the face, must be at most 25 %");
        assertThat(refusal(286, 80, 1)).isEmpty();
        assertThat(refusal(290, 80, 1)).isPresent();
        assertThat(refusal(100, -36, 1)).isEmpty();
        assertThat(refusal(100, -40, 1)).isPresent();
        assertThat(refusal(100, 186, 1)).isEmpty();
        assertThat(refusal(100, 190, 1)).isPresent();
    }

    @Test
    void aPointThatIsOutsideIsNamed() {
        FivePoints whole = face(100, 80, 1).points();
        Point beyond = new Point(whole.leftMouth().x(), 300);
        FivePoints open = new FivePoints(whole.leftEye(), whole.rightEye(), whole.nose(), beyond, whole.rightMouth());
        assertThat(FaceAligner.refusal(PHOTOGRAPH, new DetectedFace(new Box(100, 80, 150, 150), open, 1)))
                .contains("the border of the photograph cuts off the left corner of the mouth");
    }

    @Test
    void aFaceWithEyesLessThanTenPixelsApartIsTooSmall() {
        assertThat(refusal(100, 80, 0.19)).isEmpty();
        assertThat(refusal(100, 80, 9.98 / 52.93))
                .contains("the face is too small: the eyes are 9.9 pixels apart, must be at least 10");
    }
}
