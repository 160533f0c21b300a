package dev.visor.accessory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Alignment;
import dev.visor.face.Landmarks;
import dev.visor.face.Point;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EyeglassFrameTest {

    private static final EyeglassFrame FRAME = EyeglassFrame.DEFAULT;

    @ParameterizedTest
    @ValueSource(ints = {150, 180, 224})
    void liesOnSixToSevenHundredthsOfTheDlibChipsPixels(int size) {
        WornAccessory worn = FRAME.wear(Alignment.DLIB.landmarks(size, size), size, size);
        assertThat(worn.region().share()).isBetween(0.06, 0.07);
    }

    @ParameterizedTest
    @ValueSource(ints = {112, 150, 224, 300})
    void coversTheSameShareOfAPictureOfAnySize(int size) {
        WornAccessory worn = FRAME.wear(Alignment.DLIB.landmarks(size, size), size, size);
        assertThat(worn.share()).isBetween(0.054, 0.056);
        assertThat(worn.region().share()).isGreaterThan(worn.share());
    }

    /** The twin is the drawing as it was before other accessories shared it, pixel by pixel with all formulas in place. */
    @ParameterizedTest
    @CsvSource({"150, 47.55, 46.6, 100.48, 46.6", "112, 38.2946, 51.6963, 73.5318, 51.5014", "90, 25, 30, 61, 44"})
    void drawsEveryPixelAsItsTwinToTheLastBit(int size, double leftX, double leftY, double rightX, double rightY) {
        Landmarks eyes = new Landmarks(new Point(leftX, leftY), new Point(rightX, rightY));
        for (EyeglassFrame frame : List.of(EyeglassFrame.DEFAULT, EyeglassFrame.ROUND, EyeglassFrame.LARGE)) {
            float[] coverage = frame.wear(eyes, size, size)
                    .pullBack(Image.filled(size, size, new Color(1, 1, 1)).values());
            for (int i = 0; i < size * size; i++) {
                assertThat(coverage[i]).isEqualTo(naiveCoverage(frame, eyes, i % size, i / size));
            }
        }
    }

    private static float naiveCoverage(EyeglassFrame frame, Landmarks eyes, int column, int row) {
        double unit = Math.hypot(
                eyes.leftEye().x() - eyes.rightEye().x(),
                eyes.leftEye().y() - eyes.rightEye().y());
        double cos = (eyes.rightEye().x() - eyes.leftEye().x()) / unit;
        double sin = (eyes.rightEye().y() - eyes.leftEye().y()) / unit;
        double dx = column - (eyes.leftEye().x() + eyes.rightEye().x()) / 2;
        double dy = row - (eyes.leftEye().y() + eyes.rightEye().y()) / 2;
        double x = Math.abs((cos * dx + sin * dy) / unit);
        double y = (cos * dy - sin * dx) / unit - frame.drop();
        double half = frame.thickness() / 2;
        double radius = frame.cornerRadius() - half;
        double qx = Math.abs(x - 0.5) - (frame.halfWidth() - half - radius);
        double qy = Math.abs(y) - (frame.halfHeight() - half - radius);
        double box = Math.hypot(Math.max(qx, 0), Math.max(qy, 0)) + Math.min(Math.max(qx, qy), 0) - radius;
        double bar = y - -frame.halfHeight() * 0.35;
        double bridgeEnd = 0.5 - frame.halfWidth() + half;
        double bridge = Math.hypot(x - Math.max(0, Math.min(bridgeEnd, x)), bar) - half;
        double outer = 0.5 + frame.halfWidth();
        double temple = Math.hypot(x - Math.max(outer - half, Math.min(outer + frame.templeLength(), x)), bar) - half;
        double inside = 0.5 - Math.min(Math.abs(box) - half, Math.min(bridge, temple)) * unit;
        return (float) Math.max(0, Math.min(1, inside));
    }

    @Test
    void isSymmetricAroundTheMiddleOfTheEyes() {
        float[] coverage = coverage(new Landmarks(new Point(30, 40), new Point(70, 40)), 101, 80);
        for (int row = 0; row < 80; row++) {
            for (int column = 0; column < 101; column++) {
                assertThat(coverage[row * 101 + column]).isCloseTo(coverage[row * 101 + 100 - column], within(1e-4f));
            }
        }
    }

    @Test
    void leavesTheEyesFreeAndLiesAroundThem() {
        Landmarks eyes = new Landmarks(new Point(50, 60), new Point(100, 60));
        Mask region = FRAME.wear(eyes, 150, 150).region();
        // The rim's middle is 0.05 below the eye, its outer half-width 0.44, its thickness 0.08, of 50 pixels.
        assertThat(region.contains(60, 50)).isFalse();
        assertThat(region.contains(60, 100)).isFalse();
        assertThat(region.contains(62, 50 - 20)).isTrue();
        assertThat(region.contains(62, 50 + 20)).isTrue();
        assertThat(region.contains(62, 50 - 16)).isFalse();
        assertThat(region.contains(62 + 13, 50)).isTrue();
        assertThat(region.contains(62 - 13, 100)).isTrue();
        assertThat(region.contains(62 + 18, 50)).isFalse();
        assertThat(region.contains(57, 75)).as("bridge").isTrue();
        assertThat(region.contains(57, 20)).as("temple").isTrue();
        assertThat(region.contains(57, 10)).as("beyond the temple").isFalse();
    }

    @Test
    void movesWithTheEyes() {
        float[] here = coverage(new Landmarks(new Point(60, 50), new Point(90, 50)), 150, 120);
        float[] there = coverage(new Landmarks(new Point(67, 61), new Point(97, 61)), 150, 120);
        for (int row = 0; row < 100; row++) {
            for (int column = 0; column < 140; column++) {
                assertThat(there[(row + 11) * 150 + column + 7]).isCloseTo(here[row * 150 + column], within(1e-4f));
            }
        }
    }

    @Test
    void growsWithTheEyes() {
        double small = FRAME.wear(new Landmarks(new Point(85, 80), new Point(115, 80)), 200, 200)
                .share();
        double large = FRAME.wear(new Landmarks(new Point(70, 80), new Point(130, 80)), 200, 200)
                .share();
        assertThat(large / small).isCloseTo(4, within(0.05));
    }

    @Test
    void turnsWithTheEyes() {
        float[] level = coverage(new Landmarks(new Point(50, 75), new Point(100, 75)), 151, 151);
        Point middle = new Point(75, 75);
        float[] turned = coverage(
                new Landmarks(new Point(middle.x() - 15, middle.y() - 20), new Point(middle.x() + 15, middle.y() + 20)),
                151,
                151);
        // A point at (u, v) from the middle comes to (0.6 u - 0.8 v, 0.8 u + 0.6 v); multiples of 5 stay whole.
        for (int u = -50; u <= 50; u += 5) {
            for (int v = -40; v <= 40; v += 5) {
                int column = 75 + (3 * u - 4 * v) / 5;
                int row = 75 + (4 * u + 3 * v) / 5;
                assertThat(turned[row * 151 + column]).isCloseTo(level[(75 + v) * 151 + 75 + u], within(1e-4f));
            }
        }
    }

    /** Drawn in white on black, a frame shows its coverage to an 8-bit level; the gradient shows it exactly. */
    private static float[] coverage(Landmarks eyes, int width, int height) {
        WornAccessory worn = FRAME.wear(eyes, width, height);
        float[] ones = Image.filled(width, height, new Color(1, 1, 1)).values();
        return worn.pullBack(ones);
    }

    @Test
    void sunglassesHaveFilledLensesAndThinTemples() {
        Landmarks eyes = new Landmarks(new Point(50, 75), new Point(100, 75));
        Mask region = EyeglassFrame.SUNGLASSES.wear(eyes, 151, 151).region();
        for (int y = -8; y <= 12; y++) {
            for (int x = -14; x <= 14; x++) {
                assertThat(region.contains((75 + y) * 151 + 50 + x)).isTrue();
            }
        }
        assertThat(region.contains(75 * 151 + 75)).as("below the bridge").isFalse();
        int temple = (int) IntStream.range(0, 151)
                .filter(y -> region.contains(y * 151 + 20))
                .count();
        assertThat(temple).isBetween(3, 6);
    }

    @Test
    void refusesToLieOutsideThePicture() {
        Landmarks far = new Landmarks(new Point(900, 900), new Point(950, 900));
        assertThatThrownBy(() -> FRAME.wear(far, 100, 100)).hasMessage("the accessory lies outside the picture");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NaN  | 0.44 | 0.31 | 0.16 | 0.09 | 0.3 | illegal drop: NaN, must be finite",
                "0.05 | 0.44 | 0.31 | 0.16 | 0    | 0.3 | illegal thickness: 0.0, must be above 0 and finite",
                "0.05 | 0.08 | 0.31 | 0.16 | 0.09 | 0.3 | illegal half width: 0.08, must be at least the thickness, 0.09",
                "0.05 | 0.44 | 0.05 | 0.16 | 0.09 | 0.3 | illegal half height: 0.05, must be at least the thickness, 0.09",
                "0.05 | 0.44 | 0.31 | 0.08 | 0.09 | 0.3 | illegal corner radius: 0.08, must be from the thickness to the smaller half side",
                "0.05 | 0.44 | 0.31 | 0.32 | 0.09 | 0.3 | illegal corner radius: 0.32, must be from the thickness to the smaller half side",
                "0.05 | 0.44 | 0.31 | 0.16 | 0.09 | -1  | illegal temple length: -1.0, must be at least 0"
            })
    void refusesLengthsOutOfRange(
            double drop,
            double halfWidth,
            double halfHeight,
            double radius,
            double thickness,
            double temples,
            String message) {
        assertThatThrownBy(() -> new EyeglassFrame(drop, halfWidth, halfHeight, radius, thickness, temples))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
