package dev.visor.store.weights;

import dev.visor.network.Preprocessing;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.weights.Vgg16Layout.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Char;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Struct;

/**
 * The weights of VGG-Face as the Visual Geometry Group publishes them for MatConvNet: a MATLAB 5 file with the
 * variables {@code layers} and {@code meta} or {@code normalization}, or with {@code net} that holds them. The layers
 * are a cell of structs with a name and either the cell {@code weights} or {@code filters} and {@code biases}; of a
 * network as a graph, {@code params} lists them by name instead. Filters are laid out by height, width, input and output
 * channel, the first running fastest. Fully connected layers, which are convolutions there, are passed over.
 *
 * <p>The mean to subtract is {@code normalization.averageImage}, a color or a picture.
 */
final class MatConvNetWeights implements WeightsReader {

    private static final Set<String> VARIABLES = Set.of("net", "layers", "params", "meta", "normalization");

    /** The filters and the biases of a layer, as far as they were found. */
    private record Parts(@Nullable Matrix filters, @Nullable Matrix biases) {}

    @Override
    public FoundWeights read(Path file, Vgg16Layout layout) throws IOException {
        Map<String, Array> variables = MatVariables.read(file, VARIABLES);
        return ForeignParser.parse(file.toString(), "MATLAB file", () -> read(file.toString(), variables, layout));
    }

    private static FoundWeights read(String file, Map<String, Array> variables, Vgg16Layout layout) throws IOException {
        Map<String, Parts> found = new HashMap<>();
        if (variables.get("params") instanceof Struct params) {
            addParameters(params, found);
        } else if (variables.get("layers") instanceof Cell layers) {
            addLayers(layers, found);
        } else {
            throw new DamagedFileException(
                    file,
                    "is a MATLAB file but no network of MatConvNet, must have the cell layers or the struct params");
        }
        for (String name : found.keySet()) {
            if (layout.isForeign(name)) {
                throw Convolutions.foreign(file, "the layer " + name, layout);
            }
        }
        Convolutions convolutions = new Convolutions(file);
        for (Layer layer : layout.layers()) {
            Parts parts = found.get(layer.name());
            if (parts == null || parts.filters == null || parts.biases == null) {
                throw Convolutions.missing(
                        file, "layer " + layer.name() + (parts == null ? "" : " with filters and biases"), layout);
            }
            Matrix filters = parts.filters;
            Matrix biases = parts.biases;
            convolutions.kernel(
                    layer,
                    KernelOrder.HWIO_BY_COLUMNS,
                    layer.name() + "'s filters",
                    Convolutions.shape(filters.getDimensions()),
                    () -> values(file, layer.name(), filters));
            convolutions.bias(
                    layer,
                    layer.name() + "'s biases",
                    Convolutions.shape(biases.getDimensions()),
                    () -> values(file, layer.name(), biases));
        }
        List<String> remarks = new ArrayList<>();
        Preprocessing input = MatConvNetMean.of(file, variables, remarks);
        return new FoundWeights("MatConvNet", convolutions.build(), input, false, remarks);
    }

    private static void addLayers(Cell layers, Map<String, Parts> found) {
        for (int i = 0; i < layers.getNumElements(); i++) {
            if (layers.get(i) instanceof Struct layer && field(layer, "name", 0) instanceof Char name) {
                Array weights = field(layer, "weights", 0);
                found.put(
                        name.getString(),
                        weights instanceof Cell pair && pair.getNumElements() >= 2
                                ? new Parts(matrix(pair.get(0)), matrix(pair.get(1)))
                                : new Parts(matrix(field(layer, "filters", 0)), matrix(field(layer, "biases", 0))));
            }
        }
    }

    /** The filters of conv1_1 are called conv1_1f or conv1_1_filter there, its biases conv1_1b or conv1_1_bias. */
    private static void addParameters(Struct params, Map<String, Parts> found) {
        for (int i = 0; i < params.getNumElements(); i++) {
            if (field(params, "name", i) instanceof Char name) {
                Matrix value = matrix(field(params, "value", i));
                String layer = name.getString().replaceFirst("(f|b|_filter|_bias)$", "");
                Parts parts = found.getOrDefault(layer, new Parts(null, null));
                boolean filters = name.getString().matches(".*(f|_filter)");
                found.put(layer, filters ? new Parts(value, parts.biases) : new Parts(parts.filters, value));
            }
        }
    }

    static @Nullable Array field(Struct struct, String name, int index) {
        return struct.getFieldNames().contains(name) && index < struct.getNumElements()
                ? struct.get(name, index)
                : null;
    }

    private static @Nullable Matrix matrix(@Nullable Array array) {
        return array instanceof Matrix matrix ? matrix : null;
    }

    private static float[] values(String file, String layer, Matrix matrix) throws DamagedFileException {
        if (matrix.isComplex() || matrix.isLogical()) {
            throw new DamagedFileException(file, layer + " has complex or logical values, must have real numbers");
        }
        float[] values = new float[matrix.getNumElements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = matrix.getFloat(i);
        }
        return values;
    }
}
