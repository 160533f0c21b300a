package dev.visor.store.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.face.Alignment;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.network.Architectures;
import dev.visor.network.Backbone;
import dev.visor.network.NamedTensors;
import dev.visor.network.Preprocessing;
import dev.visor.store.file.Sha256;
import dev.visor.store.tensors.SafeTensors;
import dev.visor.torch.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsImportTest {

    private static final Preprocessing HALVES = Preprocessing.parse("RGB, (x-127.5)/127.5");

    @TempDir
    Path folder;

    @Test
    void aNetworkOfVgg16HasThirteenConvolutions() {
        List<Vgg16Layout.Layer> layers = Vgg16Layout.CONFIGURATION_D.layers();
        assertThat(layers).hasSize(13);
        assertThat(layers.stream().map(Vgg16Layout.Layer::name))
                .containsExactly(
                        "conv1_1", "conv1_2", "conv2_1", "conv2_2", "conv3_1", "conv3_2", "conv3_3", "conv4_1",
                        "conv4_2", "conv4_3", "conv5_1", "conv5_2", "conv5_3");
        assertThat(layers.stream().map(layer -> layer.torchName().replace("features.", "")))
                .containsExactly("0", "2", "5", "7", "10", "12", "14", "17", "19", "21", "24", "26", "28");
        assertThat(layers.get(0).shape()).containsExactly(64, 3, 3, 3);
        assertThat(layers.get(7).shape()).containsExactly(512, 256, 3, 3);
    }

    /** The whole VGG16 in all formats, told apart by their bytes, and what the network makes of a picture with it. */
    @Test
    void theSameNetworkComesOutOfEveryFormat() throws IOException {
        Vgg16Layout layout = Vgg16Layout.CONFIGURATION_D;
        Path safetensors = folder.resolve("d");
        SafeTensors.write(safetensors, SmallVgg.tensors(layout, "").build());
        List<Path> files = List.of(
                KerasFiles.write(folder.resolve("a"), layout, KerasFiles.Naming.W_AND_B),
                MatConvNetFiles.write(folder.resolve("b"), layout),
                TorchFiles.write(folder.resolve("c"), layout),
                safetensors);
        List<String> formats = new ArrayList<>();
        List<float[]> features = new ArrayList<>();
        for (Path file : files) {
            ImportedWeights imported = WeightsImport.read(file, Optional.of(HALVES));
            formats.add(imported.format());
            Path out = folder.resolve("out.safetensors");
            assertThat(imported.write(out, true)).isTrue();
            LoadedWeights weights = LoadedWeights.read(out);
            assertThat(weights.sha256()).isEqualTo(imported.sha256());
            SmallVgg.assertHolds(weights.tensors(), layout);
            features.add(features(weights));
        }
        assertThat(formats).containsExactly("Keras HDF5", "MatConvNet", "PyTorch", "safetensors");
        assertThat(features.get(0)).hasSize(512 * 2 * 2).isNotEqualTo(new float[512 * 2 * 2]);
        assertThat(features).allSatisfy(row -> assertThat(row).containsExactly(features.get(0)));
    }

    private static float[] features(LoadedWeights weights) {
        try (Engine engine = Engine.start(1);
                Backbone backbone = Backbone.load(
                        Architectures.VGG16, weights.tensors(), weights.sha256(), Alignment.ARCFACE, 64, 64, engine)) {
            return backbone.features(List.of(Image.filled(64, 64, new Color(0.9f, 0.4f, 0.1f))))
                    .get(0);
        }
    }

    @Test
    void statesWhereTheWeightsAreFrom() throws IOException {
        Path file = KerasFiles.write(folder.resolve("a.h5"), SmallVgg.LAYOUT, KerasFiles.Naming.W_AND_B);
        ImportedWeights imported = read(file, Optional.empty());
        assertThat(imported.backbone()).isEqualTo("vgg16");
        assertThat(imported.tensorCount()).isEqualTo(26);
        assertThat(imported.input()).isEqualTo("BGR, (x-[93.594, 104.7624, 129.1863])/1.0");
        assertThat(tensors(imported).metadata())
                .containsEntry("network", "vgg16")
                .containsEntry("source", "Keras HDF5")
                .containsEntry("sha256/a.h5", Sha256.of(file))
                .containsEntry("input", imported.input())
                .hasSize(4);
    }

    @Test
    void keepsTheInputOfTheFileOfTheFormatOrOfTheCaller() throws IOException {
        Path file = folder.resolve("x.safetensors");
        SafeTensors.write(file, SmallVgg.tensors(SmallVgg.LAYOUT, "vgg.").build());
        assertThat(read(file, Optional.empty()).input()).isEqualTo(Preprocessing.TORCHVISION.text());
        assertThat(read(file, Optional.of(HALVES)).input()).isEqualTo("RGB, (x-127.5)/127.5");
        SafeTensors.write(
                file,
                SmallVgg.tensors(SmallVgg.LAYOUT, "")
                        .metadata("input", "RGB 112x112 NCHW, (x-127.5)/127.5")
                        .metadata("license", "mine")
                        .build());
        ImportedWeights imported = read(file, Optional.empty());
        assertThat(imported.input()).isEqualTo("RGB, (x-127.5)/127.5");
        assertThat(tensors(imported).metadata()).containsEntry("license", "mine");
        assertThat(read(file, Optional.of(Preprocessing.VGG_FACE)).input()).isEqualTo(Preprocessing.VGG_FACE.text());
    }

    @Test
    void whatWasImportedIsImportedAsItIs() throws IOException {
        Path file = TorchFiles.write(folder.resolve("a.pt"), SmallVgg.LAYOUT);
        Path out = folder.resolve("out.safetensors");
        read(file, Optional.of(HALVES)).write(out, false);
        assertThat(read(out, Optional.empty()).write(out, false)).isFalse();
        assertThat(read(out, Optional.empty()).sha256()).isEqualTo(Sha256.of(out));
    }

    @Test
    void replacesAnotherFileOnlyIfAsked() throws IOException {
        ImportedWeights imported = read(TorchFiles.write(folder.resolve("a.pt"), SmallVgg.LAYOUT), Optional.empty());
        Path out = Files.writeString(folder.resolve("out"), "somebody's");
        assertThatThrownBy(() -> imported.write(out, false))
                .isInstanceOf(IOException.class)
                .hasMessage(out + ": is already there with other bytes; --force replaces it");
        assertThat(out).hasContent("somebody's");
        assertThat(imported.write(out, true)).isTrue();
        assertThat(imported.write(out, false)).isFalse();
        assertThat(Sha256.of(out)).isEqualTo(imported.sha256());
    }

    @Test
    void refusesBadSafetensors() throws IOException {
        Path file = folder.resolve("x.safetensors");
        SafeTensors.write(
                file,
                SmallVgg.tensors(SmallVgg.LAYOUT, "")
                        .metadata("input", "upside down")
                        .build());
        Torn.assertRefused(file, "in its metadata: illegal input: \"upside down\", must be like");
        SafeTensors.write(
                file,
                SmallVgg.tensors(SmallVgg.LAYOUT, "")
                        .tensor("features.24.bias", new float[3], 3)
                        .build());
        Torn.assertRefused(file, "features.24.bias has the shape [3], must be [2]");
        SafeTensors.write(
                file, NamedTensors.builder().tensor("conv", new float[1], 1).build());
        Torn.assertRefused(file, "has no tensor features.0.weight, must have the 13 convolutions of VGG16");
        SafeTensors.write(file, SmallVgg.tensors(SmallVgg.LAYOUT, "").build());
        Torn.assertRefusedWhenCutOff(file);
    }

    @Test
    void refusesOtherFiles() throws IOException {
        Path file = Files.writeString(folder.resolve("x.h5"), "a letter, whatever its name says");
        Torn.assertRefused(
                file, "is no file of weights that is known, must be Keras HDF5, MatConvNet, PyTorch or safetensors");
        Files.write(file, new byte[0]);
        Torn.assertRefused(file, "is no file of weights that is known");
        Files.writeString(file, "MATLAB 7.3 MAT-file, Platform: GLNXA64", StandardCharsets.US_ASCII);
        Torn.assertRefused(file, "is a MATLAB 7.3 file, must be saved with -v7");
        assertThatThrownBy(() -> WeightsImport.read(folder.resolve("none"), Optional.empty()))
                .hasMessage(folder.resolve("none") + ": there is no such file");
    }

    private NamedTensors tensors(ImportedWeights imported) throws IOException {
        Path copy = folder.resolve("copy");
        imported.write(copy, true);
        return SafeTensors.read(copy);
    }

    private static ImportedWeights read(Path file, Optional<Preprocessing> input) throws IOException {
        return WeightsImport.read(file, input, SmallVgg.LAYOUT);
    }
}
