package dev.visor.accessory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Alignment;
import dev.visor.face.Landmarks;
import dev.visor.face.Point;
import dev.visor.run.Seed;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AccessoriesTest {

    private static Iterable<Accessory> presets() {
        return Accessories.presets().values();
    }

    /** The shares are those in the Javadoc of the presets. */
    @ParameterizedTest
    @CsvSource({
        "eyeglass frame, 6.9, 5.8",
        "round glasses, 5.7, 5.1",
        "large glasses, 8.3, 6.9",
        "sunglasses, 13.0, 10.5",
        "hat band, 9.0, 7.6",
        "wide hat band, 12.0, 11.1",
        "forehead sticker, 3.2, 2.7",
        "left cheek sticker, 2.5, 2.2",
        "right cheek sticker, 2.5, 2.1",
        "face mask, 21.2, 17.1",
        "rectangle, 4.5, 3.7"
    })
    void coverTheSharesOfTheirJavadoc(String name, double dlib, double arcface) {
        Accessory accessory = Objects.requireNonNull(Accessories.presets().get(name));
        double onDlib = 100 * worn(accessory, Alignment.DLIB, 150).region().share();
        double onArcface =
                100 * worn(accessory, Alignment.ARCFACE, 112).region().share();
        assertThat(onDlib).isCloseTo(dlib, within(0.05));
        assertThat(onArcface).isCloseTo(arcface, within(0.05));
    }

    private static WornAccessory worn(Accessory accessory, Alignment alignment, int size) {
        return accessory.wear(alignment.landmarks(size, size), size, size);
    }

    /** Worn in the middle of a picture of thrice the size, an accessory has as many pixels, so none is cut off. */
    @ParameterizedTest
    @MethodSource("presets")
    void lieWhollyInThePictureOfEitherAlignment(Accessory accessory) {
        boolean endless = accessory.equals(HatBand.WIDE);
        assertThat(cutOff(accessory, Alignment.DLIB, 150)).isEqualTo(endless);
        assertThat(cutOff(accessory, Alignment.ARCFACE, 112)).isEqualTo(endless);
    }

    private static boolean cutOff(Accessory accessory, Alignment alignment, int size) {
        Landmarks eyes = alignment.landmarks(size, size);
        Landmarks moved = new Landmarks(
                new Point(eyes.leftEye().x() + size, eyes.leftEye().y() + size),
                new Point(eyes.rightEye().x() + size, eyes.rightEye().y() + size));
        int whole = accessory.wear(moved, 3 * size, 3 * size).region().area();
        return accessory.wear(eyes, size, size).region().area() != whole;
    }

    @Test
    void haveTheNamesThatTheyReport() {
        assertThat(Accessories.presets().keySet())
                .startsWith("eyeglass frame", "round glasses")
                .doesNotHaveDuplicates();
        Accessories.presets().forEach((name, accessory) -> {
            if (!(accessory instanceof EyeglassFrame)) {
                assertThat(name).endsWith(accessory.name());
            }
        });
    }

    /** Covers of families rest on this; pairs are near to each other or far apart. */
    @ParameterizedTest
    @MethodSource("presets")
    void haveDistancesThatAreLipschitz(Accessory accessory) {
        SplittableRandom random = new Seed(8).derive("Lipschitz").random();
        Accessory posed = new PosedAccessory(accessory, new Pose(0.3, -0.2, 0.7, 25));
        for (int i = 0; i < 20_000; i++) {
            double u = random.nextDouble(-1.6, 1.6);
            double v = random.nextDouble(-1.6, 2);
            double apart = Math.pow(10, random.nextDouble(-4, 0.3));
            double angle = random.nextDouble(2 * Math.PI);
            double u2 = u + apart * Math.cos(angle);
            double v2 = v + apart * Math.sin(angle);
            double largest = apart * (1 + 1e-9) + 1e-12;
            assertThat(Math.abs(accessory.distance(u, v) - accessory.distance(u2, v2)))
                    .isLessThanOrEqualTo(largest);
            assertThat(Math.abs(posed.distance(u, v) - posed.distance(u2, v2))).isLessThanOrEqualTo(largest);
        }
    }

    /** The twin looks for the nearest place inside on a grid, which is off by half its diagonal and no more. */
    @ParameterizedTest
    @MethodSource("presets")
    void haveTrueDistancesOutside(Accessory accessory) {
        double spacing = 0.01;
        SplittableRandom random = new Seed(9).derive("outside").random();
        for (int i = 0; i < 60; i++) {
            double u = random.nextDouble(-1.4, 1.4);
            double v = random.nextDouble(-1.2, 2);
            double distance = accessory.distance(u, v);
            if (distance > 0) {
                double nearest = Double.POSITIVE_INFINITY;
                for (double x = -1.5; x < 1.5; x += spacing) {
                    for (double y = -1.2; y < 2; y += spacing) {
                        if (accessory.distance(x, y) <= 0) {
                            nearest = Math.min(nearest, Math.hypot(x - u, y - v));
                        }
                    }
                }
                assertThat(nearest).isBetween(distance, distance + 2 * spacing);
            }
        }
    }

    @Test
    void mayTakeSixTenthsOfThePictureAndNoMore() {
        // Eyes that are a pixel apart, and lower edges in the middle of the rows 5, 6 and beyond 9 of 10.
        Landmarks eyes = new Landmarks(new Point(4, 4.5), new Point(5, 4.5));
        FacePoint above = new FacePoint(0, -2);
        assertThat(new Rectangle(above, 20, 2.5, 0).wear(eyes, 10, 10).region().share())
                .isEqualTo(0.6);
        assertThatThrownBy(() -> new Rectangle(above, 20, 3.5, 0).wear(eyes, 10, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the accessory covers the whole face: 70.0 % of the picture, must be at most 60 %");
        assertThatThrownBy(() -> new Rectangle(above, 20, 20, 0).wear(eyes, 10, 10))
                .hasMessage("the accessory covers the whole face: 100.0 % of the picture, must be at most 60 %");
    }
}
