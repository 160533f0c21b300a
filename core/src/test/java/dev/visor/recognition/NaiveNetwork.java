package dev.visor.recognition;

import dev.visor.network.NamedTensors;
import dev.visor.recognition.NaiveLayer.Convolution;
import dev.visor.recognition.NaiveLayer.GlobalAverage;
import dev.visor.recognition.NaiveLayer.Linear;
import dev.visor.recognition.NaiveLayer.MaxPool;
import dev.visor.recognition.NaiveLayer.Normalization;
import dev.visor.recognition.NaiveLayer.Relu;
import dev.visor.recognition.NaiveLayer.Scale;
import dev.visor.recognition.NaiveLayer.Volume;
import java.util.ArrayList;
import java.util.List;

/**
 * dlib's network and a head once more, in double precision and plain loops: slow, and simple enough to be believed.
 */
final class NaiveNetwork {

    private static final double[] MEAN = {122.782, 117.001, 104.298};
    private final List<NaiveLayer> layers = new ArrayList<>();
    private final NamedTensors weights;

    NaiveNetwork(NamedTensors weights, Head head) {
        this.weights = weights;
        convolution(layers, "conv32_down", 2, 0);
        layers.add(new Relu());
        layers.add(new MaxPool(3));
        for (String block : List.of("32_1", "32_2", "32_3", "64_down", "64_1", "64_2", "64_3", "128_down", "128_1")) {
            layers.add(new Block("conv" + block));
        }
        for (String block : List.of("128_2", "256_down", "256_1", "256_2", "256_down_out")) {
            layers.add(new Block("conv" + block));
        }
        layers.add(new GlobalAverage());
        layers.addAll(head(head));
    }

    /** Returns the layers of a head. */
    static List<NaiveLayer> head(Head head) {
        List<NaiveLayer> layers = new ArrayList<>();
        layers.add(new Normalization(head.tensors()));
        for (int layer = 0; layer < head.layers(); layer++) {
            if (layer > 0) {
                layers.add(new Relu());
            }
            layers.add(new Linear(
                    head.tensors().values(Head.weight(layer)), head.tensors().values(Head.bias(layer))));
        }
        return layers;
    }

    /** Returns the logits of a 150x150 picture. */
    double[] logits(float[] picture) {
        Volume x = new Volume(3, 150, 150);
        for (int i = 0; i < picture.length; i++) {
            x.values[i] = (picture[i] * 255 - MEAN[i / (150 * 150)]) / 256;
        }
        for (NaiveLayer layer : layers) {
            x = layer.forward(x);
        }
        return x.values;
    }

    /** Sends a signal back from the logits of the last picture to its values in [0, 1]. */
    double[] back(double[] signal, boolean guided) {
        Volume g = new Volume(signal.length, 1, 1);
        System.arraycopy(signal, 0, g.values, 0, signal.length);
        for (int i = layers.size() - 1; i >= 0; i--) {
            g = layers.get(i).back(g, guided);
        }
        for (int i = 0; i < g.values.length; i++) {
            g.values[i] *= 255.0 / 256;
        }
        return g.values;
    }

    private void convolution(List<NaiveLayer> target, String name, int stride, int padding) {
        List<Integer> shape = weights.shape(name + "/conv/filters");
        target.add(new Convolution(
                weights.values(name + "/conv/filters"),
                weights.values(name + "/conv/bias"),
                shape.get(0),
                shape.get(2),
                shape.get(3),
                stride,
                padding));
        target.add(new Scale(weights.values(name + "/scale/weights"), weights.values(name + "/scale/biases")));
    }

    /** Two convolutions; what comes in is added to what comes out, pooled and padded with zeros to the same size. */
    private final class Block extends NaiveLayer {
        private final List<NaiveLayer> residual = new ArrayList<>();
        private final Relu relu = new Relu();
        private final int step;
        private Volume input = new Volume(0, 0, 0);
        private Volume inner = new Volume(0, 0, 0);

        Block(String name) {
            step = name.contains("down") ? 2 : 1;
            convolution(residual, name + "/conv1", step, step == 2 ? 0 : 1);
            residual.add(new Relu());
            convolution(residual, name + "/conv2", 1, 1);
        }

        @Override
        Volume forward(Volume x) {
            input = x;
            inner = x;
            for (NaiveLayer layer : residual) {
                inner = layer.forward(inner);
            }
            Volume sum = new Volume(inner.channels, x.height / step, x.width / step);
            for (int c = 0; c < sum.channels; c++) {
                for (int i = 0; i < sum.height * sum.width; i++) {
                    int row = i / sum.width;
                    int column = i % sum.width;
                    double value =
                            row < inner.height && column < inner.width ? inner.values[inner.at(c, row, column)] : 0;
                    for (int p = 0; c < x.channels && p < step * step; p++) {
                        value += x.values[x.at(c, row * step + p / step, column * step + p % step)] / (step * step);
                    }
                    sum.values[sum.at(c, row, column)] = value;
                }
            }
            return relu.forward(sum);
        }

        @Override
        Volume back(Volume g, boolean guided) {
            Volume sum = relu.back(g, guided);
            Volume signal = inner.empty();
            for (int i = 0; i < signal.values.length; i++) {
                int c = i / (signal.height * signal.width);
                signal.values[i] = sum.values[sum.at(c, i / signal.width % signal.height, i % signal.width)];
            }
            for (int i = residual.size() - 1; i >= 0; i--) {
                signal = residual.get(i).back(signal, guided);
            }
            for (int i = 0; i < signal.values.length; i++) {
                int row = i / input.width % input.height / step;
                int column = i % input.width / step;
                if (row < sum.height && column < sum.width) {
                    signal.values[i] +=
                            sum.values[sum.at(i / (input.height * input.width), row, column)] / (step * step);
                }
            }
            return signal;
        }
    }
}
