package dev.visor.accessory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.run.Seed;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoseBoxTest {

    private static final double RIM = 0.01;

    /**
     * Points that some pose of a box brings under an accessory are as near to it in the middle pose as the box says;
     * with nine tenths of its reach they would not all be, so it is not just large.
     */
    @ParameterizedTest
    @CsvSource({
        "0.1, 0,    0,    0",
        "0,   0.1,  0,    0",
        "0,   0,    0.04, 0",
        "0,   0,    0,    4",
        "0.1, 0.05, 0.08, 3"
    })
    void reachesAsFarAsAnyPoseAndNotMuchFarther(double along, double across, double scale, double degrees) {
        SplittableRandom random = new Seed(5).derive("reach").random();
        PoseBox box = new PoseBox(new Pose(0.2, -0.1, 0.9, 10), along, across, scale, degrees);
        boolean several = along > 0 && across > 0;
        double most = 0;
        for (Accessory accessory : Accessories.presets().values()) {
            Accessory middle = new PosedAccessory(accessory, box.middle());
            for (int i = 0; i < 100_000; i++) {
                Accessory posed = new PosedAccessory(accessory, drawn(box, random));
                double u = random.nextDouble(-1.5, 1.5);
                double v = random.nextDouble(-1.5, 2);
                if (posed.distance(u, v) < RIM) {
                    double radius = Math.hypot(
                            u - middle.center().u(), v - middle.center().v());
                    double share = (middle.distance(u, v) - RIM) / box.reach(radius, RIM);
                    assertThat(share).isLessThanOrEqualTo(1);
                    most = Math.max(most, share);
                }
            }
        }
        // All four at once can't all move a point straight away from the edge.
        assertThat(most).isGreaterThan(several ? 0.6 : 0.9);
    }

    /** Half of the values are at the ends of their ranges, where the reach is needed most. */
    private static Pose drawn(PoseBox box, SplittableRandom random) {
        return new Pose(
                box.middle().along() + box.along() * side(random),
                box.middle().across() + box.across() * side(random),
                box.middle().scale() + box.scale() * side(random),
                box.middle().degrees() + box.degrees() * side(random));
    }

    private static double side(SplittableRandom random) {
        double side = random.nextDouble(-1, 1);
        return random.nextBoolean() ? Math.signum(side) : side;
    }

    @Test
    void isPartedWithoutGaps() {
        PoseBox box = new PoseBox(new Pose(1, 2, 3, 4), 0.6, 0.2, 0.8, 9);
        List<PoseBox> parts = box.parts(3, 1, 2, 1);
        assertThat(parts).hasSize(6).allMatch(part -> part.across() == 0.2 && part.degrees() == 9);
        assertThat(parts)
                .extracting(part -> Math.round(part.middle().along() * 10))
                .containsExactly(6L, 6L, 10L, 10L, 14L, 14L);
        assertThat(parts)
                .extracting(part -> Math.round(part.middle().scale() * 10))
                .containsExactly(26L, 34L, 26L, 34L, 26L, 34L);
        assertThat(parts).extracting(part -> Math.round(part.along() * 10)).containsOnly(2L);
        assertThat(parts).extracting(part -> Math.round(part.scale() * 10)).containsOnly(4L);
    }

    @Test
    void halvesTheSideThatMovesAPointMost() {
        PoseBox box = new PoseBox(Pose.NEUTRAL, 0.05, 0.04, 0.1, 9);
        assertThat(box.halves(0.1)).hasSize(2).allMatch(half -> half.along() == 0.025);
        assertThat(box.halves(1)).hasSize(2).allMatch(half -> half.degrees() == 4.5);
        assertThat(new PoseBox(Pose.NEUTRAL, 0.05, 0.06, 0.1, 3).halves(0.1)).allMatch(half -> half.across() == 0.03);
        assertThat(new PoseBox(Pose.NEUTRAL, 0.05, 0.06, 0.1, 3).halves(1)).allMatch(half -> half.scale() == 0.05);
    }
}
