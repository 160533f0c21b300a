package dev.visor.attack.constraint;

import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.print.ColorTable;
import dev.visor.print.ParametricPrinter;
import dev.visor.print.Printer;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;

/**
 * Holds colors in the gamut of a printer: each pixel becomes the nearest color that can be seen on the paper. That is for
 * attacks without captures; these print by themselves, and any color can be sent to the
 * printer.
 *
 * <p>The nearest colors are searched for once, at the nodes of a lattice, and interpolated between these. A color inside the
 * gamut stays what it is.
 *
 * @param printer whose gamut it is
 */
public record PrintableColors(Printer printer) implements Constraint {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<PrintableColors> SETTINGS = Settings.of(
                    PrintableColors.class,
                    Setting.of("printer", Type.kind(Printer.class), "which colors are seen on the paper"))
            .withDefault(() -> PrintableColors.DEFAULT);

    /** The gamut of the parametric printer. */
    public static final PrintableColors DEFAULT = new PrintableColors(ParametricPrinter.DEFAULT);

    private static final int NODES = 33;

    /** Along each axis of what is sent, for where the search for the nearest color begins. */
    private static final int BEGINNINGS = 9;

    private static final int STEPS = 60;

    /** Checks that there is a printer. */
    public PrintableColors {
        SETTINGS.check(printer);
    }

    @Override
    public void project(float[] from, float[] to) {
        prepared().project(from, to);
    }

    @Override
    public Constraint prepared() {
        ColorTable printed = printer.table();
        float[] beginnings = ColorTable.sampled(BEGINNINGS, printed::at).values();
        ColorTable nearest = ColorTable.sampled(NODES, color -> nearest(printed, beginnings, color));
        return (from, to) -> System.arraycopy(nearest.apply(to), 0, to, 0, to.length);
    }

    /** Returns the seen color that is nearest: descends on half the squared distance from the nearest of some colors. */
    private static Color nearest(ColorTable printed, float[] beginnings, Color wanted) {
        float[] sent = sent(nearestBeginning(beginnings, wanted));
        float[] best = printed.apply(sent);
        float rate = 1;
        for (int step = 0; step < STEPS; step++) {
            float[] slope = printed.pullBack(sent, minus(best, wanted));
            float[] next = new float[sent.length];
            for (int i = 0; i < next.length; i++) {
                next[i] = Math.min(1, Math.max(0, sent[i] - rate * slope[i]));
            }
            float[] seen = printed.apply(next);
            if (distance(seen, 0, wanted) < distance(best, 0, wanted)) {
                sent = next;
                best = seen;
            } else {
                rate /= 2;
            }
        }
        return new Color(best[0], best[1], best[2]);
    }

    private static int nearestBeginning(float[] beginnings, Color wanted) {
        int nearest = 0;
        for (int at = 0; at < beginnings.length; at += Image.CHANNELS) {
            if (distance(beginnings, at, wanted) < distance(beginnings, nearest, wanted)) {
                nearest = at;
            }
        }
        return nearest / Image.CHANNELS;
    }

    /** Returns what is sent at a node. */
    private static float[] sent(int node) {
        float last = BEGINNINGS - 1;
        return new float[] {
            node / (BEGINNINGS * BEGINNINGS) / last, node / BEGINNINGS % BEGINNINGS / last, node % BEGINNINGS / last
        };
    }

    private static float[] minus(float[] seen, Color wanted) {
        float[] difference = new float[Image.CHANNELS];
        for (int channel = 0; channel < difference.length; channel++) {
            difference[channel] = seen[channel] - wanted.component(channel);
        }
        return difference;
    }

    private static double distance(float[] colors, int at, Color wanted) {
        double sum = 0;
        for (int channel = 0; channel < Image.CHANNELS; channel++) {
            double difference = colors[at + channel] - wanted.component(channel);
            sum += difference * difference;
        }
        return sum;
    }
}
