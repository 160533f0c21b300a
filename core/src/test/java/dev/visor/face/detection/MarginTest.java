package dev.visor.face.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.face.AlignedFace;
import dev.visor.face.Alignment;
import dev.visor.face.FaceFinder;
import dev.visor.face.FaceFormat;
import dev.visor.face.Landmarks;
import dev.visor.face.PhotographPart;
import dev.visor.face.Point;
import dev.visor.face.Similarity;
import dev.visor.face.SimilarityWarp;
import dev.visor.image.Image;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Faces that are cut out with a margin of their surroundings. */
class MarginTest {

    private static final Image PHOTOGRAPH = photograph();
    private static final FaceFormat CLOSE = new FaceFormat(Alignment.DLIB, 60, 60);
    private static final FaceFormat WIDE = CLOSE.withMargin(30);
    private static final FivePoints FACE = FaceTemplate.of(CLOSE)
            .points()
            .map(Similarity.around(new Point(30, 30), 1.3, 0.2).then(Similarity.shift(90, 70))::apply);

    private static Image photograph() {
        byte[] rgb = new byte[3 * 240 * 200];
        new Random(3).nextBytes(rgb);
        return Image.fromRgb8(240, 200, rgb);
    }

    @Test
    void theMiddleHasTheSamePixelsAsWithoutAMargin() {
        Image close = new FaceAligner(CLOSE).align(PHOTOGRAPH, FACE).image();
        Image wide = new FaceAligner(WIDE).align(PHOTOGRAPH, FACE).image();
        assertThat(wide.width()).isEqualTo(120);
        assertThat(wide.crop(30, 30, 60, 60)).isEqualTo(close);
        assertThat(wide.crop(0, 0, 60, 60)).isNotEqualTo(close);
    }

    @Test
    void eyesAndTemplatesMoveByTheMargin() {
        for (Alignment alignment :
                new Alignment[] {Alignment.DLIB, Alignment.ARCFACE, Alignment.parse("0.3,0.4,0.7,0.42")}) {
            FaceFormat close = new FaceFormat(alignment, 60, 60);
            FaceFormat wide = close.withMargin(15);
            assertThat(wide).isEqualTo(new FaceFormat(alignment, 90, 90, 15));
            assertThat(wide.withoutMargin()).isEqualTo(close);
            Point left = close.landmarks().leftEye();
            assertThat(wide.landmarks().leftEye()).isEqualTo(new Point(left.x() + 15, left.y() + 15));
            Point nose = FaceTemplate.of(close).points().nose();
            assertThat(FaceTemplate.of(wide).points().nose()).isEqualTo(new Point(nose.x() + 15, nose.y() + 15));
        }
        assertThatThrownBy(() -> new FaceFormat(Alignment.DLIB, 60, 60, 30)).hasMessageContaining("illegal margin: 30");
    }

    @Test
    void thePartOfThePhotographCoversTheMarginToo() {
        AlignedFace aligned = new FaceAligner(WIDE).align(PHOTOGRAPH, FACE);
        PhotographPart part = PhotographPart.of(
                PHOTOGRAPH,
                new Landmarks(FACE.leftEye(), FACE.rightEye()),
                aligned.toCrop(),
                WIDE,
                new PhotographPart.Origin() {
                    @Override
                    public Image read() {
                        return PHOTOGRAPH;
                    }

                    @Override
                    public FaceFinder finder() {
                        throw new UnsupportedOperationException("no face is found anew here");
                    }
                });
        assertThat(part.crop(part.image())).isEqualTo(aligned.image());
        // And what a jittered alignment shows beyond.
        Similarity moved = Similarity.around(WIDE.landmarks().middle(), 0.93, 0.05);
        Image jittered =
                SimilarityWarp.onBlack(part.toCrop().then(moved), 120, 120).quantized(part.image());
        assertThat(jittered)
                .isEqualTo(SimilarityWarp.onBlack(aligned.toCrop().then(moved), 120, 120)
                        .quantized(PHOTOGRAPH));
    }
}
