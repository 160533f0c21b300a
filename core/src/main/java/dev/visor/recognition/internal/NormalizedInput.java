package dev.visor.recognition.internal;

import dev.visor.recognition.Preprocessing;
import dev.visor.recognition.Preprocessing.ChannelOrder;
import dev.visor.torch.internal.Tensors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/** The way of a picture into a network that takes it as it lies: less a mean, divided by a scale, channels in order. */
public final class NormalizedInput implements Stage {

    private final Tensor mean;
    private final Tensor factor;
    private final boolean reversed;

    /** Makes the stage. */
    public NormalizedInput(Preprocessing preprocessing) {
        mean = perChannel(preprocessing.mean().stream().mapToDouble(value -> value / 255));
        factor = perChannel(preprocessing.scale().stream().mapToDouble(value -> 255 / value));
        reversed = preprocessing.order() == ChannelOrder.BGR;
    }

    private static Tensor perChannel(DoubleStream values) {
        double[] all = values.toArray();
        float[] floats = new float[all.length];
        IntStream.range(0, all.length).forEach(i -> floats[i] = (float) all[i]);
        return Tensors.owned(floats, 1, all.length, 1, 1);
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        tape.record((gradient, rule) -> ordered(gradient.mul(factor)));
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
