package dev.visor.attack.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.image.Color;
import dev.visor.print.ColorTable;
import dev.visor.print.ParametricPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrintableColorsTest {

    private static final ColorTable PRINTED = ParametricPrinter.DEFAULT.table();
    private static final Constraint PRINTABLE = PrintableColors.DEFAULT.prepared();

    private static Color projected(Color color) {
        float[] to = {color.red(), color.green(), color.blue()};
        PRINTABLE.project(to.clone(), to);
        return new Color(to[0], to[1], to[2]);
    }

    private static double distance(Color one, Color other) {
        return Math.sqrt(Math.pow(one.red() - other.red(), 2)
                + Math.pow(one.green() - other.green(), 2)
                + Math.pow(one.blue() - other.blue(), 2));
    }

    private static List<Color> random(int count) {
        SplittableRandom random = new SplittableRandom(5);
        List<Color> colors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            colors.add(
                    new Color((float) random.nextDouble(), (float) random.nextDouble(), (float) random.nextDouble()));
        }
        return colors;
    }

    @Test
    void colorsThatThePrinterShowsStayWhatTheyAre() {
        for (Color sent : random(300)) {
            Color seen = PRINTED.at(sent);
            assertThat(distance(projected(seen), seen)).isLessThan(0.02);
        }
    }

    /** A search among many printed colors finds none that is clearly nearer. */
    @Test
    void otherColorsBecomeTheNearestOneThatThePrinterShows() {
        List<Color> printed = new ArrayList<>();
        ColorTable fine = ColorTable.sampled(41, PRINTED::at);
        for (int node = 0; node < 41 * 41 * 41; node++) {
            printed.add(fine.at(new Color(node / 1681 / 40f, node / 41 % 41 / 40f, node % 41 / 40f)));
        }
        for (Color wanted : random(60)) {
            double nearest = printed.stream()
                    .mapToDouble(color -> distance(color, wanted))
                    .min()
                    .orElseThrow();
            Color shown = projected(wanted);
            double off = printed.stream()
                    .mapToDouble(color -> distance(color, shown))
                    .min()
                    .orElseThrow();
            assertThat(distance(shown, wanted)).isCloseTo(nearest, within(0.03));
            assertThat(off).isLessThan(0.03);
        }
    }

    @Test
    void blackAndWhiteBecomeThoseOfThePrint() {
        assertThat(distance(projected(new Color(0, 0, 0)), ParametricPrinter.DEFAULT.black()))
                .isLessThan(0.1);
        assertThat(distance(projected(new Color(1, 1, 1)), ParametricPrinter.DEFAULT.white()))
                .isLessThan(0.02);
    }
}
