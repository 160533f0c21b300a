package dev.visor.network.internal;

import dev.visor.torch.internal.Tensors;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/** Takes pictures of any size into a network: less a mean, divided by a scale, the channels in the network's order. */
public final class NormalizedInput implements Stage {

    private final Tensor mean;
    private final Tensor factor;
    private final boolean reversed;

    /**
     * Makes the stage.
     *
     * @param mean of each channel in [0, 255], in the network's order
     * @param scale of each channel, for values in [0, 255], in the network's order
     * @param reversed whether that order is blue, green, red
     */
    public NormalizedInput(List<Double> mean, List<Double> scale, boolean reversed) {
        this.mean = perChannel(mean.stream().mapToDouble(value -> value / 255));
        this.factor = perChannel(scale.stream().mapToDouble(value -> 255 / value));
        this.reversed = reversed;
    }

    private static Tensor perChannel(DoubleStream values) {
        double[] all = values.toArray();
        float[] floats = new float[all.length];
        IntStream.range(0, all.length).forEach(i -> floats[i] = (float) all[i]);
        return Tensors.owned(floats, 1, all.length, 1, 1);
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        tape.record(gradient -> ordered(gradient.mul(factor)));
        return ordered(input).sub(mean).mul(factor);
    }

    private Tensor ordered(Tensor pictures) {
        return reversed ? pictures.flip(1) : pictures;
    }

    @Override
    public void close() {
        mean.close();
        factor.close();
    }
}
