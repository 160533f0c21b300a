package dev.visor.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.WornAccessory;
import dev.visor.face.Landmarks;
import dev.visor.face.Point;
import dev.visor.face.Similarity;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.print.ParametricPrinter;
import dev.visor.print.Printer;
import dev.visor.run.Seed;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CaptureTest {

    private static final int SIDE = 112;
    private static final Landmarks EYES = new Landmarks(new Point(38.3, 51.7), new Point(73.5, 51.5));
    private static final WornAccessory FRAME = EyeglassFrame.DEFAULT.wear(EYES, SIDE, SIDE);
    private static final Image FACE = Image.of(SIDE, SIDE, random(1, 0.2f, 0.8f));
    private static final float[] TEXTURE = random(2, 0.1f, 0.9f);
    private static final Printer IDEAL = new WeakenedPrinter(ParametricPrinter.DEFAULT, 0);

    private static float[] random(long seed, float from, float to) {
        Random random = new Random(seed);
        float[] values = new float[3 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = from + (to - from) * random.nextFloat();
        }
        return values;
    }

    private static PrintAndCapture only(Wear wear, Light light, Camera camera) {
        return new PrintAndCapture(IDEAL, wear, light, camera, AlignmentSpread.NONE);
    }

    private static Capture draw(PrintAndCapture settings, long seed) {
        return new CaptureSampler(settings).draw(FRAME, EYES, new Seed(seed));
    }

    private static float[] everywhere() {
        float[] covered = new float[SIDE * SIDE];
        Arrays.fill(covered, 1);
        return covered;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Test
    void nothingHappensToDigitalGlasses() {
        Capture capture = draw(only(Wear.NONE, Light.NONE, Camera.NONE), 3);
        assertThat(capture.of(FACE, TEXTURE).image()).isEqualTo(FRAME.render(FACE, TEXTURE));
        assertThat(capture.alignment(EYES)).isEqualTo(Similarity.shift(0, 0));
        float[] gradient = random(4, -1, 1);
        float[] pulled = capture.of(FACE, TEXTURE).pullBack(gradient);
        float[] expected = FRAME.pullBack(gradient);
        for (int i = 0; i < pulled.length; i++) {
            assertThat(pulled[i]).isCloseTo(expected[i], within(1e-5f));
        }
    }

    @Test
    void theSameSeedGivesTheSamePicture() {
        PrintAndCapture settings = PrintAndCapture.TRIAL;
        assertThat(draw(settings, 5).of(FACE, TEXTURE).image())
                .isEqualTo(draw(settings, 5).of(FACE, TEXTURE).image())
                .isNotEqualTo(draw(settings, 6).of(FACE, TEXTURE).image());
    }

    /** Rounding to 8 bits moves each value by at most half a level, so a long step along a random direction is compared. */
    @Test
    void gradientsOfTheWholeWayAgreeWithFiniteDifferences() {
        PrintAndCapture settings = new PrintAndCapture(
                PrintAndCapture.TRIAL.printer(),
                Wear.DEFAULT,
                new Light(0.2, 0.1, 0.2, 0.02, 0.1, 0.1),
                new Camera(0.03, 0.05, 0.005, 0),
                AlignmentSpread.NONE);
        for (int seed = 0; seed < 5; seed++) {
            Capture capture = draw(settings, 10 + seed);
            float[] gradient = random(20 + seed, 0, 1);
            float[] direction = random(30 + seed, 0.5f, 1);
            float[] pulled = capture.of(FACE, TEXTURE).pullBack(gradient);
            float step = 0.02f;
            double difference = dot(
                            capture.of(FACE, moved(direction, step)).image().values(), gradient)
                    - dot(capture.of(FACE, moved(direction, -step)).image().values(), gradient);
            assertThat(dot(pulled, direction))
                    .isCloseTo(difference / (2 * step), within(0.03 * Math.abs(difference / (2 * step))));
        }
    }

    private static float[] moved(float[] direction, float step) {
        float[] moved = TEXTURE.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += step * direction[i];
        }
        return moved;
    }

    @Test
    void thePlaneIsTheExactAdjointOfItsPullBack() {
        for (int seed = 0; seed < 10; seed++) {
            WornPlane plane = new WornPlane(new Wear(0.1, 10, 0.1, 30, 20, 0.6), EYES, new Seed(seed));
            float[] gradient = random(40 + seed, -1, 1);
            double there = dot(Arrays.copyOf(plane.apply(FRAME, TEXTURE), gradient.length), gradient);
            double back = dot(TEXTURE, plane.pullBack(FRAME, gradient));
            assertThat(there).isCloseTo(back, within(1e-3));
        }
    }

    @Test
    void theBlurIsTheExactAdjointOfItsPullBack() {
        GaussianBlur blur = new GaussianBlur(1.7);
        float[] gradient = random(50, -1, 1);
        assertThat(dot(blur.apply(TEXTURE, SIDE), gradient))
                .isCloseTo(dot(TEXTURE, blur.pullBack(gradient, SIDE)), within(1e-3));
        float[] flat = Image.filled(SIDE, SIDE, new Color(0.3f, 0.3f, 0.3f)).values();
        assertThat(blur.apply(flat, SIDE)[SIDE * 3]).isCloseTo(0.3f, within(1e-5f));
    }

    @Test
    void whiteStaysWhiteHoweverItIsBlurredAndCoarse() {
        Image white = Image.filled(SIDE, SIDE, new Color(1, 1, 1));
        for (int seed = 0; seed < 20; seed++) {
            PrintAndCapture settings = only(Wear.NONE, Light.NONE, new Camera(0.1, 0.2, 0, 0));
            assertThat(draw(settings, seed).of(white)).isEqualTo(white);
        }
    }

    @Test
    void lightAgreesWithFiniteDifferences() {
        LitScene scene = new LitScene(new Light(0, 0.3, 0.5, 0.1, 0.3, 0.3), EYES, new Seed(8));
        float[] gradient = random(60, -1, 1);
        float[] pulled = scene.pullBack(TEXTURE, gradient, SIDE, everywhere());
        float step = 1e-3f;
        int cut = 0;
        for (int i = 0; i < TEXTURE.length; i += 97) {
            float[] higher = TEXTURE.clone();
            float[] lower = TEXTURE.clone();
            higher[i] += step;
            lower[i] -= step;
            float rise = scene.apply(higher, SIDE)[i] - scene.apply(lower, SIDE)[i];
            cut += pulled[i] == 0 ? 1 : 0;
            assertThat(pulled[i]).isCloseTo(gradient[i] * rise / (2 * step), within(2e-2f));
        }
        assertThat(cut).isLessThan(TEXTURE.length / 97 / 2);
    }

    /** With eyes 35.2 pixels apart, a plane that is turned by 60 degrees is seen half as wide, and the near side larger. */
    @Test
    void turnedGlassesAreNarrower() {
        double plain = width(new WornPlane(Wear.NONE, EYES, new Seed(1)));
        double widest = 0;
        double narrowest = plain;
        for (int seed = 0; seed < 40; seed++) {
            double width = width(new WornPlane(new Wear(0, 0, 0, 45, 0, 0), EYES, new Seed(seed)));
            widest = Math.max(widest, width);
            narrowest = Math.min(narrowest, width);
        }
        assertThat(widest).isLessThan(1.1 * plain);
        assertThat(narrowest / plain).isBetween(0.65, 0.85);
    }

    @Test
    void bentGlassesAreNarrower() {
        double plain = width(new WornPlane(Wear.NONE, EYES, new Seed(1)));
        double narrowest = plain;
        for (int seed = 0; seed < 40; seed++) {
            narrowest = Math.min(narrowest, width(new WornPlane(new Wear(0, 0, 0, 0, 0, 0.8), EYES, new Seed(seed))));
        }
        // sin(0.8 * 1.14) / (0.8 * 1.14) = 0.867 at the ends of the temples
        assertThat(narrowest / plain).isBetween(0.85, 0.95);
    }

    private static double width(WornPlane plane) {
        float[] layer = plane.apply(FRAME, TEXTURE);
        int left = SIDE;
        int right = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            if (layer[3 * SIDE * SIDE + i] > 0.5) {
                left = Math.min(left, i % SIDE);
                right = Math.max(right, i % SIDE);
            }
        }
        return right - left + 1;
    }

    @Test
    void onePartAloneLeavesTheOthersOut() {
        PrintAndCapture gamut = PrintAndCapture.TRIAL.only(Distortion.GAMUT, 1);
        assertThat(gamut.wear()).isEqualTo(Wear.NONE);
        assertThat(gamut.light()).isEqualTo(Light.NONE);
        Color white = new Color(1, 1, 1);
        assertThat(gamut.printer().table().at(white))
                .isEqualTo(PrintAndCapture.TRIAL.printer().table().at(white));
        PrintAndCapture light = PrintAndCapture.TRIAL.only(Distortion.LIGHT, 0.5);
        assertThat(light.printer().table().at(white)).isEqualTo(white);
        assertThat(light.light().gain()).isEqualTo(PrintAndCapture.TRIAL.light().gain() / 2);
        assertThat(PrintAndCapture.TRIAL.only(Distortion.CAMERA, 0).camera()).isEqualTo(Camera.NONE);
    }
}
