package dev.visor.store.weights;

import dev.visor.network.Preprocessing;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.weights.Vgg16Layout.Layer;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The weights of VGG-Face as keras-vggface publishes them: an HDF5 file of Keras 1 or 2. The attribute
 * {@code layer_names} of the root lists the layers, each of which is a group whose attribute {@code weight_names} lists
 * the datasets in it, for example {@code conv1_1_W_1:0} or {@code conv1_1/kernel:0}. Filters are laid out by height,
 * width, input and output channel; Keras turns none of them round, like torch. Layers that are no convolutions are
 * passed over.
 */
final class KerasWeights implements WeightsReader {

    private static final String KIND = "HDF5 file";
    private static final String MODEL = "model_weights";
    private static final String LAYERS = "layer_names";
    private static final String WEIGHTS = "weight_names";
    private static final Pattern KERNEL = Pattern.compile("(.*[/_])?(kernel|W)(_\\d+)?(:\\d+)?");
    private static final Pattern BIAS = Pattern.compile("(.*[/_])?(bias|b)(_\\d+)?(:\\d+)?");

    @Override
    public FoundWeights read(Path file, Vgg16Layout layout) throws IOException {
        return ForeignParser.parse(file.toString(), KIND, () -> {
            try (HdfFile hdf = new HdfFile(file)) {
                return read(file.toString(), hdf, layout);
            }
        });
    }

    private static FoundWeights read(String file, HdfFile hdf, Vgg16Layout layout) throws IOException {
        Group root = hdf.getAttribute(LAYERS) == null && hdf.getChild(MODEL) instanceof Group model ? model : hdf;
        List<String> names = words(root, LAYERS);
        if (names.isEmpty()) {
            throw new DamagedFileException(
                    file, "is an HDF5 file but no weights of Keras 1 or 2, must have the attribute " + LAYERS);
        }
        for (String name : names) {
            if (layout.isForeign(name)) {
                throw Convolutions.foreign(file, "the layer " + name, layout);
            }
        }
        Convolutions convolutions = new Convolutions(file);
        for (Layer layer : layout.layers()) {
            if (!names.contains(layer.name()) || !(root.getChild(layer.name()) instanceof Group group)) {
                throw Convolutions.missing(file, "layer " + layer.name(), layout);
            }
            Dataset kernel = dataset(file, group, KERNEL, "filters");
            convolutions.kernel(
                    layer, KernelOrder.HWIO, path(kernel), shape(kernel), () -> HdfValues.read(file, kernel));
            Dataset bias = dataset(file, group, BIAS, "biases");
            convolutions.bias(layer, path(bias), shape(bias), () -> HdfValues.read(file, bias));
        }
        return new FoundWeights("Keras HDF5", convolutions.build(), Preprocessing.KERAS_VGG_FACE, true, List.of());
    }

    private static Dataset dataset(String file, Group group, Pattern pattern, String what) throws IOException {
        List<String> names = words(group, WEIGHTS).stream()
                .filter(name -> pattern.matcher(name).matches())
                .toList();
        if (names.size() == 1 && group.getByPath(names.get(0)) instanceof Dataset dataset) {
            return dataset;
        }
        throw new DamagedFileException(
                file,
                "the layer " + group.getName() + " has the weights " + words(group, WEIGHTS) + ", must have its " + what
                        + " once among them");
    }

    private static List<String> words(Node node, String name) {
        @Nullable Attribute attribute = node.getAttribute(name);
        @Nullable Object data = attribute == null ? null : attribute.getData();
        if (data instanceof String[] words) {
            return List.of(words);
        }
        return data instanceof String word ? List.of(word) : List.of();
    }

    private static List<Integer> shape(Dataset dataset) {
        return Convolutions.shape(dataset.getDimensions());
    }

    private static String path(Dataset dataset) {
        return HdfValues.path(dataset);
    }
}
