package dev.visor.store.weights;

import static dev.visor.store.weights.KerasFiles.Naming.KERNEL_AND_BIAS;
import static dev.visor.store.weights.KerasFiles.Naming.W_AND_B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.network.Preprocessing;
import dev.visor.store.weights.Vgg16Layout.Layer;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KerasWeightsTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("weights.h5");
    }

    @ParameterizedTest
    @EnumSource
    void readsBothNamings(KerasFiles.Naming naming) throws IOException {
        FoundWeights found = read(KerasFiles.write(file, SmallVgg.LAYOUT, naming));
        SmallVgg.assertHolds(found.tensors(), SmallVgg.LAYOUT);
        assertThat(found.input()).isEqualTo(Preprocessing.KERAS_VGG_FACE);
        assertThat(found.remarks()).isEmpty();
    }

    /** Made with h5py, whose files are of an older version of HDF5, like those of Keras. */
    @Test
    void readsAFileOfH5py() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("keras.h5"))) {
            Files.copy(in, file);
        }
        SmallVgg.assertHolds(read(file).tensors(), SmallVgg.LAYOUT);
        Torn.assertRefusedWhenCutOff(file);
        Torn.assertNeverFails(file, 300);
    }

    @Test
    void takesOnlyTheConvolutionsOfAWholeNetwork() throws IOException {
        write(hdf -> KerasFiles.write(hdf, SmallVgg.LAYOUT, W_AND_B, List.of("fc6", "fc7", "fc8")));
        SmallVgg.assertHolds(read(file).tensors(), SmallVgg.LAYOUT);
    }

    @Test
    void findsTheWeightsOfASavedModel() throws IOException {
        write(hdf -> KerasFiles.write(hdf.putGroup("model_weights"), SmallVgg.LAYOUT, KERNEL_AND_BIAS, List.of()));
        SmallVgg.assertHolds(read(file).tensors(), SmallVgg.LAYOUT);
    }

    @Test
    void readsDoubles() throws IOException {
        writeChanged("conv2_1", new double[3][3][3][3], new float[3]);
        assertThat(read(file).tensors().values("features.5.weight", 3, 3, 3, 3)).containsOnly(0);
    }

    @Test
    void refusesAnotherNetwork() {
        KerasFiles.write(file, new Vgg16Layout(SmallVgg.LAYOUT.blocks().subList(0, 3)), W_AND_B);
        Torn.assertRefused(file, "has no layer conv4_1, must have the 13 convolutions of VGG16 (configuration D)");
        KerasFiles.write(file, wider(), W_AND_B);
        Torn.assertRefused(
                file,
                "conv1_1/conv1_1_W_1:0 has the shape [3, 3, 3, 4], must be [3, 3, 3, 2] (height, width, in, out)");
        write(hdf -> KerasFiles.write(hdf, SmallVgg.LAYOUT, W_AND_B, List.of("conv3_4")));
        Torn.assertRefused(file, "has the layer conv3_4 too, must have only the 13 convolutions of VGG16");
    }

    private static Vgg16Layout wider() {
        return new Vgg16Layout(SmallVgg.LAYOUT.blocks().stream()
                .map(block -> block.stream().map(width -> 2 * width).toList())
                .toList());
    }

    @Test
    void refusesLayersThatAreNotWhole() {
        writeChanged("conv3_2", new float[3][3][4][2], new float[3]);
        Torn.assertRefused(file, "conv3_2/conv3_2_b_1:0 has the shape [3], must be [2]");
        float[][][][] nan = new float[3][3][4][2];
        nan[1][1][1][1] = Float.NaN;
        writeChanged("conv3_2", nan, new float[2]);
        Torn.assertRefused(file, "conv3_2/conv3_2_W_1:0 holds NaN, must be finite numbers");
        writeChanged("conv3_2", new int[3][3][4][2], new float[2]);
        Torn.assertRefused(file, "conv3_2/conv3_2_W_1:0 is of the type int, must be float or double");
    }

    @Test
    void refusesALayerWithoutItsNames() {
        write(hdf -> {
            KerasFiles.write(hdf, new Vgg16Layout(List.of()), W_AND_B, List.of());
            hdf.putAttribute("layer_names", new String[] {"conv1_1", "x"});
            hdf.putGroup("conv1_1").putAttribute("weight_names", new String[] {"W:0", "w:0"});
        });
        Torn.assertRefused(file, "weights.h5: is a damaged HDF5 file: ");
        write(hdf -> {
            hdf.putAttribute("layer_names", new String[] {"conv1_1", "x"});
            hdf.putGroup("conv1_1").putAttribute("weight_names", new String[] {"w:0", "v:0"});
        });
        Torn.assertRefused(file, "the layer conv1_1 has the weights [w:0, v:0], must have its filters once among them");
    }

    @Test
    void refusesOtherHdf5Files() {
        write(hdf -> hdf.putDataset("x", new float[3]));
        Torn.assertRefused(file, "is an HDF5 file but no weights of Keras 1 or 2, must have the attribute layer_names");
    }

    @Test
    void refusesTornFiles() throws IOException {
        Torn.assertRefusedWhenCutOff(KerasFiles.write(file, SmallVgg.LAYOUT, W_AND_B));
    }

    private void writeChanged(String name, Object kernel, Object bias) {
        write(hdf -> {
            List<Layer> layers = SmallVgg.LAYOUT.layers();
            for (int l = 0; l < layers.size(); l++) {
                Layer layer = layers.get(l);
                boolean changed = layer.name().equals(name);
                KerasFiles.put(
                        hdf,
                        layer.name(),
                        W_AND_B,
                        changed ? kernel : KerasFiles.hwio(l, layer),
                        changed ? bias : SmallVgg.biases(l, layer));
            }
            hdf.putAttribute("layer_names", layers.stream().map(Layer::name).toArray(String[]::new));
        });
    }

    private void write(Consumer<WritableHdfFile> content) {
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            content.accept(hdf);
        }
    }

    private static FoundWeights read(Path file) throws IOException {
        return WeightsFormat.of(file).reader().read(file, SmallVgg.LAYOUT);
    }
}
