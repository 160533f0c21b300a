package dev.visor.store.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.network.Preprocessing;
import dev.visor.network.Preprocessing.ChannelOrder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Struct;

class MatConvNetWeightsTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("weights.mat");
    }

    @Test
    void readsLayersWithTheirMeta() throws IOException {
        FoundWeights found = read(MatConvNetFiles.write(file, SmallVgg.LAYOUT));
        SmallVgg.assertHolds(found.tensors(), SmallVgg.LAYOUT);
        assertThat(found.input()).isEqualTo(Preprocessing.VGG_FACE);
        assertThat(found.remarks()).isEmpty();
    }

    @Test
    void readsTheFirstLayout() throws IOException {
        FoundWeights found = read(write(Mat5.newMatFile()
                .addArray("layers", MatConvNetFiles.layers(SmallVgg.LAYOUT, false))
                .addArray("classes", Mat5.newString("nobody"))
                .addArray("normalization", MatConvNetFiles.normalization(MatConvNetFiles.color()))));
        SmallVgg.assertHolds(found.tensors(), SmallVgg.LAYOUT);
        assertThat(found.input()).isEqualTo(Preprocessing.VGG_FACE);
    }

    @ParameterizedTest
    @CsvSource({"f, b", "_filter, _bias"})
    void readsTheParametersOfAGraph(String filters, String biases) throws IOException {
        Struct net = Mat5.newStruct().set("params", MatConvNetFiles.params(SmallVgg.LAYOUT, filters, biases));
        SmallVgg.assertHolds(read(write(Mat5.newMatFile().addArray("net", net))).tensors(), SmallVgg.LAYOUT);
    }

    @Test
    void readsANetworkInOneVariable() throws IOException {
        Matrix average = MatConvNetFiles.color();
        average.setFloat(0, 12.5f);
        Struct net = Mat5.newStruct()
                .set("layers", MatConvNetFiles.layers(SmallVgg.LAYOUT, true))
                .set("meta", Mat5.newStruct().set("normalization", MatConvNetFiles.normalization(average)));
        FoundWeights found = read(write(Mat5.newMatFile().addArray("net", net)));
        SmallVgg.assertHolds(found.tensors(), SmallVgg.LAYOUT);
        assertThat(found.input())
                .isEqualTo(
                        new Preprocessing(ChannelOrder.RGB, List.of(12.5, 104.7624, 93.594), List.of(1.0, 1.0, 1.0)));
    }

    /** Made with SciPy, which writes compressed files as MATLAB does. */
    @Test
    void readsAFileOfScipy() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("matconvnet.mat"))) {
            Files.copy(in, file);
        }
        FoundWeights found = read(file);
        SmallVgg.assertHolds(found.tensors(), SmallVgg.LAYOUT);
        assertThat(found.input()).isEqualTo(Preprocessing.VGG_FACE);
        Torn.assertRefusedWhenCutOff(file);
        Torn.assertNeverFails(file, 300);
    }

    @Test
    void reducesAnAveragePictureToItsColor() throws IOException {
        Matrix picture = MatConvNetFiles.single(4, 2, 3);
        for (int channel = 0; channel < 3; channel++) {
            for (int i = 0; i < 8; i++) {
                picture.setFloat(8 * channel + i, 50 * channel + i);
            }
        }
        FoundWeights found = readWithAverage(picture);
        assertThat(found.input().mean()).containsExactly(3.5, 53.5, 103.5);
        assertThat(found.remarks()).containsExactly("the average image of 2x4 is reduced to its mean color");
    }

    @Test
    void takesVggFacesMeanWhereThereIsNone() throws IOException {
        FoundWeights found =
                read(write(Mat5.newMatFile().addArray("layers", MatConvNetFiles.layers(SmallVgg.LAYOUT, true))));
        assertThat(found.input()).isEqualTo(Preprocessing.VGG_FACE);
        assertThat(found.remarks()).containsExactly("the file has no average image, so VGG-Face's mean color is used");
    }

    @Test
    void refusesAnAverageThatIsNone() throws IOException {
        writeWithAverage(MatConvNetFiles.single(4, 2));
        Torn.assertRefused(
                file, "normalization.averageImage has the shape [4, 2], must be a color or a picture of 3 channels");
        Matrix color = MatConvNetFiles.color();
        color.setFloat(1, 300);
        writeWithAverage(color);
        Torn.assertRefused(file, "normalization.averageImage: illegal mean: [129.1863, 300.0, 93.594], must be 3");
    }

    @Test
    void refusesAnotherNetwork() throws IOException {
        MatConvNetFiles.write(file, new Vgg16Layout(SmallVgg.LAYOUT.blocks().subList(0, 4)));
        Torn.assertRefused(file, "has no layer conv5_1, must have the 13 convolutions of VGG16 (configuration D)");
        Cell layers = MatConvNetFiles.layers(SmallVgg.LAYOUT, true);
        layers.getStruct(4).set("name", Mat5.newString("conv3_4"));
        write(Mat5.newMatFile().addArray("layers", layers));
        Torn.assertRefused(file, "has the layer conv3_4 too, must have only the 13 convolutions of VGG16");
        write(Mat5.newMatFile().addArray("layers", Mat5.newString("none")));
        Torn.assertRefused(file, "is a MATLAB file but no network of MatConvNet, must have the cell layers or");
    }

    @Test
    void refusesLayersThatAreNotWhole() throws IOException {
        assertRefusedWith(MatConvNetFiles.single(3, 3, 2, 2), "conv1_1's filters has the shape [3, 3, 2, 2], must be");
        Matrix infinite = MatConvNetFiles.single(3, 3, 3, 2);
        infinite.setFloat(5, Float.POSITIVE_INFINITY);
        assertRefusedWith(infinite, "conv1_1's filters holds Infinity, must be finite numbers");
        assertRefusedWith(Mat5.newString("none"), "has no layer conv1_1 with filters and biases, must have the 13");
    }

    @Test
    void refusesTornFiles() throws IOException {
        Torn.assertRefusedWhenCutOff(MatConvNetFiles.write(file, SmallVgg.LAYOUT));
    }

    private void assertRefusedWith(Array filters, String reason) throws IOException {
        Cell layers = MatConvNetFiles.layers(SmallVgg.LAYOUT, true);
        layers.getStruct(0).getCell("weights").set(0, filters);
        write(Mat5.newMatFile().addArray("layers", layers));
        Torn.assertRefused(file, reason);
    }

    private FoundWeights readWithAverage(Matrix average) throws IOException {
        writeWithAverage(average);
        return read(file);
    }

    private void writeWithAverage(Matrix average) throws IOException {
        write(Mat5.newMatFile()
                .addArray("layers", MatConvNetFiles.layers(SmallVgg.LAYOUT, true))
                .addArray("normalization", MatConvNetFiles.normalization(average)));
    }

    private Path write(MatFile mat) throws IOException {
        return MatConvNetFiles.write(file, mat);
    }

    private static FoundWeights read(Path file) throws IOException {
        return WeightsFormat.of(file).reader().read(file, SmallVgg.LAYOUT);
    }
}
