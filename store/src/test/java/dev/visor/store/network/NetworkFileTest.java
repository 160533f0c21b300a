package dev.visor.store.network;

import static dev.visor.store.network.OnnxModels.list;
import static dev.visor.store.network.OnnxModels.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.visor.network.imported.ImportedNetwork;
import dev.visor.store.MutatedFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFileTest {

    @TempDir
    Path folder;

    private static OnnxModels convolution(long... inputShape) {
        return new OnnxModels(13, inputShape)
                .weights("w", -1, 1, 4, 3, 3, 3)
                .node("Conv", "x w", "c")
                .node("Relu", "c", "y");
    }

    private ImportedNetwork open(OnnxModels model) throws IOException {
        return open(model.write(folder.resolve("model.onnx")));
    }

    private static ImportedNetwork open(Path file) throws IOException {
        return new NetworkFile(file.toString()).open(Optional.empty(), "");
    }

    private static TensorProto.Builder external(String location, String offset) {
        return TensorProto.newBuilder()
                .setName("w")
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addAllDims(List.of(4L, 3L, 3L, 3L))
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", location))
                .addExternalData(entry("offset", offset))
                .addExternalData(entry("length", "432"));
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    private static OnnxModels withWeights(TensorProto weights) {
        return new OnnxModels(13, 1, 3, 9, 9).tensor(weights).node("Conv", "x w", "y");
    }

    @Test
    void readsOrRefusesMutatedOnnxFiles() throws Exception {
        Path file = convolution(-1, 3, 9, 9).write(folder.resolve("seed.onnx"));
        MutatedFiles.check(file, changed -> {
            open(changed);
            return new NetworkFile(changed.toString()).graph();
        });
    }

    @Test
    void guessesWhatIsDoneToPicturesAndSaysWhy() throws IOException {
        ImportedNetwork plain = open(convolution(-1, 3, 9, 9));
        assertThat(plain.preprocessing().text()).isEqualTo("RGB, (x-127.5)/127.5");
        assertThat(plain.guess().orElseThrow().reason()).contains("no arithmetic");

        ImportedNetwork raw = open(new OnnxModels(13, 1, 3, 9, 9)
                .number("a", 127.5f)
                .node("Sub", "x a", "s")
                .node("Relu", "s", "y"));
        assertThat(raw.preprocessing().text()).isEqualTo("RGB, (x-0.0)/1.0");
        assertThat(raw.guess().orElseThrow().reason()).contains("begins with Sub");
    }

    @Test
    void refusesPicturesOfAnotherSizeThanTheNetworks() throws IOException {
        assertThatThrownBy(() -> open(convolution(-1, 3, 9, 8)).checkSize(9, 9))
                .hasMessage("illegal size of the pictures for model.onnx: 9x9, must be 8x9");
        open(convolution(-1, 3, -2, -3)).checkSize(40, 30);
    }

    @Test
    void takesPicturesWhoseChannelsAreLast() throws IOException {
        ImportedNetwork network = open(new OnnxModels(13, -1, 9, 8, 3)
                .node("Transpose", "x", "t", list("perm", 0, 3, 1, 2))
                .node("Relu", "t", "y"));
        assertThat(network.fixedSize()).contains(List.of(8, 9));
        assertThat(network.featureCount(8, 9)).isEqualTo(3 * 8 * 9);
    }

    @Test
    void refusesWhatTakesNoSinglePicture() {
        assertThatThrownBy(() -> open(convolution(2, 3, 9, 9)))
                .hasMessageEndingWith("model.onnx: it takes 2 pictures at a time, must take 1 or any number");
        assertThatThrownBy(() -> open(convolution(-1, 1, 9, 9))).hasMessageEndingWith("must have 3 channels");
        assertThatThrownBy(() -> open(new OnnxModels(13, -1, 300).node("Relu", "x", "y")))
                .hasMessageEndingWith("has the shape [?, 300], must have 4 dimensions: pictures");
    }

    @Test
    void asksWhichOfSeveralOutputsHasTheFeatures() throws IOException {
        Path file =
                Files.write(folder.resolve("two.onnx"), convolution(-1, 3, 9, 9).bytes("c", "y"));
        assertThatThrownBy(() -> open(file)).hasMessageContaining("it has 2 outputs, [c, y]");
        assertThatThrownBy(() -> new NetworkFile(file.toString()).open(Optional.empty(), "z"))
                .hasMessageEndingWith("has no output \"z\", must be one of [c, y]");
        assertThat(new NetworkFile(file.toString()).open(Optional.empty(), "c").featureCount(9, 9))
                .isEqualTo(4 * 7 * 7);
    }

    @Test
    void namesAllOperatorsThatAreNotSupported() {
        assertThatThrownBy(() -> open(convolution(-1, 3, 9, 9)
                        .node("NonMaxSuppression", "y", "a")
                        .node("Loop", "a", "b")
                        .node("Loop", "b", "d")))
                .hasMessageContaining(
                        "model.onnx: it has operators that are not supported: Loop (2), NonMaxSuppression; "
                                + "it is no black box either, because ONNX Runtime refuses it: ");
    }

    /** ONNX Runtime computes it, so it is as good a black box as one with an operator that is not supported. */
    @Test
    void aKnownOperatorInAnUnknownUseIsABlackBox() throws IOException {
        Path file = convolution(-1, 3, 9, 9)
                .node("AveragePool", "y", "p", list("kernel_shape", 2, 2), list("pads", 1, 1, 0, 0))
                .write(folder.resolve("pool.onnx"));
        NetworkFile network = new NetworkFile(file.toString());
        assertThat(network.isBlackBox("")).isTrue();
        ImportedNetwork opened = open(file);
        assertThat(opened.hasGradients()).isFalse();
        assertThat(opened.obstacle().orElseThrow())
                .startsWith("operators that are not supported as they are used here: AveragePool \"p\": means of");
        assertThat(opened.featureCount(9, 9)).isEqualTo(4 * 7 * 7);

        Path padded = new OnnxModels(13, -1, 3, -2, -3)
                .wholes("a", 0, 0, 1, 1, 0, 0, 1, 1)
                .node("Pad", "x a", "y", text("mode", "reflect"))
                .write(folder.resolve("pad.onnx"));
        assertThat(open(padded).obstacle().orElseThrow()).endsWith("the mode is reflect, must be constant");

        // What is asked again and again is found out once.
        Files.delete(file);
        assertThat(network.isBlackBox("")).isTrue();
        assertThat(new NetworkFile(file.toString()).isBlackBox("")).isFalse();
        assertThat(new NetworkFile(file.toString())).isEqualTo(network);
    }

    @Test
    void namesTheNodeThatCannotBeComputed() throws IOException {
        ImportedNetwork network = open(
                new OnnxModels(13, -1, 3, 9, 9).weights("w", -1, 1, 4, 5, 3, 3).node("Conv", "x w", "y"));
        assertThatThrownBy(() -> network.featureCount(9, 9))
                .hasMessageStartingWith("Conv \"y\": filters of the shape [4, 5, 3, 3]");
    }

    @Test
    void readsWeightsOf16And64Bits() throws IOException {
        byte[] halves = new byte[216];
        byte[] doubles = new byte[864];
        byte[] brains = new byte[216];
        ByteBuffer half = ByteBuffer.wrap(halves).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer brain = ByteBuffer.wrap(brains).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer wide = ByteBuffer.wrap(doubles).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 108; i++) {
            half.putShort((short) 0x3800);
            brain.putShort((short) 0x3f00);
            wide.putDouble(0.5);
        }
        float[] expected = new float[108];
        Arrays.fill(expected, 0.5f);
        for (OnnxModels model : List.of(
                new OnnxModels(13, 1, 3, 9, 9).raw("w", TensorProto.DataType.FLOAT16, halves, 4, 3, 3, 3),
                new OnnxModels(13, 1, 3, 9, 9).raw("w", TensorProto.DataType.BFLOAT16, brains, 4, 3, 3, 3),
                new OnnxModels(13, 1, 3, 9, 9).raw("w", TensorProto.DataType.DOUBLE, doubles, 4, 3, 3, 3))) {
            Path file = model.node("Conv", "x w", "y").write(folder.resolve("wide.onnx"));
            assertThat(new NetworkFile(file.toString())
                            .graph()
                            .constants()
                            .get("w")
                            .floats())
                    .isEqualTo(expected);
        }
    }

    @Test
    void readsWeightsFromAFileBesideTheModel() throws IOException {
        Files.write(folder.resolve("weights.bin"), new byte[500]);
        assertThat(open(withWeights(external("weights.bin", "68").build())).featureCount(9, 9))
                .isEqualTo(4 * 7 * 7);
        assertThatThrownBy(() -> open(withWeights(external("weights.bin", "69").build())))
                .hasMessageEndingWith(
                        "the tensor \"w\" lies in weights.bin from 69 on with 432 bytes, must have 432 within its 500");
        assertThatThrownBy(() -> open(withWeights(external("other.bin", "0").build())))
                .hasMessageEndingWith("lies in other.bin beside the model, but there is no such file");
    }

    @Test
    void readsNoWeightsOutsideTheFolderOfTheModel() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Path secret = Files.write(folder.resolve("secret.bin"), new byte[500]);
        Files.createSymbolicLink(inside.resolve("link.bin"), secret);
        for (String location : List.of("../secret.bin", secret.toString(), "link.bin", "")) {
            Path file = withWeights(external(location, "0").build()).write(inside.resolve("model.onnx"));
            assertThatThrownBy(() -> open(file)).hasMessageContaining("folder");
        }
    }

    @Test
    void refusesTruncatedFilesInOneLine() throws IOException {
        byte[] whole = convolution(-1, 3, 9, 9).bytes("y");
        Path file = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> open(file))
                .hasMessageStartingWith(file + ": is a damaged ONNX file")
                .hasMessageNotContaining("\n");
    }
}
