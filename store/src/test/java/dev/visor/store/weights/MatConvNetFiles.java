package dev.visor.store.weights;

import dev.visor.store.weights.Vgg16Layout.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Struct;

/** Networks in the layouts of MatConvNet. */
final class MatConvNetFiles {

    private MatConvNetFiles() {}

    /** Writes a network with VGG-Face's mean color. */
    static Path write(Path file, Vgg16Layout layout) throws IOException {
        MatFile mat = Mat5.newMatFile()
                .addArray("layers", layers(layout, true))
                .addArray("meta", Mat5.newStruct().set("normalization", normalization(color())));
        return write(file, mat);
    }

    static Path write(Path file, MatFile mat) throws IOException {
        Mat5.writeToFile(mat, file.toFile());
        return file;
    }

    /** Returns a cell of layers, whose weights are in one cell or in two fields. */
    static Cell layers(Vgg16Layout layout, boolean together) {
        List<Layer> layers = layout.layers();
        Cell cell = Mat5.newCell(1, 2 * layers.size() + 1);
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            Struct struct =
                    Mat5.newStruct().set("name", Mat5.newString(layer.name())).set("type", Mat5.newString("conv"));
            Matrix filters = filters(l, layer);
            Matrix biases = biases(l, layer);
            if (together) {
                struct.set("weights", Mat5.newCell(1, 2).set(0, filters).set(1, biases));
            } else {
                struct.set("filters", filters).set("biases", biases);
            }
            cell.set(2 * l, struct);
            cell.set(
                    2 * l + 1,
                    Mat5.newStruct().set("name", Mat5.newString("relu" + l)).set("type", Mat5.newString("relu")));
        }
        Struct full = Mat5.newStruct()
                .set("name", Mat5.newString("fc6"))
                .set("weights", Mat5.newCell(1, 2).set(0, single(7, 7, 3, 2)).set(1, single(1, 2)));
        return cell.set(2 * layers.size(), full);
    }

    /** Returns the parameters of a network as a graph. */
    static Struct params(Vgg16Layout layout, String filters, String biases) {
        List<Layer> layers = layout.layers();
        Struct params = Mat5.newStruct(1, 2 * layers.size());
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            params.set("name", 2 * l, Mat5.newString(layer.name() + filters));
            params.set("value", 2 * l, filters(l, layer));
            params.set("name", 2 * l + 1, Mat5.newString(layer.name() + biases));
            params.set("value", 2 * l + 1, biases(l, layer));
        }
        return params;
    }

    static Struct normalization(Array average) {
        return Mat5.newStruct().set("averageImage", average);
    }

    static Matrix color() {
        Matrix color = single(1, 1, 3);
        color.setFloat(0, 129.1863f);
        color.setFloat(1, 104.7624f);
        color.setFloat(2, 93.594f);
        return color;
    }

    static Matrix single(int... sizes) {
        return Mat5.newMatrix(sizes, MatlabType.Single);
    }

    private static Matrix filters(int l, Layer layer) {
        Matrix filters = single(3, 3, layer.in(), layer.out());
        for (int h = 0; h < 3; h++) {
            for (int w = 0; w < 3; w++) {
                for (int i = 0; i < layer.in(); i++) {
                    for (int o = 0; o < layer.out(); o++) {
                        filters.setFloat(new int[] {h, w, i, o}, SmallVgg.kernel(l, o, i, h, w));
                    }
                }
            }
        }
        return filters;
    }

    private static Matrix biases(int l, Layer layer) {
        Matrix biases = single(1, layer.out());
        for (int o = 0; o < layer.out(); o++) {
            biases.setFloat(o, SmallVgg.bias(l, o));
        }
        return biases;
    }
}
