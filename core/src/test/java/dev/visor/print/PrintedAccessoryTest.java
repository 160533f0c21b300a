package dev.visor.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.accessory.Accessories;
import dev.visor.accessory.Accessory;
import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.FaceMask;
import dev.visor.accessory.FacePoint;
import dev.visor.accessory.HatBand;
import dev.visor.accessory.Pose;
import dev.visor.accessory.PosedAccessory;
import dev.visor.accessory.Rectangle;
import dev.visor.face.Alignment;
import dev.visor.face.Landmarks;
import dev.visor.face.Point;
import dev.visor.image.Color;
import dev.visor.image.Image;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintedAccessoryTest {

    private static final int SIDE = 150;
    private static final Landmarks EYES = Alignment.DLIB.landmarks(SIDE, SIDE);
    private static final Color RED = new Color(1, 0, 0);

    private static PrintedAccessory plain(Accessory accessory, double eyeDistance) {
        return new PrintedAccessory(
                accessory.name(), accessory, AccessoryTexture.plain(RED), EYES, SIDE, SIDE, eyeDistance);
    }

    @ParameterizedTest
    @ValueSource(doubles = {50, 63, 80})
    void theFrameIsAsWideAsItsSettingsSay(double eyeDistance) {
        EyeglassFrame frame = EyeglassFrame.DEFAULT;
        PrintedAccessory printed = plain(frame, eyeDistance);
        // The temples end in half circles.
        double half = 0.5 + frame.halfWidth() + frame.templeLength() + frame.thickness() / 2;
        assertThat(printed.width()).isCloseTo(2 * half * eyeDistance, within(0.02));
        assertThat(printed.height()).isCloseTo(2 * frame.halfHeight() * eyeDistance, within(0.02));
        assertThat(printed.outline()).as("the outer line and that of each lens").hasSize(3);
    }

    static Iterable<Accessory> presets() {
        return Accessories.presets().values();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void theOutlineLiesOnTheEdge(Accessory accessory) {
        Outline.Distance distance = (x, y) -> Math.max(63 * accessory.distance(x / 63, y / 63), Math.abs(x) - 90);
        List<List<Point>> loops = Outline.of(distance, -91, -91, 91, 120, 0.2, 0.01);
        assertThat(loops).isNotEmpty();
        for (List<Point> loop : loops) {
            assertThat(loop).hasSizeBetween(4, 400);
            for (int i = 0; i < loop.size(); i++) {
                Point from = loop.get(i);
                Point to = loop.get((i + 1) % loop.size());
                // Corners are cut by the grid.
                assertThat(distance.at(from.x(), from.y())).isCloseTo(0, within(0.06));
                assertThat(distance.at((from.x() + to.x()) / 2, (from.y() + to.y()) / 2))
                        .isCloseTo(0, within(0.11));
            }
        }
    }

    @Test
    void partsThatTouchGiveClosedLines() {
        // Fields of a bent chess board, of which four meet within one cell of the grid.
        Outline.Distance board = (x, y) -> Math.max(Math.sin(x) * Math.sin(y) + 0.001, Math.hypot(x, y) - 8);
        List<List<Point>> loops = Outline.of(board, -10, -10, 10, 10, 0.37, 0);
        assertThat(loops).hasSizeGreaterThan(5);
        for (List<Point> loop : loops) {
            for (int i = 0; i < loop.size(); i++) {
                assertThat(loop.get(i).distance(loop.get((i + 1) % loop.size())))
                        .isLessThan(0.37 * 1.5);
            }
        }
    }

    @Test
    void partsThatMeetInACellAreJoinedThroughItsMiddleOrNot() {
        // The origin is the middle of a cell, of which two opposite corners are inside.
        for (double gap : new double[] {-0.005, 0.005}) {
            Outline.Distance quarters = (x, y) -> Math.max(gap - x * y, Math.hypot(x, y) - 1.8);
            assertThat(Outline.of(quarters, -2.1, -2.1, 2.1, 2.1, 0.2, 0)).hasSize(gap < 0 ? 1 : 2);
        }
    }

    @Test
    void whatLiesOutsideOfThePictureIsCutOff() {
        double picture = SIDE / EYES.eyeDistance() * 63;
        assertThat(plain(HatBand.WIDE, 63).width()).isCloseTo(picture, within(0.01));
        assertThatThrownBy(() -> plain(new Rectangle(new FacePoint(9, 9), 0.1, 0.1, 0), 63))
                .hasMessageMatching("illegal accessory: \\w+, must be at least in part within the picture");
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 300, 600})
    void theRasterHasTheResolutionAndTheBleed(int dpi) {
        PrintedAccessory printed = plain(HatBand.DEFAULT, 63);
        Image raster = printed.raster(dpi);
        double pixel = 25.4 / dpi;
        assertThat(raster.width() * pixel).isBetween(printed.width() + 2, printed.width() + 2 + pixel);
        assertThat(raster.height() * pixel).isBetween(printed.height() + 2, printed.height() + 2 + pixel);
        assertThat(raster.value(1, raster.height() / 2, 0))
                .as("red up to the bleed")
                .isLessThan(0.6f);
        assertThat(raster.value(0, raster.height() / 2, raster.width() / 2)).isEqualTo(1);
        assertThat(raster.value(1, raster.height() / 2, raster.width() / 2)).isZero();
        assertThat(raster.value(1, 0, 0)).as("the bleed has round corners").isGreaterThan(0.9f);
    }

    @Test
    void eyesTooNearOrTooFarAndOtherResolutionsAreRefused() {
        for (double distance : new double[] {49.9, 80.1, Double.NaN, -63}) {
            assertThatThrownBy(() -> plain(HatBand.DEFAULT, distance))
                    .hasMessage("illegal eye distance: " + distance + ", must be in [50, 80] mm");
        }
        PrintedAccessory printed = plain(HatBand.DEFAULT, 63);
        for (int dpi : new int[] {71, 1201, 0}) {
            assertThatThrownBy(() -> printed.raster(dpi))
                    .hasMessage("illegal resolution: " + dpi + ", must be in [72, 1200] dpi");
        }
    }

    @Test
    void foldsRunAcrossTheTemplesAndDownTheMask() {
        PrintedAccessory frame = plain(EyeglassFrame.DEFAULT, 63);
        assertThat(frame.folds()).hasSize(2);
        for (List<Point> fold : frame.folds()) {
            assertThat(fold.get(0).x()).isEqualTo(fold.get(1).x(), within(1e-9));
            assertThat(fold.get(0).distance(fold.get(1))).isCloseTo(0.08 * 63, within(1e-6));
        }
        double hinge = (0.20 + 0.04 - 0.05) * 63;
        assertThat(frame.folds().get(0).get(0).x()).isCloseTo(hinge, within(0.02));
        assertThat(frame.folds().get(1).get(0).x()).isCloseTo(frame.width() - hinge, within(0.02));
        PrintedAccessory mask = plain(FaceMask.DEFAULT, 63);
        assertThat(mask.folds()).hasSize(1);
        assertThat(mask.folds().get(0).get(0).x()).isCloseTo(mask.width() / 2, within(0.02));
        assertThat(plain(HatBand.DEFAULT, 63).folds()).isEmpty();
        assertThat(new EyeglassFrame(0.05, 0.44, 0.31, 0.16, 0.08, 0).foldLines())
                .isEmpty();
    }

    @Test
    void foldsTurnWithTheAccessory() {
        PosedAccessory turned = new PosedAccessory(FaceMask.DEFAULT, new Pose(0.1, -0.2, 0.8, 20));
        FacePoint from = turned.foldLines().get(0).from();
        FacePoint to = turned.foldLines().get(0).to();
        assertThat(turned.distance(from.u(), from.v())).isCloseTo(0, within(0.03));
        assertThat(turned.distance(to.u(), to.v())).isCloseTo(0, within(1e-9));
        assertThat(Math.toDegrees(Math.atan2(from.u() - to.u(), to.v() - from.v())))
                .isCloseTo(20, within(1e-6));
    }
}
