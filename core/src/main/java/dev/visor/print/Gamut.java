package dev.visor.print;

import dev.visor.image.Color;
import dev.visor.image.Image;
import java.util.List;

/**
 * The colors that a printer can show.
 *
 * @param extremes what is seen of black, red, yellow, green, cyan, blue, magenta and white, in this order
 * @param share the volume of the seen colors as a share of that of all RGB colors, in [0, 1]
 */
public record Gamut(List<Color> extremes, double share) {

    /** The colors that are sent to see the extremes. */
    public static final List<Color> SENT = List.of(
            new Color(0, 0, 0),
            new Color(1, 0, 0),
            new Color(1, 1, 0),
            new Color(0, 1, 0),
            new Color(0, 1, 1),
            new Color(0, 0, 1),
            new Color(1, 0, 1),
            new Color(1, 1, 1));

    /** The volume is summed over so many cells along each axis. */
    private static final int CELLS = 20;

    /** The six tetrahedra of a cube: the corners on the way from the first to the last one, axis by axis. */
    private static final int[][] WAYS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    /** Copies the list. */
    public Gamut {
        extremes = List.copyOf(extremes);
    }

    /** Returns the gamut of a table. */
    public static Gamut of(ColorTable table) {
        int cells = CELLS;
        float[] values = ColorTable.sampled(CELLS + 1, table::at).values();
        double volume = 0;
        for (int cell = 0; cell < cells * cells * cells; cell++) {
            int[] low = {cell / (cells * cells), cell / cells % cells, cell % cells};
            for (int[] way : WAYS) {
                volume += volume(values, CELLS + 1, low, way);
            }
        }
        return new Gamut(SENT.stream().map(table::at).toList(), volume);
    }

    private static double volume(float[] values, int size, int[] low, int[] way) {
        int[] at = low.clone();
        double[][] corners = new double[4][];
        for (int i = 0; i < 4; i++) {
            int node = Image.CHANNELS * ((at[0] * size + at[1]) * size + at[2]);
            corners[i] = new double[] {values[node], values[node + 1], values[node + 2]};
            if (i < way.length) {
                at[way[i]]++;
            }
        }
        double[] a = minus(corners[1], corners[0]);
        double[] b = minus(corners[2], corners[0]);
        double[] c = minus(corners[3], corners[0]);
        double determinant = a[0] * (b[1] * c[2] - b[2] * c[1])
                - a[1] * (b[0] * c[2] - b[2] * c[0])
                + a[2] * (b[0] * c[1] - b[1] * c[0]);
        return Math.abs(determinant) / 6;
    }

    private static double[] minus(double[] a, double[] b) {
        return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
    }

    /** Returns what is seen of black. */
    public Color black() {
        return extremes.get(0);
    }

    /** Returns what is seen of white, which is the paper. */
    public Color white() {
        return extremes.get(extremes.size() - 1);
    }
}
