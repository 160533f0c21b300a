package dev.visor.accessory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Landmarks;
import dev.visor.face.Point;
import dev.visor.image.Color;
import dev.visor.image.Image;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PosedAccessoryTest {

    private static final int SIZE = 160;
    private static final Landmarks EYES = eyes(new Point(80, 70), 40, 0);

    private static Iterable<Accessory> presets() {
        return Accessories.presets().values();
    }

    private static Landmarks eyes(Point middle, double distance, double degrees) {
        double x = distance / 2 * Math.cos(Math.toRadians(degrees));
        double y = distance / 2 * Math.sin(Math.toRadians(degrees));
        return new Landmarks(new Point(middle.x() - x, middle.y() - y), new Point(middle.x() + x, middle.y() + y));
    }

    /** The twin moves, turns and parts the eyes instead, such that the accessory's center stays where the pose puts it. */
    @ParameterizedTest
    @MethodSource("presets")
    void isWornAsAtEyesThatAreMovedTheSameWay(Accessory accessory) {
        Pose pose = new Pose(0.1, -0.05, 1.2, 20);
        double centerX = 80 + 40 * (accessory.center().u() + pose.along());
        double centerY = 70 + 40 * (accessory.center().v() + pose.across());
        double backX = -40 * pose.scale() * accessory.center().u();
        double backY = -40 * pose.scale() * accessory.center().v();
        double cos = Math.cos(Math.toRadians(20));
        double sin = Math.sin(Math.toRadians(20));
        Point middle = new Point(centerX + cos * backX - sin * backY, centerY + sin * backX + cos * backY);
        float[] posed = coverage(new PosedAccessory(accessory, pose), EYES);
        float[] twin = coverage(accessory, eyes(middle, 40 * pose.scale(), 20));
        for (int i = 0; i < posed.length; i++) {
            assertThat(posed[i]).isCloseTo(twin[i], within(1e-4f));
        }
    }

    private static float[] coverage(Accessory accessory, Landmarks eyes) {
        return accessory
                .wear(eyes, SIZE, SIZE)
                .pullBack(Image.filled(SIZE, SIZE, new Color(1, 1, 1)).values());
    }

    @ParameterizedTest
    @MethodSource("presets")
    void twoPosesAreOne(Accessory accessory) {
        Pose first = new Pose(0.1, -0.05, 1.2, 20);
        Pose second = new Pose(-0.02, 0.04, 0.9, -7);
        PosedAccessory posed = new PosedAccessory(accessory, first);
        PosedAccessory joined = new PosedAccessory(posed, second);
        assertThat(joined).isEqualTo(new PosedAccessory(accessory, first.then(second)));

        float[] once = coverage(joined, EYES);
        float[] inTurn = coverage(new PosedAccessory(new OfAnotherKind(posed), second), EYES);
        for (int i = 0; i < once.length; i++) {
            assertThat(once[i]).isCloseTo(inTurn[i], within(1e-4f));
        }
    }

    /** An accessory of which one can't see that it is posed. */
    private record OfAnotherKind(Accessory accessory) implements Accessory {

        @Override
        public String name() {
            return accessory.name();
        }

        @Override
        public FacePoint center() {
            return accessory.center();
        }

        @Override
        public double distance(double u, double v) {
            return accessory.distance(u, v);
        }
    }

    @ParameterizedTest
    @MethodSource("presets")
    void isTheAccessoryItselfInTheNeutralPose(Accessory accessory) {
        Accessory posed = new PosedAccessory(accessory, Pose.NEUTRAL);
        assertThat(posed.wear(EYES, SIZE, SIZE).region())
                .isEqualTo(accessory.wear(EYES, SIZE, SIZE).region());
        assertThat(posed.center()).isEqualTo(accessory.center());
    }

    @Test
    void describesItself() {
        Accessory posed = new PosedAccessory(Sticker.FOREHEAD, new Pose(0.1, -0.05, 1.2, 20));
        assertThat(posed.name()).isEqualTo("sticker");
        assertThat(posed.center().u()).isCloseTo(0.1, within(1e-12));
        assertThat(posed.center().v()).isCloseTo(-0.65, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NaN | 0        | 1 | 0   | illegal along: NaN, must be finite",
                "0   | Infinity | 1 | 0   | illegal across: Infinity, must be finite",
                "0   | 0        | 0 | 0   | illegal scale: 0.0, must be above 0 and finite",
                "0   | 0        | 1 | NaN | illegal degrees: NaN, must be finite"
            })
    void refusesPosesOutOfRange(double along, double across, double scale, double degrees, String message) {
        assertThatThrownBy(() -> new Pose(along, across, scale, degrees)).hasMessage(message);
    }
}
