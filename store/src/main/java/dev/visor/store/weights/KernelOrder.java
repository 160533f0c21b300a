package dev.visor.store.weights;

import java.util.List;

/** How the values of a convolution's filters lie one after another. */
enum KernelOrder {
    /** That of torch: (out, in, height, width), the last running fastest. */
    OIHW("(out, in, height, width)"),

    /** That of Keras: (height, width, in, out), the last running fastest. */
    HWIO("(height, width, in, out)"),

    /** That of MATLAB: (height, width, in, out), the first running fastest. */
    HWIO_BY_COLUMNS("(height, width, in, out)");

    private final String axes;

    KernelOrder(String axes) {
        this.axes = axes;
    }

    /** {@return what the sizes are, in words} */
    String axes() {
        return axes;
    }

    /** {@return the sizes of a layer's filters, in the order of the axes} */
    List<Integer> shape(Vgg16Layout.Layer layer) {
        int[] s = layer.shape();
        return this == OIHW ? List.of(s[0], s[1], s[2], s[3]) : List.of(s[2], s[3], s[1], s[0]);
    }

    /** {@return the values in torch's order} */
    float[] toOihw(float[] values, Vgg16Layout.Layer layer) {
        if (this == OIHW) {
            return values;
        }
        int[] shape = layer.shape();
        float[] sorted = new float[values.length];
        int at = 0;
        for (int o = 0; o < shape[0]; o++) {
            for (int i = 0; i < shape[1]; i++) {
                for (int h = 0; h < shape[2]; h++) {
                    for (int w = 0; w < shape[3]; w++) {
                        sorted[at++] = values[
                                this == HWIO
                                        ? ((h * shape[3] + w) * shape[1] + i) * shape[0] + o
                                        : h + shape[2] * (w + shape[3] * (i + shape[1] * o))];
                    }
                }
            }
        }
        return sorted;
    }
}
