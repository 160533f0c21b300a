package dev.visor.store.weights;

import dev.visor.store.weights.Vgg16Layout.Layer;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Weights files in the layout of Keras. */
final class KerasFiles {

    private KerasFiles() {}

    /** How the weights of a layer are called. */
    enum Naming {
        /** Keras 1 and its TensorFlow names. */
        W_AND_B,
        /** Keras 2: below another group of the layer's name. */
        KERNEL_AND_BIAS
    }

    /** Writes the network of the formula. */
    static Path write(Path file, Vgg16Layout layout, Naming naming) {
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            write(hdf, layout, naming, List.of());
        }
        return file;
    }

    /** Writes it with further layers behind it, each with a matrix and a vector. */
    static void write(WritableGroup root, Vgg16Layout layout, Naming naming, List<String> further) {
        List<String> names = new ArrayList<>(List.of("input_1"));
        List<Layer> layers = layout.layers();
        root.putGroup("input_1");
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            names.add(layer.name());
            put(root, layer.name(), naming, hwio(l, layer), SmallVgg.biases(l, layer));
        }
        for (String name : further) {
            names.add(name);
            put(root, name, naming, new float[2][3], new float[3]);
        }
        root.putAttribute("layer_names", names.toArray(String[]::new));
    }

    static void put(WritableGroup root, String layer, Naming naming, Object kernel, Object bias) {
        WritableGroup group = root.putGroup(layer);
        if (naming == Naming.W_AND_B) {
            group.putDataset(layer + "_W_1:0", kernel);
            group.putDataset(layer + "_b_1:0", bias);
            group.putAttribute("weight_names", new String[] {layer + "_W_1:0", layer + "_b_1:0"});
        } else {
            WritableGroup inner = group.putGroup(layer);
            inner.putDataset("kernel:0", kernel);
            inner.putDataset("bias:0", bias);
            group.putAttribute("weight_names", new String[] {layer + "/kernel:0", layer + "/bias:0"});
        }
    }

    static float[][][][] hwio(int l, Layer layer) {
        float[][][][] kernel = new float[3][3][layer.in()][layer.out()];
        for (int h = 0; h < 3; h++) {
            for (int w = 0; w < 3; w++) {
                for (int i = 0; i < layer.in(); i++) {
                    for (int o = 0; o < layer.out(); o++) {
                        kernel[h][w][i][o] = SmallVgg.kernel(l, o, i, h, w);
                    }
                }
            }
        }
        return kernel;
    }
}
