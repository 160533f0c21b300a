package dev.visor.network.internal;

import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** The layers of convolutional networks, each with its pull-back. All tensors live in the caller's native scope. */
public final class Layers {

    private static final long[] ONE = {1, 1};
    private static final long[] NONE = {0, 0};
    private static final long BILINEAR = 0;
    private static final long BORDER = 1;

    private Layers() {}

    /** Convolves; weight is [out, in, height, width], bias [out]. */
    public static Tensor convolution(Tensor input, Tensor weight, Tensor bias, long stride, long padding, Tape tape) {
        long[] strides = {stride, stride};
        long[] paddings = {padding, padding};
        tape.record(gradient -> torch.convolution_backward(
                        gradient,
                        input,
                        weight,
                        new LongArrayRefOptional(),
                        strides,
                        paddings,
                        ONE,
                        false,
                        NONE,
                        1,
                        inputOnly(3))
                .get0());
        return torch.conv2d(input, weight, new TensorOptional(bias), strides, paddings, ONE, 1);
    }

    /** Multiplies each row by a matrix [out, in] and adds a bias [out]. */
    public static Tensor linear(Tensor input, Tensor weight, Tensor bias, Tape tape) {
        tape.record(gradient -> gradient.mm(weight));
        return torch.linear(input, weight, new TensorOptional(bias));
    }

    /** Sets negative values to zero, in place. */
    public static Tensor relu(Tensor input, Tape tape) {
        return rectified(input.relu_(), tape);
    }

    /** Records a ReLU that was applied already, by what came out of it. */
    static Tensor rectified(Tensor output, Tape tape) {
        tape.record(gradient -> {
            Scalar zero = new Scalar(0f);
            Tensor signal = tape.isGuided() ? gradient.clamp_min(zero) : gradient;
            return torch.threshold_backward(signal, output, zero);
        });
        return output;
    }

    /** Takes the largest of each window. Where the channels don't lie last, they are laid so and back: much faster. */
    public static Tensor maxPool(Tensor input, long size, long stride, Tape tape) {
        long[] sizes = {size, size};
        long[] strides = {stride, stride};
        MemoryFormat format = input.suggest_memory_format();
        T_TensorTensor_T result = torch.max_pool2d_with_indices(
                input.contiguous(MemoryFormat.ChannelsLast), sizes, strides, NONE, ONE, false);
        Tensor indices = result.get1();
        tape.record(gradient ->
                torch.max_pool2d_with_indices_backward(gradient, input, sizes, strides, NONE, ONE, false, indices));
        return result.get0().contiguous(format);
    }

    /** Takes the mean of each window; the windows touch and do not overlap. */
    public static Tensor averagePool(Tensor input, long size, Tape tape) {
        long[] sizes = {size, size};
        tape.record(gradient ->
                torch.avg_pool2d_backward(gradient, input, sizes, sizes, NONE, false, true, new LongOptional()));
        return torch.avg_pool2d(input, sizes, sizes, NONE, false, true, new LongOptional());
    }

    /** Takes the mean over each channel: [N, C, H, W] to [N, C]. */
    public static Tensor globalAverage(Tensor input, Tape tape) {
        long height = input.size(2);
        long width = input.size(3);
        tape.record(gradient -> gradient.div(new Scalar((float) (height * width)))
                .reshape(gradient.size(0), gradient.size(1), 1, 1)
                .expand(gradient.size(0), gradient.size(1), height, width));
        return input.mean(2, 3);
    }

    /** Lays the channels of each pixel side by side, without changing a value. */
    public static Tensor channelsLast(Tensor input, Tape tape) {
        if (input.is_contiguous(MemoryFormat.ChannelsLast)) {
            return input;
        }
        tape.record(gradient -> gradient.contiguous());
        return input.contiguous(MemoryFormat.ChannelsLast);
    }

    /** Puts the values of each picture in one row: [N, C, H, W] to [N, C*H*W]. */
    public static Tensor flatten(Tensor input, Tape tape) {
        long[] shape = {input.size(0), input.size(1), input.size(2), input.size(3)};
        tape.record(gradient -> gradient.reshape(shape));
        return input.flatten(1, 3);
    }

    /** Appends rows at the bottom and columns at the right of zeros, up to a size. */
    public static Tensor padBottomRight(Tensor input, long height, long width, Tape tape) {
        long rows = input.size(2);
        long columns = input.size(3);
        if (rows == height && columns == width) {
            return input;
        }
        tape.record(
                gradient -> gradient.narrow(2, 0, rows).narrow(3, 0, columns).contiguous());
        return torch.constant_pad_nd(input, 0, width - columns, 0, height - rows);
    }

    /** Appends rows of zeros up to a number of rows, if there are fewer: [N, C] to [rows, C]. */
    public static Tensor padRows(Tensor input, long rows, Tape tape) {
        long count = input.size(0);
        if (count >= rows) {
            return input;
        }
        tape.record(gradient -> gradient.narrow(0, 0, count));
        return torch.constant_pad_nd(input, 0, 0, 0, rows - count);
    }

    /** Takes the first rows: [N, C] to [rows, C]. */
    public static Tensor firstRows(Tensor input, long rows, Tape tape) {
        long more = input.size(0) - rows;
        if (more == 0) {
            return input;
        }
        tape.record(gradient -> torch.constant_pad_nd(gradient, 0, 0, 0, more));
        return input.narrow(0, 0, rows);
    }

    /** Samples the picture at the positions of a grid [1, H, W, 2] in [-1, 1], beyond the border as at the border. */
    public static Tensor sample(Tensor input, Tensor grid, Tape tape) {
        Tensor grids = grid.expand(input.size(0), grid.size(1), grid.size(2), 2);
        tape.record(
                gradient -> torch.grid_sampler_2d_backward(gradient, input, grids, BILINEAR, BORDER, true, inputOnly(2))
                        .get0());
        return torch.grid_sampler_2d(input, grids, BILINEAR, BORDER, true);
    }

    /** Asks a native backward pass for the gradient at the first of its inputs alone. */
    private static BoolPointer inputOnly(int inputs) {
        BoolPointer wanted = new BoolPointer(inputs);
        for (int i = 0; i < inputs; i++) {
            wanted.put(i, i == 0);
        }
        return wanted;
    }
}
