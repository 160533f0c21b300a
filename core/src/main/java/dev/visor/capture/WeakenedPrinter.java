package dev.visor.capture;

import dev.visor.image.Color;
import dev.visor.print.ColorTable;
import dev.visor.print.Printer;

/**
 * A printer whose colors are nearer to those that it is sent, or farther away.
 *
 * @param strength 0 for the colors that are sent, 1 for those of the printer, more for colors that differ more
 */
record WeakenedPrinter(Printer printer, double strength) implements Printer {

    /** Enough that a printer between its nodes stays what it is. */
    private static final int NODES = 17;

    @Override
    public ColorTable table() {
        ColorTable full = printer.table();
        return ColorTable.sampled(NODES, sent -> blend(sent, full.at(sent)));
    }

    private Color blend(Color sent, Color seen) {
        return new Color(
                blend(sent.red(), seen.red()), blend(sent.green(), seen.green()), blend(sent.blue(), seen.blue()));
    }

    private float blend(float sent, float seen) {
        return (float) Math.min(1, Math.max(0, sent + strength * (seen - sent)));
    }
}
