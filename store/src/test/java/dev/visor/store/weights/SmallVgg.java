package dev.visor.store.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.network.NamedTensors;
import dev.visor.store.weights.Vgg16Layout.Layer;
import java.util.List;

/**
 * A network like VGG16 but narrow, whose values are a formula of the layer and the place in it, exact in every
 * element type.
 */
final class SmallVgg {

    static final Vgg16Layout LAYOUT = new Vgg16Layout(
            List.of(List.of(2, 3), List.of(3, 4), List.of(4, 2, 5), List.of(5, 3, 2), List.of(2, 4, 3)));

    private SmallVgg() {}

    static float kernel(int layer, int o, int i, int h, int w) {
        return ((layer * 7 + o * 131 + i * 17 + h * 5 + w * 3) % 97 - 48) / 64f;
    }

    static float bias(int layer, int o) {
        return ((layer * 11 + o * 29) % 89 - 44) / 32f;
    }

    /** Asserts that these are the tensors of the formula, with torchvision's names and layout. */
    static void assertHolds(NamedTensors tensors, Vgg16Layout layout) {
        List<Layer> layers = layout.layers();
        assertThat(tensors.names()).hasSize(2 * layers.size());
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            float[] values = tensors.values(layer.torchName() + ".weight", layer.out(), layer.in(), 3, 3);
            for (int at = 0; at < values.length; at++) {
                float expected = kernel(l, at / (9 * layer.in()), at / 9 % layer.in(), at / 3 % 3, at % 3);
                if (values[at] != expected) {
                    assertThat(values[at]).as(layer + " at " + at).isEqualTo(expected);
                }
            }
            float[] biases = tensors.values(layer.torchName() + ".bias", layer.out());
            for (int o = 0; o < biases.length; o++) {
                assertThat(biases[o]).isEqualTo(bias(l, o));
            }
        }
    }

    /** Returns the values of a layer's filters with the last of the four axes running fastest, in an order by letters. */
    static float[] kernel(int l, Layer layer, String axes) {
        int[] sizes = axes.chars()
                .map(axis -> axis == 'o' ? layer.out() : axis == 'i' ? layer.in() : 3)
                .toArray();
        float[] values = new float[layer.count()];
        int[] at = new int[4];
        for (int n = 0; n < values.length; n++) {
            int rest = n;
            for (int axis = 3; axis >= 0; axis--) {
                at[axis] = rest % sizes[axis];
                rest /= sizes[axis];
            }
            values[n] = kernel(
                    l, at[axes.indexOf('o')], at[axes.indexOf('i')], at[axes.indexOf('h')], at[axes.indexOf('w')]);
        }
        return values;
    }

    static float[] biases(int l, Layer layer) {
        float[] values = new float[layer.out()];
        for (int o = 0; o < values.length; o++) {
            values[o] = bias(l, o);
        }
        return values;
    }

    /** Returns the whole network as NamedTensors, with something before every name. */
    static NamedTensors.Builder tensors(Vgg16Layout layout, String prefix) {
        NamedTensors.Builder tensors = NamedTensors.builder();
        List<Layer> layers = layout.layers();
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            tensors.tensor(prefix + layer.torchName() + ".weight", kernel(l, layer, "oihw"), layer.shape());
            tensors.tensor(prefix + layer.torchName() + ".bias", biases(l, layer), layer.out());
        }
        return tensors;
    }
}
