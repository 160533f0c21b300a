package dev.visor.store.network;

import static dev.visor.store.network.OnnxModels.list;
import static dev.visor.store.network.OnnxModels.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Alignment;
import dev.visor.image.Image;
import dev.visor.network.Backbone;
import dev.visor.network.NamedTensors;
import dev.visor.network.Preprocessing;
import dev.visor.network.imported.ImportedNetwork;
import dev.visor.network.internal.ForwardPass;
import dev.visor.store.network.onnx.OnnxRuntimeGraph;
import dev.visor.torch.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxRuntimeGraphTest {

    private static final int SIDE = 24;
    private static final Optional<Preprocessing> INPUT =
            Optional.of(Preprocessing.parse("BGR, (x-[127.5, 120, 100])/[50, 60, 70]"));

    @TempDir
    Path folder;

    private Path file;

    /** A network of the layers that face networks have: among them a depthwise one and a shortcut. */
    @BeforeEach
    void write() throws IOException {
        file = new OnnxModels(16, -1, 3, SIDE, SIDE)
                .weights("w1", -0.3, 0.3, 16, 3, 3, 3)
                .weights("s1", -1, 1, 16, 1, 1)
                .weights("w2", -0.4, 0.4, 16, 1, 3, 3)
                .weights("w3", -0.4, 0.4, 16, 16, 1, 1)
                .weights("w4", -0.1, 0.1, 10, 16 * 12 * 12)
                .node("Conv", "x w1", "a", list("pads", 1, 1, 1, 1), list("strides", 2, 2))
                .node("PRelu", "a s1", "b")
                .node("Conv", "b w2", "c", list("pads", 1, 1, 1, 1), whole("group", 16))
                .node("Conv", "c w3", "d")
                .node("Add", "b d", "e")
                .node("Flatten", "e", "f")
                .node("Gemm", "f w4", "y", whole("transB", 1))
                .write(folder.resolve("model.onnx"));
    }

    private static List<Image> pictures(int count) {
        SplittableRandom random = new SplittableRandom(5);
        List<Image> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] pixels = new float[Image.CHANNELS * SIDE * SIDE];
            for (int k = 0; k < pixels.length; k++) {
                pixels[k] = (float) random.nextDouble();
            }
            pictures.add(Image.of(SIDE, SIDE, pixels));
        }
        return pictures;
    }

    private static List<float[]> features(ImportedNetwork network, List<Image> pictures, int threads) {
        try (Engine engine = Engine.start(threads);
                Backbone backbone = Backbone.load(
                        network, NamedTensors.builder().build(), "0", Alignment.ARCFACE, SIDE, SIDE, engine)) {
            return backbone.features(pictures);
        }
    }

    @Test
    void answersAgreeWithTheLayersThatGradientsComeFrom() throws IOException {
        agrees(file, 10);
    }

    @Test
    void answersAgreeWhereChannelsAreLast() throws IOException {
        Path last = new OnnxModels(13, -1, SIDE, SIDE, 3)
                .weights("w", -0.3, 0.3, 5, 3, 3, 3)
                .node("Transpose", "x", "t", list("perm", 0, 3, 1, 2))
                .node("Conv", "t w", "c", list("strides", 11, 11))
                .node("Flatten", "c", "y")
                .write(folder.resolve("last.onnx"));
        agrees(last, 5 * 2 * 2);
    }

    private static void agrees(Path model, int count) throws IOException {
        NetworkFile network = new NetworkFile(model.toString());
        List<float[]> answers = features(network.open(INPUT, ""), pictures(1), 1);
        List<float[]> layers = features(ImportedNetwork.of("layers", network.graph(), INPUT), pictures(1), 1);
        assertThat(answers.get(0)).hasSize(count).isNotEqualTo(layers.get(0));
        for (int i = 0; i < count; i++) {
            assertThat(answers.get(0)[i]).isCloseTo(layers.get(0)[i], within(1e-4f));
        }
    }

    @Test
    void answersDependNeitherOnThreadsNorOnTheBatchNorOnTheOrder() throws IOException {
        ImportedNetwork network = new NetworkFile(file.toString()).open(INPUT, "");
        List<Image> pictures = pictures(5);
        List<float[]> alone = pictures.stream()
                .map(picture -> features(network, List.of(picture), 1).get(0))
                .toList();
        List<Image> turned = new ArrayList<>(pictures);
        Collections.reverse(turned);
        for (int threads = 1; threads <= 3; threads++) {
            List<float[]> together = features(network, pictures, threads);
            List<float[]> backwards = features(network, turned, threads);
            for (int i = 0; i < pictures.size(); i++) {
                assertThat(together.get(i)).as("%d threads", threads).isEqualTo(alone.get(i));
                assertThat(backwards.get(pictures.size() - 1 - i)).isEqualTo(alone.get(i));
            }
        }
    }

    @Test
    void layersAnswerWhereOnnxRuntimeRefusesAFile() throws IOException {
        Path odd = new OnnxModels(13, -1, 3, SIDE, SIDE)
                .weights("w", -1, 1, 4, 3, 3, 3)
                .number("unused", 1)
                // No such attribute is known to ONNX Runtime.
                .node("Conv", "x w", "y", whole("visor_test", 1))
                .write(folder.resolve("odd.onnx"));
        assertThatThrownBy(() -> OnnxRuntimeGraph.open(odd, "x", "y"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(odd + ": ONNX Runtime refuses it: ")
                .hasMessageNotContaining("\n");
        ImportedNetwork network = new NetworkFile(odd.toString()).open(INPUT, "");
        assertThat(network.answers(SIDE, SIDE)).isEmpty();
        assertThat(features(network, pictures(1), 1).get(0)).hasSize(4 * 22 * 22);
    }

    @Test
    void refusesAnOutputThatIsNotThere() {
        assertThatThrownBy(() -> OnnxRuntimeGraph.open(file, "x", "z")).hasMessageStartingWith(file + ": ");
    }

    @Test
    void namesTheFileWhereAPictureDoesNotFit() throws IOException {
        try (OnnxRuntimeGraph graph = OnnxRuntimeGraph.open(file, "x", "y")) {
            assertThatThrownBy(() -> graph.run(new float[3 * 8 * 8], new long[] {1, 3, 8, 8}, 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith(file + ": ")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void nothingIsLeftOpenWhenANetworkIsClosed() throws IOException {
        ForwardPass pass = new NetworkFile(file.toString())
                .open(INPUT, "")
                .answers(SIDE, SIDE)
                .orElseThrow();
        assertThat(pass.features(pictures(1).get(0), 2)).hasSize(10);
        pass.close();
        Files.delete(file);
        assertThatThrownBy(() -> pass.features(pictures(1).get(0), 1)).isInstanceOf(IllegalStateException.class);
    }
}
