package dev.visor.recognition;

import dev.visor.network.NamedTensors;
import dev.visor.network.Preprocessing;
import dev.visor.network.Preprocessing.ChannelOrder;
import dev.visor.recognition.NaiveLayer.Convolution;
import dev.visor.recognition.NaiveLayer.MaxPool;
import dev.visor.recognition.NaiveLayer.Relu;
import dev.visor.recognition.NaiveLayer.Volume;
import java.util.ArrayList;
import java.util.List;

/** VGG16 and a head once more, in double precision and plain loops. */
final class NaiveVgg16 {

    private final Preprocessing preprocessing;
    private final int width;
    private final int height;
    private final List<NaiveLayer> layers = new ArrayList<>();
    private final int featureLayers;

    NaiveVgg16(NamedTensors weights, Preprocessing preprocessing, Head head, int width, int height) {
        this.preprocessing = preprocessing;
        this.width = width;
        this.height = height;
        // The layers as torchvision numbers them; a convolution and its ReLU have a number each.
        for (String layer : "0 2 P 5 7 P 10 12 14 P 17 19 21 P 24 26 28 P".split(" ")) {
            if (layer.equals("P")) {
                layers.add(new MaxPool(2));
            } else {
                layers.add(convolution(weights, "features." + layer));
                layers.add(new Relu());
            }
        }
        layers.add(new Flat());
        featureLayers = layers.size();
        layers.addAll(NaiveNetwork.head(head));
    }

    /** Turns filters [out, in, row, column] round to [row, column, in, out]. */
    private static Convolution convolution(NamedTensors weights, String name) {
        int out = weights.shape(name + ".weight").get(0);
        int in = weights.shape(name + ".weight").get(1);
        float[] values = weights.values(name + ".weight");
        float[] filters = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int o = i / (9 * in);
            int c = i / 9 % in;
            filters[(i % 9 * in + c) * out + o] = values[i];
        }
        return new Convolution(filters, weights.values(name + ".bias"), 3, in, out, 1, 1);
    }

    /** Returns the features and, behind them, the logits of a picture. */
    List<double[]> answers(float[] picture) {
        Volume x = new Volume(3, height, width);
        for (int i = 0; i < picture.length; i++) {
            int channel = i / (width * height);
            int place = place(channel);
            x.values[place * width * height + i % (width * height)] = (picture[i] * 255
                            - preprocessing.mean().get(place))
                    / preprocessing.scale().get(place);
        }
        double[] features = {};
        for (int layer = 0; layer < layers.size(); layer++) {
            x = layers.get(layer).forward(x);
            features = layer == featureLayers - 1 ? x.values : features;
        }
        return List.of(features, x.values);
    }

    /** Sends a signal back from the logits of the last picture to its values in [0, 1]. */
    double[] back(double[] signal, boolean guided) {
        Volume g = new Volume(signal.length, 1, 1);
        System.arraycopy(signal, 0, g.values, 0, signal.length);
        for (int i = layers.size() - 1; i >= 0; i--) {
            g = layers.get(i).back(g, guided);
        }
        double[] back = new double[g.values.length];
        for (int i = 0; i < back.length; i++) {
            int place = place(i / (width * height));
            back[i] = g.values[place * width * height + i % (width * height)]
                    * 255
                    / preprocessing.scale().get(place);
        }
        return back;
    }

    /** Returns where a channel of the picture, red first, stands at the first layer. */
    private int place(int channel) {
        return preprocessing.order() == ChannelOrder.RGB ? channel : 2 - channel;
    }

    /** All values in one row. */
    private static final class Flat extends NaiveLayer {
        private Volume input = new Volume(0, 0, 0);

        @Override
        Volume forward(Volume x) {
            input = x;
            Volume y = new Volume(x.values.length, 1, 1);
            System.arraycopy(x.values, 0, y.values, 0, y.values.length);
            return y;
        }

        @Override
        Volume back(Volume g, boolean guided) {
            Volume back = input.empty();
            System.arraycopy(g.values, 0, back.values, 0, back.values.length);
            return back;
        }
    }
}
