package dev.visor.accessory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.run.Seed;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each shape against a naive twin that only checks whether a place is inside. */
class ShapesTest {

    private interface Inside {
        boolean at(double u, double v);
    }

    /** Inside is where the distance is negative; both are met, by at least a hundredth of the draws. */
    private static void assertInside(Accessory accessory, Inside twin) {
        SplittableRandom random = new Seed(3).derive("inside").random();
        int inside = 0;
        for (int i = 0; i < 20_000; i++) {
            double u = random.nextDouble(-1.5, 1.5);
            double v = random.nextDouble(-1.5, 2);
            inside += twin.at(u, v) ? 1 : 0;
            assertThat(accessory.distance(u, v) < 0)
                    .as("%s at (%s, %s)", accessory.name(), u, v)
                    .isEqualTo(twin.at(u, v));
        }
        assertThat(inside).isBetween(200, 19_800);
    }

    @Test
    void aHatBandLiesBetweenTwoHeights() {
        assertInside(new HatBand(0.6, 0.2, 0.9), (u, v) -> v > -0.8 && v < -0.4 && u > -0.9 && u < 0.9);
        assertInside(new HatBand(0.6, 0.2, Double.POSITIVE_INFINITY), (u, v) -> v > -0.8 && v < -0.4);
    }

    @Test
    void aRectangleLiesBetweenItsFourSides() {
        assertInside(Rectangle.DEFAULT, (u, v) -> u > -0.36 && u < 0.36 && v > 0.31 && v < 0.79);
        // Turned clockwise by the angle of the 3-4-5 triangle, its sides run along (0.8, 0.6) and (-0.6, 0.8).
        double degrees = Math.toDegrees(Math.atan2(3, 4));
        assertInside(
                new Rectangle(new FacePoint(0.2, -0.1), 0.5, 0.1, degrees),
                (u, v) -> Math.abs(0.8 * (u - 0.2) + 0.6 * (v + 0.1)) < 0.5
                        && Math.abs(-0.6 * (u - 0.2) + 0.8 * (v + 0.1)) < 0.1);
    }

    @Test
    void aStickerIsARectangleLessItsCorners() {
        assertInside(new Sticker(Sticker.LEFT_CHEEK.center(), 0.3, 0.2, 0.1), (u, v) -> {
            double x = Math.abs(u + 0.62);
            double y = Math.abs(v - 0.74);
            boolean corner = x > 0.2 && y > 0.1;
            return corner ? Math.hypot(x - 0.2, y - 0.1) < 0.1 : x < 0.3 && y < 0.2;
        });
        assertInside(new Sticker(Sticker.FOREHEAD.center(), 0.2, 0.2, 0.2), (u, v) -> Math.hypot(u, v + 0.6) < 0.2);
        assertThat(Sticker.RIGHT_CHEEK.distance(0.3, 0.5)).isEqualTo(Sticker.LEFT_CHEEK.distance(-0.3, 0.5));
    }

    @Test
    void aStickerCanLieAnywhere() {
        Sticker elsewhere = new Sticker(new FacePoint(0.1, 1.3), 0.2, 0.2, 0.2);
        assertInside(elsewhere, (u, v) -> Math.hypot(u - 0.1, v - 1.3) < 0.2);
        assertThat(elsewhere.name()).isEqualTo("sticker");
    }

    /** Without rounding the mask is cut out by lines through its corners. */
    @Test
    void aFaceMaskLiesBelowTheNoseWithinTheCheeks() {
        assertInside(new FaceMask(0.3, 0.6, 1.6, 0.9, 0.4, 0), (u, v) -> {
            double side = 0.9 - 0.5 * (v - 0.6);
            return v < 1.6 && v > 0.3 + Math.abs(u) / 3 && Math.abs(u) < side;
        });
    }

    @Test
    void roundingAFaceMaskTakesOnlyItsCorners() {
        FaceMask mask = FaceMask.DEFAULT;
        double inside = 1e-6;
        assertThat(mask.distance(0, mask.nose() + inside)).isNegative();
        assertThat(mask.distance(0, mask.nose() - inside)).isPositive();
        assertThat(mask.distance(0, mask.chin() - inside)).isNegative();
        assertThat(mask.distance(0, mask.chin() + inside)).isPositive();
        assertThat(mask.distance(mask.halfWidth() - inside, mask.cheek())).isNegative();
        assertThat(mask.distance(-mask.halfWidth() + inside, mask.cheek())).isNegative();
        assertThat(mask.distance(mask.halfWidth() + inside, mask.cheek())).isPositive();
        assertThat(mask.distance(mask.chinHalfWidth() - 0.01, mask.chin() - 0.01))
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NaN  | 0.2 | 1   | illegal rise: NaN, must be finite",
                "0.6  | 0   | 1   | illegal half height: 0.0, must be above 0 and finite",
                "0.6  | 0.2 | NaN | illegal half width: NaN, must be above 0"
            })
    void refusesHatBandsOutOfRange(double rise, double halfHeight, double halfWidth, String message) {
        assertThatThrownBy(() -> new HatBand(rise, halfHeight, halfWidth)).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0   | 0.2      | 0    | illegal half width: 0.0, must be above 0 and finite",
                "0.3 | Infinity | 0    | illegal half height: Infinity, must be above 0 and finite",
                "0.3 | 0.2      | 0.21 | illegal corner radius: 0.21, must be from 0 to the smaller half side",
                "0.3 | 0.2      | NaN  | illegal corner radius: NaN, must be at least 0 and finite"
            })
    void refusesStickersOutOfRange(double halfWidth, double halfHeight, double radius, String message) {
        assertThatThrownBy(() -> new Sticker(Sticker.FOREHEAD.center(), halfWidth, halfHeight, radius))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NaN | 0   | 0.3 | 0.2 | 0        | illegal place along the eyes: NaN, must be finite",
                "0   | NaN | 0.3 | 0.2 | 0        | illegal place across the eyes: NaN, must be finite",
                "0   | 0   | -1  | 0.2 | 0        | illegal half width: -1.0, must be above 0 and finite",
                "0   | 0   | 0.3 | 0   | 0        | illegal half height: 0.0, must be above 0 and finite",
                "0   | 0   | 0.3 | 0.2 | Infinity | illegal degrees: Infinity, must be finite"
            })
    void refusesRectanglesOutOfRange(
            double u, double v, double halfWidth, double halfHeight, double degrees, String message) {
        assertThatThrownBy(() -> new Rectangle(new FacePoint(u, v), halfWidth, halfHeight, degrees))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NaN | 0.6 | 1.6 | 0.9 | 0.4 | 0.1 | illegal nose: NaN, must be finite",
                "0.3 | 0.6 | 1.6 | 0.9 | 0.4 | -1  | illegal corner radius: -1.0, must be at least 0 and finite",
                "0.3 | 0.3 | 1.6 | 0.9 | 0.4 | 0.1 | illegal cheek: 0.3, must be at least nose and corner radius together",
                "0.3 | 0.6 | 0.7 | 0.9 | 0.4 | 0.1 | illegal chin: 0.7, must be above cheek and corner radius together",
                "0.3 | 0.6 | 1.6 | 0.1 | 0.4 | 0.1 | illegal half width: 0.1, must be above the corner radius",
                "0.3 | 0.6 | 1.6 | 0.9 | 1   | 0.1 | illegal chin half width: 1.0, must be from the corner radius to the half width"
            })
    void refusesFaceMasksOutOfRange(
            double nose,
            double cheek,
            double chin,
            double halfWidth,
            double chinHalfWidth,
            double radius,
            String message) {
        assertThatThrownBy(() -> new FaceMask(nose, cheek, chin, halfWidth, chinHalfWidth, radius))
                .hasMessage(message);
    }
}
