package dev.visor.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Point;
import dev.visor.image.Color;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChartMathTest {

    private static final ColorTable PRINTER = new ParametricPrinter(
                    Color.parse("#202020"),
                    Color.parse("#e03030"),
                    Color.parse("#30b040"),
                    Color.parse("#3040a0"),
                    Color.parse("#40a0d0"),
                    Color.parse("#c04080"),
                    Color.parse("#f0e020"),
                    Color.parse("#f0f0e8"),
                    1.8)
            .table();

    private static Point seen(Point point) {
        double w = 1 + 0.001 * point.x() - 0.0005 * point.y();
        return new Point((3 * point.x() - 0.4 * point.y() + 50) / w, (0.2 * point.x() + 2.5 * point.y() + 900) / w);
    }

    @Test
    void aHomographyIsFoundByItsPoints() {
        List<Point> points = new ArrayList<>();
        ColorChart.marks().forEach(mark -> points.addAll(mark.corners()));
        Homography found =
                Homography.of(points, points.stream().map(ChartMathTest::seen).toList());
        for (ColorChart.Patch patch : ColorChart.patches()) {
            assertThat(found.apply(patch.middle()).distance(seen(patch.middle())))
                    .isLessThan(1e-6);
        }
        Point here = seen(new Point(0, 0));
        assertThat(found.scaleAt(new Point(0, 0)))
                .isCloseTo(
                        Math.sqrt(seen(new Point(1, 0)).distance(here)
                                * seen(new Point(0, 1)).distance(here)),
                        within(0.15));
        List<Point> line = List.of(new Point(0, 0), new Point(1, 0), new Point(2, 0), new Point(3, 0));
        assertThatThrownBy(() -> Homography.of(line, line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theChartHasEveryColorOfTheLatticeAndNoTwoPatchesAtOnePlace() {
        Set<Color> colors = new HashSet<>();
        Set<Point> places = new HashSet<>();
        ColorChart.patches().forEach(patch -> {
            colors.add(patch.sent());
            places.add(patch.middle());
        });
        assertThat(places).hasSize(269);
        assertThat(colors).as("216 and grays in tenths that the lattice lacks").hasSize(216 + 5);
        assertThat(ColorChart.marks().stream().filter(mark -> mark.sides().size() == 4))
                .hasSize(1);
    }

    @Test
    void theTableAgreesWithThePatches() {
        List<ChartReading.SeenPatch> patches = ColorChart.patches().stream()
                .map(patch -> new ChartReading.SeenPatch(patch.sent(), PRINTER.at(patch.sent())))
                .toList();
        assertThat(error(patches)).isLessThan(0.01f);
    }

    @Test
    void nodesWithoutAPatchAreFilledIn() {
        List<ChartReading.SeenPatch> patches = new ArrayList<>();
        for (int i = 0; i < ColorChart.patches().size(); i++) {
            Color sent = ColorChart.patches().get(i).sent();
            if (i % 5 != 0) {
                patches.add(new ChartReading.SeenPatch(sent, PRINTER.at(sent)));
            }
        }
        assertThat(error(patches)).isLessThan(0.08f);
    }

    private static float error(List<ChartReading.SeenPatch> patches) {
        ColorTable fitted = ColorTableFit.of(6, patches);
        float most = 0;
        for (ColorChart.Patch patch : ColorChart.patches()) {
            for (int channel = 0; channel < 3; channel++) {
                float difference = fitted.at(patch.sent()).component(channel)
                        - PRINTER.at(patch.sent()).component(channel);
                most = Math.max(most, Math.abs(difference));
            }
        }
        return most;
    }

    @Test
    void theGamutIsAVolume() {
        assertThat(Gamut.of(ColorTable.sampled(2, color -> color)).share()).isCloseTo(1, within(1e-4));
        ColorTable halved =
                ColorTable.sampled(5, c -> new Color(0.25f + c.red() / 2, 0.25f + c.green() / 2, 0.25f + c.blue() / 2));
        Gamut gamut = Gamut.of(halved);
        assertThat(gamut.share()).isCloseTo(0.125, within(1e-4));
        assertThat(gamut.black()).isEqualTo(new Color(0.25f, 0.25f, 0.25f));
        assertThat(gamut.white()).isEqualTo(new Color(0.75f, 0.75f, 0.75f));
        assertThat(gamut.extremes()).hasSize(8);
    }
}
