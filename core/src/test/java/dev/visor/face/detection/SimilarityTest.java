package dev.visor.face.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Alignment;
import dev.visor.face.FaceFormat;
import dev.visor.face.Point;
import dev.visor.face.Similarity;
import dev.visor.face.SimilarityWarp;
import dev.visor.image.Color;
import dev.visor.image.Image;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SimilarityTest {

    private static final FaceTemplate ARCFACE = FaceTemplate.of(new FaceFormat(Alignment.ARCFACE, 112, 112));

    @Test
    void theEstimateFindsASimilarityAgain() {
        Similarity moved = new Similarity(1.7, -0.6, 33, -12);
        Similarity estimate = ARCFACE.alignmentOf(ARCFACE.points().map(moved.inverse()::apply));
        assertThat(estimate.a()).isCloseTo(1.7, within(1e-9));
        assertThat(estimate.b()).isCloseTo(-0.6, within(1e-9));
        assertThat(estimate.shiftX()).isCloseTo(33, within(1e-7));
        assertThat(estimate.shiftY()).isCloseTo(-12, within(1e-7));
    }

    @Test
    void noSimilarityNearTheEstimateMapsPointsBetter() {
        Random random = new Random(1);
        FivePoints face =
                ARCFACE.points().map(point -> new Point(point.x() * 2 + random.nextGaussian() * 5, point.y() * 2));
        Similarity best = ARCFACE.alignmentOf(face);
        for (int i = 0; i < 200; i++) {
            Similarity other = new Similarity(
                    best.a() + 0.01 * random.nextGaussian(),
                    best.b() + 0.01 * random.nextGaussian(),
                    best.shiftX() + random.nextGaussian(),
                    best.shiftY() + random.nextGaussian());
            assertThat(error(other, face)).isGreaterThanOrEqualTo(error(best, face));
        }
    }

    private static double error(Similarity similarity, FivePoints face) {
        double sum = 0;
        for (int i = 0; i < 5; i++) {
            double distance = similarity
                    .apply(face.all().get(i))
                    .distance(ARCFACE.points().all().get(i));
            sum += distance * distance;
        }
        return sum;
    }

    @Test
    void theInverseLeadsBack() {
        Similarity similarity = new Similarity(0.3, 0.9, -5, 70);
        Point there = similarity.apply(new Point(12, 34));
        Point back = similarity.inverse().apply(there);
        assertThat(back.distance(new Point(12, 34))).isLessThan(1e-9);
    }

    @Test
    void pointsThatAllowNoEstimateAreRefused() {
        List<Point> one = List.of(new Point(0, 0));
        assertThatThrownBy(() -> Similarity.estimate(one, one)).hasMessageContaining("must be equal and at least 2");
        List<Point> same = List.of(new Point(3, 3), new Point(3, 3));
        assertThatThrownBy(() -> Similarity.estimate(same, same)).hasMessageContaining("must be finite");
    }

    @Test
    void theIdentityKeepsAPictureToTheLastBit() {
        Image picture = noise(9, 7, 1);
        Image warped = SimilarityWarp.onBlack(new Similarity(1, 0, 0, 0), 9, 7).apply(picture);
        assertThat(warped).isEqualTo(picture);
    }

    @Test
    void whatLiesBeyondThePhotographIsBlack() {
        Image white = Image.filled(10, 10, new Color(1, 1, 1));
        Image warped =
                SimilarityWarp.onBlack(new Similarity(1, 0, -5, 0), 10, 10).apply(white);
        assertThat(warped.value(0, 4, 2)).isEqualTo(1f);
        assertThat(warped.value(0, 4, 8)).isEqualTo(0f);
    }

    @Test
    void shrinkingTakesTheMeanSoThatNothingAliases() {
        int side = 320;
        byte[] stripes = new byte[3 * side * side];
        for (int pixel = 0; pixel < side * side; pixel++) {
            for (int channel = 0; channel < 3; channel++) {
                stripes[3 * pixel + channel] = (byte) (pixel % 2 == 0 ? 0 : 255);
            }
        }
        Image warped =
                SimilarityWarp.onBlack(new Similarity(0.1, 0, 0, 0), 32, 32).apply(Image.fromRgb8(side, side, stripes));
        for (int column = 1; column < 31; column++) {
            assertThat(warped.value(0, 16, column)).isCloseTo(0.5f, within(0.03f));
        }
    }

    @Test
    void thePullBackIsTheAdjoint() {
        SimilarityWarp warp = SimilarityWarp.onBlack(new Similarity(0.31, 0.2, 3, -1), 8, 6);
        Image photograph = noise(23, 19, 2);
        float[] gradient = noise(8, 6, 3).values();
        double left = dot(warp.apply(photograph).values(), gradient);
        double right = dot(photograph.values(), warp.pullBack(gradient, 23, 19));
        assertThat(left).isCloseTo(right, within(1e-4));
        assertThat(left).isGreaterThan(1);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static Image noise(int width, int height, long seed) {
        byte[] rgb = new byte[3 * width * height];
        new Random(seed).nextBytes(rgb);
        return Image.fromRgb8(width, height, rgb);
    }
}
