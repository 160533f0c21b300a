package dev.visor.network.operator.internal;

import dev.visor.network.graph.internal.Site;
import dev.visor.network.internal.ConvolutionGeometry;
import java.util.List;

/**
 * How a window goes over a picture; each list is for rows and then for columns, in pixels.
 *
 * @param size of the window
 * @param begin the padding at the top and at the left
 * @param end the padding at the bottom and at the right
 */
record Window(List<Long> size, List<Long> stride, List<Long> dilation, List<Long> begin, List<Long> end) {

    /** Reads the attributes of a convolution or pooling; automatic padding follows from the size of the picture. */
    static Window of(Site site, long height, long width, long rows, long columns) {
        List<Long> size = List.of(height, width);
        List<Long> stride = two(site, "strides");
        List<Long> dilation = two(site, "dilations");
        String automatic = site.attributes().text("auto_pad", "NOTSET");
        long[] pads = site.attributes().wholes("pads").orElse(new long[4]);
        switch (automatic) {
            case "VALID" -> pads = new long[4];
            case "SAME_UPPER", "SAME_LOWER" -> {
                boolean upper = automatic.equals("SAME_UPPER");
                long[] vertical = same(rows, height, stride.get(0), dilation.get(0), upper);
                long[] horizontal = same(columns, width, stride.get(1), dilation.get(1), upper);
                pads = new long[] {vertical[0], horizontal[0], vertical[1], horizontal[1]};
            }
            case "NOTSET", "" -> {
                // As the attribute says.
            }
            default ->
                throw new IllegalArgumentException(
                        "illegal auto_pad: " + automatic + ", must be NOTSET, SAME_UPPER, SAME_LOWER or VALID");
        }
        if (pads.length != 4) {
            throw new IllegalArgumentException("pads of " + pads.length + " values, must have 4");
        }
        for (long pad : pads) {
            positive(pad + 1, "pads");
        }
        return new Window(size, stride, dilation, List.of(pads[0], pads[1]), List.of(pads[2], pads[3]));
    }

    private static List<Long> two(Site site, String name) {
        long[] values = site.attributes().wholes(name).orElse(new long[] {1, 1});
        if (values.length != 2) {
            throw new IllegalArgumentException(name + " of " + values.length + " values, must have 2");
        }
        positive(values[0], name);
        positive(values[1], name);
        return List.of(values[0], values[1]);
    }

    private static void positive(long value, String name) {
        if (value < 1 || value > 1 << 16) {
            throw new IllegalArgumentException("illegal " + name + ": out of range");
        }
    }

    /** Returns the padding before and behind that gives as many windows as there are steps in the side. */
    private static long[] same(long side, long size, long stride, long dilation, boolean upper) {
        long windows = (side + stride - 1) / stride;
        long all = Math.max(0, (windows - 1) * stride + (size - 1) * dilation + 1 - side);
        return upper ? new long[] {all / 2, all - all / 2} : new long[] {all - all / 2, all / 2};
    }

    /** Returns whether the padding is the same on both sides. */
    boolean isEven() {
        return begin.equals(end);
    }

    /** Returns how a convolution goes over a picture with another padding, the same on both sides. */
    ConvolutionGeometry geometry(List<Long> padding, int groups) {
        return new ConvolutionGeometry(stride, padding, dilation, groups);
    }

    /** Returns the padding as libtorch takes it: left, right, top, bottom. */
    List<Long> padding() {
        return List.of(begin.get(1), end.get(1), begin.get(0), end.get(0));
    }

    /** Returns two values as an array. */
    static long[] array(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
