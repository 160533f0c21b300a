package dev.visor.print;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.image.Color;
import dev.visor.image.Image;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * A map from colors to colors: a lattice of {@code size^3} nodes over [0, 1]^3, and trilinear interpolation between them.
 *
 * <p>Immutable and thread-safe; arrays are copied on the way in and out.
 */
public final class ColorTable {

    /** The most nodes along an axis. */
    public static final int MOST_NODES = 64;

    private final int size;
    private final float[] nodes;

    private ColorTable(int size, float[] nodes) {
        this.size = size;
        this.nodes = nodes;
    }

    /**
     * Returns the table of these nodes.
     *
     * @param size nodes along each axis, in [2, 64]
     * @param nodes {@code 3 * size^3} values in [0, 1]: red, green and blue of each node together, the red of what is mapped
     *     changing slowest and its blue fastest
     */
    public static ColorTable of(int size, float[] nodes) {
        check(size >= 2 && size <= MOST_NODES, "size of a color table", size, "in [2, " + MOST_NODES + "]");
        int expected = Image.CHANNELS * size * size * size;
        check(nodes.length == expected, "number of values of a color table", nodes.length, "" + expected);
        for (float value : nodes) {
            check(value >= 0 && value <= 1, "value of a color table", value, "in [0, 1]");
        }
        return new ColorTable(size, nodes.clone());
    }

    /** Returns the table that agrees with a function at its nodes. */
    public static ColorTable sampled(int size, UnaryOperator<Color> function) {
        check(size >= 2 && size <= MOST_NODES, "size of a color table", size, "in [2, " + MOST_NODES + "]");
        float[] nodes = new float[Image.CHANNELS * size * size * size];
        float step = size - 1;
        for (int node = 0; node < size * size * size; node++) {
            Color color = function.apply(
                    new Color(node / (size * size) / step, node / size % size / step, node % size / step));
            for (int channel = 0; channel < Image.CHANNELS; channel++) {
                nodes[Image.CHANNELS * node + channel] = color.component(channel);
            }
        }
        return new ColorTable(size, nodes);
    }

    /** Returns the number of nodes along each axis. */
    public int size() {
        return size;
    }

    /** Returns a copy of the values of the nodes, in the order of {@link #of}. */
    public float[] values() {
        return nodes.clone();
    }

    /** Returns what a color is mapped to. */
    public Color at(Color color) {
        float[] mapped = apply(new float[] {color.red(), color.green(), color.blue()});
        return new Color(mapped[0], mapped[1], mapped[2]);
    }

    /**
     * Maps all colors of a picture.
     *
     * @param colors CHW; values outside [0, 1] count as the nearest one inside
     * @return CHW, a new array with values in [0, 1]
     */
    public float[] apply(float[] colors) {
        int plane = plane(colors);
        float[] mapped = new float[colors.length];
        Cell cell = new Cell();
        for (int pixel = 0; pixel < plane; pixel++) {
            cell.find(colors, pixel, plane);
            for (int channel = 0; channel < Image.CHANNELS; channel++) {
                float value = cell.value(channel);
                mapped[channel * plane + pixel] = Math.min(1, Math.max(0, value)); // but for rounding
            }
        }
        return mapped;
    }

    /**
     * Pulls a gradient at the mapped colors back to the colors: the exact derivative of {@link #apply} between the nodes, and
     * zero for values outside [0, 1].
     *
     * @param colors that were mapped, CHW
     * @param gradient by the mapped colors, CHW
     * @return the gradient by the colors, CHW, a new array
     */
    public float[] pullBack(float[] colors, float[] gradient) {
        int plane = plane(colors);
        check(gradient.length == colors.length, "number of values of a gradient", gradient.length, "" + colors.length);
        float[] pulled = new float[colors.length];
        Cell cell = new Cell();
        for (int pixel = 0; pixel < plane; pixel++) {
            if (isZero(gradient, pixel, plane)) {
                continue;
            }
            cell.find(colors, pixel, plane);
            for (int axis = 0; axis < Image.CHANNELS; axis++) {
                float at = colors[axis * plane + pixel];
                if (at < 0 || at > 1) {
                    continue;
                }
                float sum = 0;
                for (int channel = 0; channel < Image.CHANNELS; channel++) {
                    sum += gradient[channel * plane + pixel] * cell.slope(axis, channel);
                }
                pulled[axis * plane + pixel] = sum;
            }
        }
        return pulled;
    }

    private static boolean isZero(float[] gradient, int pixel, int plane) {
        return gradient[pixel] == 0 && gradient[plane + pixel] == 0 && gradient[2 * plane + pixel] == 0;
    }

    private static int plane(float[] colors) {
        check(colors.length % Image.CHANNELS == 0, "number of values", colors.length, "a multiple of 3");
        return colors.length / Image.CHANNELS;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColorTable table && size == table.size && Arrays.equals(nodes, table.nodes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(nodes);
    }

    /** The eight nodes around a color. Not thread-safe. */
    private final class Cell {

        private final int[] low = new int[Image.CHANNELS];
        private final float[] share = new float[Image.CHANNELS];

        void find(float[] colors, int pixel, int plane) {
            for (int axis = 0; axis < Image.CHANNELS; axis++) {
                float at = Math.min(1, Math.max(0, colors[axis * plane + pixel])) * (size - 1);
                low[axis] = Math.min(size - 2, (int) at);
                share[axis] = at - low[axis];
            }
        }

        float value(int channel) {
            float sum = 0;
            for (int corner = 0; corner < 8; corner++) {
                sum += weight(corner, 0) * weight(corner, 1) * weight(corner, 2) * node(corner, channel);
            }
            return sum;
        }

        /** Returns the derivative of a channel of the value by an axis of the color. */
        float slope(int axis, int channel) {
            int first = (axis + 1) % Image.CHANNELS;
            int second = (axis + 2) % Image.CHANNELS;
            float sum = 0;
            for (int corner = 0; corner < 8; corner++) {
                float sign = (corner >> axis & 1) == 0 ? -1 : 1;
                sum += sign * weight(corner, first) * weight(corner, second) * node(corner, channel);
            }
            return sum * (size - 1);
        }

        private float weight(int corner, int axis) {
            return (corner >> axis & 1) == 0 ? 1 - share[axis] : share[axis];
        }

        private float node(int corner, int channel) {
            int red = low[0] + (corner & 1);
            int green = low[1] + (corner >> 1 & 1);
            int blue = low[2] + (corner >> 2);
            return nodes[Image.CHANNELS * ((red * size + green) * size + blue) + channel];
        }
    }
}
