package dev.visor.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.defense.Fills;
import dev.visor.defense.Occlusions;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.OcclusionTraining;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.network.NamedTensors;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Head;
import dev.visor.recognition.HeadTrainer;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.tensors.SafeTensors;
import dev.visor.store.weights.LoadedWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecognizerFileTest {

    private static final EnrolledSystem SYSTEM = SmallSystem.SYSTEM;
    private static final List<Image> PROBES =
            SmallSystem.FACES.faces().stream().map(Face::image).toList();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("recognizer.safetensors");
        RecognizerFile.write(file, SYSTEM);
    }

    @Test
    void answersBitByBitAsTheOneThatWasWritten() throws IOException {
        EnrolledSystem read = RecognizerFile.read(file, SmallSystem.WEIGHTS, SmallSystem.ENGINE);
        assertThat(read.recognizer().gallery()).isEqualTo(SYSTEM.recognizer().gallery());
        assertThat(read.trainingIds()).isEqualTo(SYSTEM.trainingIds()).hasSize(9);
        assertThat(logits(read)).isDeepEqualTo(logits(SYSTEM));
        assertThat(gradients(read)).isDeepEqualTo(gradients(SYSTEM));
        assertThat(cleanMaps(read)).isEqualTo(cleanMaps(SYSTEM));
        assertThat(read.recognizer().backbone().alignment())
                .isEqualTo(SYSTEM.recognizer().backbone().alignment());
    }

    @Test
    void keepsTheConvolutionsThatAHeadBrings() throws IOException {
        Occlusions occlusions = new Occlusions(List.of(), 0, 1, 0.4, Fills.ZERO, false, true);
        HeadTrainer.Config config = new HeadTrainer.Config(List.of(), 0, 2, 4, 1e-3, 0);
        EnrolledSystem hardened =
                new OcclusionTraining(config, occlusions).harden(SYSTEM, SmallSystem.FACES, RunContext.of(1));
        RecognizerFile.write(file, hardened);
        EnrolledSystem read = RecognizerFile.read(file, SmallSystem.WEIGHTS, SmallSystem.ENGINE);
        assertThat(read.recognizer().head().convolutions()).isEqualTo(2);
        assertThat(logits(read)).isDeepEqualTo(logits(hardened));
        assertBad(
                without("", tensors -> tensors.tensor(Head.convolutionBias(1), new float[2], 2)),
                "the tensor \"head.convolution.1.bias\" has the shape [2], must be [256]");
    }

    @Test
    void theSameRecognizerGivesTheSameBytes() throws IOException {
        Path again = folder.resolve("again.safetensors");
        RecognizerFile.write(again, RecognizerFile.read(file, SmallSystem.WEIGHTS, SmallSystem.ENGINE));
        assertThat(Files.mismatch(file, again)).isEqualTo(-1);
    }

    @Test
    void refusesAForeignFile() throws IOException {
        Path foreign = folder.resolve("foreign.safetensors");
        SafeTensors.write(
                foreign, NamedTensors.builder().tensor("a", new float[] {1}, 1).build());
        assertBad(foreign, "is no trained recognizer (visor-recognizer-1)");
        Files.writeString(foreign, "not even tensors, but longer than eight bytes");
        assertBad(foreign, "is no safetensors file or a damaged one");
    }

    @Test
    void refusesADamagedFile() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertBad(file, "bytes of tensors, must have");
    }

    @Test
    void refusesOtherWeights() throws IOException {
        LoadedWeights others = new LoadedWeights(SmallSystem.WEIGHTS.tensors(), "0123");
        assertThatThrownBy(() -> RecognizerFile.read(file, others, SmallSystem.ENGINE))
                .isInstanceOf(DamagedFileException.class)
                .hasMessage(file + ": was trained on the weights " + SmallSystem.WEIGHTS.sha256()
                        + ", but the weights given are 0123");
    }

    @Test
    void refusesAFileThatDoesNotTellWhatItMust() throws IOException {
        for (String key :
                List.of("weights-sha256", "backbone", "alignment", "width", "height", "people", "training-faces")) {
            assertBad(without(key, tensors -> {}), "does not tell its " + key);
        }
    }

    @Test
    void refusesPeopleThatDoNotFitTheHead() throws IOException {
        assertBad(with("people", "[\"A\",\"B\"]"), "must have at least one layer and 2 outputs");
        assertBad(with("people", "[\"A\"]"), "1 people, must be at least 2");
        assertBad(with("people", "[\"A\",\"A\",\"B\"]"), "A is in it twice");
        assertBad(with("people", "[\"A\",null,\"B\"]"), "has a null among its people");
        assertBad(with("people", "nobody"), "people: line 1");
    }

    @Test
    void refusesValuesOfAnotherRecognizer() throws IOException {
        assertBad(with("backbone", "vgg99"), "unknown backbone: \"vgg99\", must be one of [resnet29, vgg16]");
        assertBad(with("alignment", "none"), "unknown alignment: \"none\"");
        assertBad(without("", tensors -> tensors.tensor(Head.DEVIATION, new float[2], 2)), "must be [1]");
        assertBad(without("", tensors -> tensors.tensor("saliency.ABSOLUTE", new float[2], 2)), "");
    }

    private Path with(String key, String value) throws IOException {
        return without("", tensors -> tensors.metadata(key, value));
    }

    /** Writes the file again, without some metadata and with a change. */
    private Path without(String key, Consumer<NamedTensors.Builder> change) throws IOException {
        NamedTensors old = SafeTensors.read(file);
        NamedTensors.Builder tensors = NamedTensors.builder();
        old.metadata().forEach((name, value) -> {
            if (!name.equals(key)) {
                tensors.metadata(name, value);
            }
        });
        for (String name : old.names()) {
            tensors.tensor(
                    name,
                    old.values(name),
                    old.shape(name).stream().mapToInt(Integer::intValue).toArray());
        }
        change.accept(tensors);
        Path changed = folder.resolve("changed.safetensors");
        SafeTensors.write(changed, tensors.build());
        return changed;
    }

    private static void assertBad(Path bad, String reason) {
        assertThatThrownBy(() -> RecognizerFile.read(bad, SmallSystem.WEIGHTS, SmallSystem.ENGINE))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith(bad.toString())
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    private static float[][] logits(EnrolledSystem system) {
        return system.recognizer().identify(PROBES).stream()
                .map(scores -> scores.logits())
                .toArray(float[][]::new);
    }

    private static float[][] gradients(EnrolledSystem system) {
        WhiteBoxRecognizer recognizer = system.recognizer();
        return recognizer.backward(PROBES.subList(0, 2), LogitGradient.BEST, BackwardRule.GUIDED).stream()
                .map(result -> result.gradient())
                .toArray(float[][]::new);
    }

    private static NamedTensors cleanMaps(EnrolledSystem system) {
        NamedTensors.Builder tensors = NamedTensors.builder();
        system.cleanMaps().writeTo(tensors);
        return tensors.build();
    }
}
