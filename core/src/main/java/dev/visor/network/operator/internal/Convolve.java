package dev.visor.network.operator.internal;

import dev.visor.network.graph.Constant;
import dev.visor.network.graph.internal.Constants;
import dev.visor.network.graph.internal.Operation;
import dev.visor.network.graph.internal.Operator;
import dev.visor.network.graph.internal.Site;
import dev.visor.network.internal.Stage;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** {@code Conv}: a convolution of pictures, with groups, dilation and any padding. Its filters must be constants. */
final class Convolve implements Operator {

    @Override
    public Operation compile(Site site) {
        Constant weight = site.constant(1);
        if (weight.shape().size() != 4 || site.shape(0).length != 4) {
            throw new IllegalArgumentException(
                    "its filters have the shape " + weight.shape() + ", must have 4 dimensions for pictures");
        }
        int groups = Math.toIntExact(site.attributes().whole("group", 1));
        long channels = site.shape(0)[1];
        int out = weight.shape().get(0);
        if (groups < 1 || weight.shape().get(1) * (long) groups != channels || out % groups != 0) {
            throw new IllegalArgumentException("filters of the shape " + weight.shape() + " in " + groups
                    + " groups don't fit a value of " + channels + " channels");
        }
        Window window =
                Window.of(site, weight.shape().get(2), weight.shape().get(3), site.shape(0)[2], site.shape(0)[3]);
        try (PointerScope scope = new PointerScope()) {
            Tensor filters = Constants.tensor(weight);
            Tensor bias = site.has(2) ? bias(site.constant(2), out) : new Tensor();
            return Operation.of(stage(filters, bias, window, groups));
        }
    }

    private static Stage stage(Tensor filters, Tensor bias, Window window, int groups) {
        if (window.isEven()) {
            return new ConvolutionStage(
                    filters.contiguous(MemoryFormat.ChannelsLast), bias, window.geometry(window.begin(), groups));
        }
        if (filters.size(1) == 1 && window.dilation().equals(List.of(1L, 1L))) {
            // Filters of one channel are small: zeros in them are cheaper than zeros around the picture.
            List<Long> begin = window.begin();
            List<Long> end = window.end();
            long most = LongStream.of(begin.get(0), begin.get(1), end.get(0), end.get(1))
                    .max()
                    .orElse(0);
            Tensor larger = torch.constant_pad_nd(
                    filters, most - begin.get(1), most - end.get(1), most - begin.get(0), most - end.get(0));
            return new ConvolutionStage(
                    larger.contiguous(MemoryFormat.ChannelsLast), bias, window.geometry(List.of(most, most), groups));
        }
        ConvolutionStage stage = new ConvolutionStage(
                filters.contiguous(MemoryFormat.ChannelsLast), bias, window.geometry(List.of(0L, 0L), groups));
        return new PaddedStage(window.padding(), 0, stage);
    }

    private static Tensor bias(Constant bias, int out) {
        if (bias.count() != out) {
            throw new IllegalArgumentException("a bias of " + bias.count() + " values, must have " + out);
        }
        return Constants.tensor(bias);
    }
}
