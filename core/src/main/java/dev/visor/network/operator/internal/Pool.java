package dev.visor.network.operator.internal;

import dev.visor.network.graph.internal.Operation;
import dev.visor.network.graph.internal.Operator;
import dev.visor.network.graph.internal.Site;
import dev.visor.network.internal.Tape;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** {@code MaxPool} and {@code AveragePool} over windows of a picture. */
enum Pool implements Operator {
    MAX,
    AVERAGE;

    private static final long[] NONE = {0, 0};

    @Override
    public Operation compile(Site site) {
        long[] kernel = site.attributes().wholes("kernel_shape").orElse(new long[0]);
        if (kernel.length != 2 || site.shape(0).length != 4) {
            throw new IllegalArgumentException("it must have windows of 2 dimensions, for pictures");
        }
        if (site.hasOutput(1)) {
            throw new IllegalArgumentException("its second output, the positions, is not computed here");
        }
        long[] shape = site.shape(0);
        Window window = Window.of(site, kernel[0], kernel[1], shape[2], shape[3]);
        boolean up = site.attributes().whole("ceil_mode", 0) != 0;
        if (this == MAX) {
            return Operation.of(new Most(window, up)::forward);
        }
        boolean counts = site.attributes().whole("count_include_pad", 0) != 0;
        if (!window.dilation().equals(List.of(1L, 1L)) || !window.isEven() && !counts) {
            throw new IllegalArgumentException(
                    "means of dilated windows, or beside uneven padding that does not count, are not computed here");
        }
        return Operation.of(new Mean(window, up, counts)::forward);
    }

    /** The largest value of each window. */
    private record Most(Window window, boolean up) {

        Tensor forward(Tensor input, Tape tape) {
            boolean padded = window.isEven();
            Tensor x = padded ? input : PaddedStage.pad(input, window.padding(), Double.NEGATIVE_INFINITY, tape);
            long[] sizes = Window.array(window.size());
            long[] strides = Window.array(window.stride());
            long[] padding = padded ? Window.array(window.begin()) : NONE;
            long[] dilation = Window.array(window.dilation());
            T_TensorTensor_T result = torch.max_pool2d_with_indices(x, sizes, strides, padding, dilation, up);
            Tensor indices = result.get1();
            tape.record(gradient -> torch.max_pool2d_with_indices_backward(
                    gradient, x, sizes, strides, padding, dilation, up, indices));
            return result.get0();
        }
    }

    /** The mean of each window. */
    private record Mean(Window window, boolean up, boolean counts) {

        Tensor forward(Tensor input, Tape tape) {
            boolean even = window.isEven();
            Tensor x = even ? input : PaddedStage.pad(input, window.padding(), 0, tape);
            long[] sizes = Window.array(window.size());
            long[] strides = Window.array(window.stride());
            long[] padding = even ? Window.array(window.begin()) : NONE;
            tape.record(gradient ->
                    torch.avg_pool2d_backward(gradient, x, sizes, strides, padding, up, counts, new LongOptional()));
            return torch.avg_pool2d(x, sizes, strides, padding, up, counts, new LongOptional());
        }
    }
}
