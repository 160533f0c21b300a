package dev.visor.print;

import dev.visor.image.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A printer, together with the paper: a kind of the registry. Implementations are immutable and thread-safe.
 */
public interface Printer {

    /** A printer whose colors are seen as they are sent. */
    Printer IDEAL = () -> ColorTable.sampled(2, UnaryOperator.identity());

    /** Returns the color that is seen on the paper for each color that is sent to the printer. */
    ColorTable table();

    /**
     * Returns 30 colors that the printer can print, as they are seen: those of a 3x3x3 lattice of what is sent, and three
     * grays between. M. Sharif et al., "Accessorize to a Crime" (CCS 2016), section 5.2, quantize a printed palette to as
     * many.
     */
    default List<Color> printableColors() {
        ColorTable table = table();
        List<Color> colors = new ArrayList<>();
        for (int node = 0; node < 27; node++) {
            colors.add(table.at(new Color(node / 9 / 2f, node / 3 % 3 / 2f, node % 3 / 2f)));
        }
        for (float gray : new float[] {0.25f, 0.4f, 0.75f}) {
            colors.add(table.at(new Color(gray, gray, gray)));
        }
        return List.copyOf(colors);
    }
}
