package dev.visor.network.internal;

import java.util.List;

/**
 * How a convolution goes over a picture. Each list is for rows and then for columns.
 *
 * @param stride in pixels
 * @param padding in pixels, on both sides
 * @param dilation how far the taps of a filter are apart, in pixels
 * @param groups how many groups the channels are in; each leads to its own outputs alone
 */
public record ConvolutionGeometry(List<Long> stride, List<Long> padding, List<Long> dilation, int groups) {

    /** Copies the lists. */
    public ConvolutionGeometry {
        stride = List.copyOf(stride);
        padding = List.copyOf(padding);
        dilation = List.copyOf(dilation);
    }

    /** Returns that of filters of an odd size that go by steps of 1 and keep the size of the picture. */
    static ConvolutionGeometry keeping(long height, long width) {
        return new ConvolutionGeometry(List.of(1L, 1L), List.of(height / 2, width / 2), List.of(1L, 1L), 1);
    }

    /** Returns the strides. */
    public long[] strides() {
        return array(stride);
    }

    /** Returns the paddings. */
    public long[] paddings() {
        return array(padding);
    }

    /** Returns the dilations. */
    public long[] dilations() {
        return array(dilation);
    }

    private static long[] array(List<Long> values) {
        return new long[] {values.get(0), values.get(1)};
    }
}
