package dev.visor.network.internal;

import org.bytedeco.pytorch.Tensor;

/**
 * A convolution with a ReLU and a pooling behind it.
 *
 * @param convolution is closed with this stage
 * @param size of the pooling windows, in pixels
 * @param stride of the pooling windows, in pixels
 */
public record PooledConvolution(Stage convolution, int size, int stride) implements Stage {

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        return Layers.maxPool(Layers.relu(convolution.forward(input, tape), tape), size, stride, tape);
    }

    @Override
    public void close() {
        convolution.close();
    }
}
