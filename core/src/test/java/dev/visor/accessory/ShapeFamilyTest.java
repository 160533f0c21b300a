package dev.visor.accessory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.face.Alignment;
import dev.visor.face.Landmarks;
import dev.visor.face.Point;
import dev.visor.image.Mask;
import dev.visor.run.IllegalSettingException;
import dev.visor.run.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShapeFamilyTest {

    private static final int DRAWS = 300;
    private static final List<CoverConfig> CONFIGS = List.of(
            CoverConfig.UNION,
            CoverConfig.SHAPES,
            CoverConfig.QUARTERS,
            new CoverConfig(2, 3, 1, 2, false),
            new CoverConfig(1, 1, 3, 1, true));

    private static Stream<Arguments> familiesAtEyes() {
        return ShapeFamily.presets().values().stream()
                .flatMap(family -> Stream.of(
                        Arguments.of(family, Alignment.DLIB.landmarks(150, 150), 150),
                        Arguments.of(family, Alignment.ARCFACE.landmarks(112, 112), 112)));
    }

    @ParameterizedTest
    @MethodSource("familiesAtEyes")
    void coversEveryMemberWithOneOfItsMasks(ShapeFamily family, Landmarks eyes, int size) {
        List<Mask> regions = regions(family, eyes, size);
        assertThat(regions).hasSizeGreaterThan(DRAWS);
        for (CoverConfig config : CONFIGS) {
            List<Mask> masks = family.cover(eyes, size, size, config);
            assertThat(masks).hasSize(config.masks(family.shapes().size()));
            assertThat(regions).allMatch(region -> masks.stream().anyMatch(mask -> within(region, mask)));
        }
    }

    /** A mask less the pixels at its edge is too small, so the check above sees a margin that is a pixel too narrow. */
    @ParameterizedTest
    @MethodSource("familiesAtEyes")
    void wouldMissMembersIfItsMasksWereAPixelNarrower(ShapeFamily family, Landmarks eyes, int size) {
        List<Mask> regions = regions(family, eyes, size);
        List<Mask> narrow = family.cover(eyes, size, size, CoverConfig.QUARTERS).stream()
                .map(ShapeFamilyTest::withoutEdge)
                .toList();
        assertThat(regions).anyMatch(region -> narrow.stream().noneMatch(mask -> within(region, mask)));
        Mask union =
                withoutEdge(family.cover(eyes, size, size, CoverConfig.UNION).get(0));
        assertThat(regions).anyMatch(region -> !within(region, union));
    }

    /**
     * The naive twin draws members on a grid of poses. Its pixels are all in the mask; and those of the mask are all
     * within a quarter of a pixel of it, and the little that the grid misses.
     */
    @ParameterizedTest
    @CsvSource({"0", "20"})
    void coversLittleMoreThanItsMembers(double degrees) {
        double x = 20 * Math.cos(Math.toRadians(degrees));
        double y = 20 * Math.sin(Math.toRadians(degrees));
        Landmarks eyes = new Landmarks(new Point(35 - x, 30 - y), new Point(35 + x, 30 + y));
        ShapeFamily family = new ShapeFamily(
                "test", List.of(EyeglassFrame.ROUND, Sticker.LEFT_CHEEK), new Tolerance(0.1, 0.05, 0.1, 5));
        EyeCoordinates coordinates = new EyeCoordinates(eyes, 70, 70);
        double[] nearest = new double[70 * 70];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int shape = 0; shape < 2; shape++) {
            for (Pose pose : grid(family.tolerance(), 6)) {
                Accessory member = family.member(shape, pose);
                for (int i = 0; i < nearest.length; i++) {
                    nearest[i] = Math.min(nearest[i], member.distance(coordinates.u(i), coordinates.v(i)));
                }
            }
        }
        Mask mask = family.cover(eyes, 70, 70, CoverConfig.UNION).get(0);
        int free = 0;
        for (int i = 0; i < nearest.length; i++) {
            double pixels = nearest[i] * 40;
            if (pixels < 0.5) {
                assertThat(mask.contains(i)).isTrue();
            } else if (pixels > 1) {
                assertThat(mask.contains(i)).isFalse();
                free++;
            }
        }
        assertThat(free).isGreaterThan(1000);
    }

    private static List<Pose> grid(Tolerance tolerance, int steps) {
        List<Pose> poses = new ArrayList<>();
        for (int a = 0; a <= steps; a++) {
            for (int b = 0; b <= steps; b++) {
                for (int s = 0; s <= steps; s++) {
                    for (int r = 0; r <= steps; r++) {
                        poses.add(pose(
                                tolerance,
                                2.0 * a / steps - 1,
                                2.0 * b / steps - 1,
                                2.0 * s / steps - 1,
                                2.0 * r / steps - 1));
                    }
                }
            }
        }
        return poses;
    }

    private static Pose pose(Tolerance tolerance, double along, double across, double scale, double rotation) {
        return new Pose(
                along * tolerance.along(),
                across * tolerance.across(),
                1 + scale * tolerance.scale(),
                rotation * tolerance.degrees());
    }

    /** Those of two tests are the same. */
    private static final Map<String, List<Mask>> REGIONS = new ConcurrentHashMap<>();

    private static List<Mask> regions(ShapeFamily family, Landmarks eyes, int size) {
        return REGIONS.computeIfAbsent(family.name() + size, any -> drawRegions(family, eyes, size));
    }

    /** Returns the regions of each shape in all corner poses, the neutral one and random ones. */
    private static List<Mask> drawRegions(ShapeFamily family, Landmarks eyes, int size) {
        SplittableRandom random = new Seed(4).derive("member").random();
        List<Mask> regions = new ArrayList<>();
        for (int shape = 0; shape < family.shapes().size(); shape++) {
            List<Pose> poses = new ArrayList<>(grid(family.tolerance(), 1));
            poses.add(Pose.NEUTRAL);
            for (int i = 0; i < DRAWS; i++) {
                poses.add(pose(family.tolerance(), side(random), side(random), side(random), side(random)));
            }
            for (Pose pose : poses) {
                regions.add(family.member(shape, pose).wear(eyes, size, size).region());
            }
        }
        return regions;
    }

    /** A third of the values are at the ends of their ranges. */
    private static double side(SplittableRandom random) {
        return Math.max(-1, Math.min(1, random.nextDouble(-1.5, 1.5)));
    }

    private static boolean within(Mask region, Mask mask) {
        return mask.contains(region);
    }

    private static Mask withoutEdge(Mask mask) {
        boolean[] inner = new boolean[mask.width() * mask.height()];
        for (int row = 0; row < mask.height(); row++) {
            for (int column = 0; column < mask.width(); column++) {
                inner[row * mask.width() + column] = mask.contains(row, column)
                        && mask.contains(Math.max(row - 1, 0), column)
                        && mask.contains(Math.min(row + 1, mask.height() - 1), column)
                        && mask.contains(row, Math.max(column - 1, 0))
                        && mask.contains(row, Math.min(column + 1, mask.width() - 1));
            }
        }
        return Mask.of(mask.width(), mask.height(), inner);
    }

    /** Each eye is found a little beside where it is, and the accessory stays where it is worn. */
    @Test
    void coversMembersWhereEyesAreFoundWithAnError() {
        double spread = 0.05;
        Landmarks found = Alignment.ARCFACE.landmarks(112, 112);
        Mask mask = ShapeFamily.GLASSES
                .widened(spread)
                .cover(found, 112, 112, CoverConfig.UNION)
                .get(0);
        Mask narrow =
                ShapeFamily.GLASSES.cover(found, 112, 112, CoverConfig.UNION).get(0);
        SplittableRandom random = new Seed(5).derive("eyes").random();
        int outside = 0;
        for (int i = 0; i < DRAWS; i++) {
            Landmarks eyes =
                    new Landmarks(moved(found.leftEye(), spread, random), moved(found.rightEye(), spread, random));
            Mask region = ShapeFamily.GLASSES.draw(random, eyes, 112, 112).region();
            assertThat(within(region, mask)).isTrue();
            outside += within(region, narrow) ? 0 : 1;
        }
        assertThat(outside).isPositive();
        assertThat(ShapeFamily.GLASSES.leastShift()).isEqualTo(0.06);
        assertThat(ShapeFamily.GLASSES.widened(spread).leastShift()).isEqualTo(0.11);
    }

    /** By so much of the distance of the eyes where they are found, which is less than that where they are. */
    private static Point moved(Point eye, double spread, SplittableRandom random) {
        double angle = random.nextDouble(2 * Math.PI);
        double length = spread * 35 * (1 - 2 * spread);
        return new Point(eye.x() + length * Math.cos(angle), eye.y() + length * Math.sin(angle));
    }

    @Test
    void hasTheAccessoryAloneWithoutTolerance() {
        ShapeFamily family = new ShapeFamily("one", List.of(EyeglassFrame.DEFAULT), new Tolerance(0, 0, 0, 0));
        Landmarks eyes = Alignment.DLIB.landmarks(150, 150);
        assertThat(family.cover(eyes, 150, 150, CoverConfig.UNION))
                .containsExactly(EyeglassFrame.DEFAULT.wear(eyes, 150, 150).region());
    }

    @Test
    void leavesOutCellsBesideThePicture() {
        ShapeFamily family = new ShapeFamily("one", List.of(Sticker.FOREHEAD), new Tolerance(9, 0, 0, 0));
        Landmarks eyes = new Landmarks(new Point(10, 50), new Point(40, 50));
        CoverConfig thirds = new CoverConfig(3, 1, 1, 1, true);
        assertThat(thirds.masks(1)).isEqualTo(3);
        assertThat(family.cover(eyes, 50, 100, thirds)).hasSize(1);
        Landmarks far = new Landmarks(new Point(900, 900), new Point(950, 900));
        assertThatThrownBy(() -> family.cover(far, 50, 100, thirds))
                .hasMessage("the accessory lies outside the picture");
    }

    @Test
    void hasPresetsOfTheirNames() {
        assertThat(ShapeFamily.presets().keySet())
                .containsExactly("glasses", "hat band", "forehead sticker", "cheek sticker", "face mask");
        assertThat(CoverConfig.presets()).containsEntry("QUARTERS", new CoverConfig(2, 2, 1, 1, true));
        assertThat(CoverConfig.SHAPES.masks(3)).isEqualTo(3);
    }

    @Test
    void refusesWhatIsNoMember() {
        ShapeFamily family = ShapeFamily.GLASSES;
        assertThatThrownBy(() -> family.member(3, Pose.NEUTRAL)).hasMessage("illegal shape: 3, must be in [0, 2]");
        for (Pose pose : List.of(
                new Pose(0.061, 0, 1, 0),
                new Pose(0, -0.061, 1, 0),
                new Pose(0, 0, 1.081, 0),
                new Pose(0, 0, 0.919, 0),
                new Pose(0, 0, 1, -3.1))) {
            assertThatThrownBy(() -> family.member(0, pose))
                    .isInstanceOf(IllegalSettingException.class)
                    .hasMessage("illegal pose: " + pose + ", must be within " + family.tolerance());
        }
        assertThatThrownBy(() -> new ShapeFamily("none", List.of(), family.tolerance()))
                .hasMessage("illegal shapes: [], must be at least one");
        assertThatThrownBy(() -> new ShapeFamily(" ", family.shapes(), family.tolerance()))
                .hasMessage("illegal name: \" \", must be letters, digits, spaces and hyphens");
        assertThatThrownBy(() -> new ShapeFamily("../up", family.shapes(), family.tolerance()))
                .hasMessage("illegal name: \"../up\", must be letters, digits, spaces and hyphens");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1  | 0   | 0   | 0   | illegal along: -1.0, must be at least 0 and finite",
                "0   | NaN | 0   | 0   | illegal across: NaN, must be at least 0 and finite",
                "0   | 0   | 1   | 0   | illegal scale: 1.0, must be in [0, 1)",
                "0   | 0   | 0   | 181 | illegal degrees: 181.0, must be in [0, 180]"
            })
    void refusesTolerancesOutOfRange(double along, double across, double scale, double degrees, String message) {
        assertThatThrownBy(() -> new Tolerance(along, across, scale, degrees)).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 1  | 1 | 1  | illegal along: 0, must be in [1, 16]",
                "1 | 17 | 1 | 1  | illegal across: 17, must be in [1, 16]",
                "1 | 1  | 0 | 1  | illegal scale: 0, must be in [1, 16]",
                "1 | 1  | 1 | -1 | illegal rotation: -1, must be in [1, 16]"
            })
    void refusesCellsOutOfRange(int along, int across, int scale, int rotation, String message) {
        assertThatThrownBy(() -> new CoverConfig(along, across, scale, rotation, true))
                .hasMessage(message);
    }
}
