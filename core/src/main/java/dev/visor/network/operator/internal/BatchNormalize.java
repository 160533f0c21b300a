package dev.visor.network.operator.internal;

import dev.visor.network.graph.Constant;
import dev.visor.network.graph.internal.Operation;
import dev.visor.network.graph.internal.Operator;
import dev.visor.network.graph.internal.Site;
import dev.visor.network.internal.Stage;
import dev.visor.network.internal.Tape;
import dev.visor.torch.internal.Tensors;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/** {@code BatchNormalization} with the statistics of its training: a scale and a shift per channel. */
final class BatchNormalize implements Operator {

    private static final double EPSILON = 1e-5;

    @Override
    public Operation compile(Site site) {
        if (site.attributes().whole("training_mode", 0) != 0) {
            throw new IllegalArgumentException("training_mode is 1, must be 0: statistics of a batch are not computed");
        }
        long[] shape = site.shape(0);
        if (shape.length < 2) {
            throw new IllegalArgumentException("its input has no channels");
        }
        int channels = Math.toIntExact(shape[1]);
        float[] gamma = values(site, 1, channels);
        float[] beta = values(site, 2, channels);
        float[] mean = values(site, 3, channels);
        float[] variance = values(site, 4, channels);
        double epsilon = site.attributes().number("epsilon", EPSILON);
        float[] scale = new float[channels];
        float[] shift = new float[channels];
        for (int i = 0; i < channels; i++) {
            double factor = gamma[i] / Math.sqrt(variance[i] + epsilon);
            scale[i] = (float) factor;
            shift[i] = (float) (beta[i] - mean[i] * factor);
        }
        long[] sides = new long[shape.length];
        Arrays.fill(sides, 1);
        sides[1] = channels;
        return Operation.of(new Affine(Tensors.owned(scale, sides), Tensors.owned(shift, sides)));
    }

    private static float[] values(Site site, int index, int channels) {
        Constant constant = site.constant(index);
        if (constant.count() != channels) {
            throw new IllegalArgumentException(
                    "its input " + (index + 1) + " has " + constant.count() + " values, must have " + channels);
        }
        return constant.floats();
    }

    /** Multiplies by a scale and adds a shift. */
    private record Affine(Tensor scale, Tensor shift) implements Stage {

        @Override
        public Tensor forward(Tensor input, Tape tape) {
            tape.record(gradient -> gradient.mul(scale));
            return input.mul(scale).add_(shift);
        }

        @Override
        public void close() {
            scale.close();
            shift.close();
        }
    }
}
