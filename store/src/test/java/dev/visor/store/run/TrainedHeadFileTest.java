package dev.visor.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.defense.Fills;
import dev.visor.defense.Occlusions;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.SystemFactory;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.network.Architectures;
import dev.visor.network.NamedTensors;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Head;
import dev.visor.recognition.LogitGradient;
import dev.visor.run.RunContext;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.tensors.SafeTensors;
import dev.visor.store.weights.EmbeddedWeights;
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

/** A trained head comes back from its file bit by bit, and only where it fits. */
class TrainedHeadFileTest {

    private static final EnrolledSystem SYSTEM = SmallSystem.SYSTEM;
    private static final List<Image> PROBES =
            SmallSystem.FACES.faces().stream().map(Face::image).toList();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("recognizer.safetensors");
        SafeTensors.write(file, SmallSystem.FACTORY.write(SYSTEM));
    }

    @Test
    void answersBitByBitAsTheOneThatWasWritten() throws IOException {
        assertSame(SmallSystem.FACTORY.read(SafeTensors.read(file)), SYSTEM);
        assertThat(SYSTEM.trainingIds()).hasSize(9);
        try (SystemFactory another = SmallSystem.factory(EmbeddedWeights.of(Architectures.RESNET29))) {
            assertSame(another.read(SafeTensors.read(file)), SYSTEM);
        }
    }

    @Test
    void aHardenedHeadComesBackToo() throws IOException {
        EnrolledSystem hardened = SmallSystem.FACTORY.harden(
                SYSTEM,
                SmallSystem.FACES,
                new Occlusions(List.of(), 0, 1, 0.4, Fills.ZERO, false, true),
                RunContext.of(1));
        assertThat(Arrays.deepEquals(logits(hardened), logits(SYSTEM))).isFalse();
        SafeTensors.write(file, SmallSystem.FACTORY.write(hardened));
        assertSame(SmallSystem.FACTORY.read(SafeTensors.read(file)), hardened);
    }

    private static void assertSame(EnrolledSystem read, EnrolledSystem written) {
        assertThat(read.recognizer().gallery()).isEqualTo(written.recognizer().gallery());
        assertThat(read.trainingIds()).isEqualTo(written.trainingIds());
        assertThat(logits(read)).isDeepEqualTo(logits(written));
        assertThat(gradients(read)).isDeepEqualTo(gradients(written));
        assertThat(cleanMaps(read)).isEqualTo(cleanMaps(written));
    }

    @Test
    void theSameSystemGivesTheSameBytes() throws IOException {
        Path again = folder.resolve("again.safetensors");
        SafeTensors.write(again, SmallSystem.FACTORY.write(SmallSystem.FACTORY.read(SafeTensors.read(file))));
        assertThat(Files.mismatch(file, again)).isEqualTo(-1);
    }

    @Test
    void refusesAForeignFile() throws IOException {
        Path foreign = folder.resolve("foreign.safetensors");
        SafeTensors.write(
                foreign, NamedTensors.builder().tensor("a", new float[] {1}, 1).build());
        assertBad(foreign, "is no trained recognizer (visor-recognizer-2)");
        assertBad(with("format", "visor-recognizer-1"), "is no trained recognizer (visor-recognizer-2)");
    }

    @Test
    void refusesADamagedFile() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining("bytes of tensors, must have");
        Files.writeString(file, "not even tensors, but longer than eight bytes");
        assertThatThrownBy(() -> SafeTensors.read(file))
                .hasMessageContaining("is no safetensors file or a damaged one");
    }

    @Test
    void refusesOtherWeights() throws IOException {
        LoadedWeights own = EmbeddedWeights.of(Architectures.RESNET29);
        try (SystemFactory other = SmallSystem.factory(new LoadedWeights(own.tensors(), "0123"))) {
            NamedTensors written = SafeTensors.read(file);
            assertThatThrownBy(() -> other.read(written))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("was made with the weights-sha256 " + own.sha256() + ", but here it is 0123");
        }
    }

    @Test
    void refusesAnotherNetworkAndOtherPictures() throws IOException {
        assertBad(with("backbone", "vgg16"), "was made with the backbone vgg16, but here it is resnet29");
        assertBad(with("alignment", "arcface"), "was made with the alignment arcface, but here it is dlib");
        assertBad(with("width", "112"), "was made with the width 112, but here it is 150");
        assertBad(with("height", "112"), "was made with the height 112, but here it is 150");
    }

    @Test
    void refusesAFileThatLacksWhatItMustHave() throws IOException {
        for (String key :
                List.of("weights-sha256", "backbone", "alignment", "width", "height", "people", "training-faces")) {
            assertBad(without(key, tensors -> {}), "lacks its " + key);
        }
        assertBad(without("format", tensors -> {}), "is no trained recognizer");
    }

    @Test
    void refusesPeopleThatDoNotFitTheHead() throws IOException {
        assertBad(with("people", "A\nB"), "must have at least one layer and 2 outputs");
        assertBad(with("people", "A"), "1 people, must be at least 2");
        assertBad(with("people", "A\nA\nB"), "A is in it twice");
        assertBad(with("people", "A\n\nB"), "");
    }

    @Test
    void refusesTensorsOfAnotherShape() throws IOException {
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

    private static void assertBad(Path bad, String reason) throws IOException {
        NamedTensors tensors = SafeTensors.read(bad);
        assertThatThrownBy(() -> SmallSystem.FACTORY.read(tensors))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    private static float[][] logits(EnrolledSystem system) {
        return system.recognizer().identify(PROBES).stream()
                .map(scores -> scores.logits())
                .toArray(float[][]::new);
    }

    private static float[][] gradients(EnrolledSystem system) {
        return system.whiteBox().backward(PROBES.subList(0, 2), LogitGradient.BEST, BackwardRule.GUIDED).stream()
                .map(result -> result.gradient())
                .toArray(float[][]::new);
    }

    private static NamedTensors cleanMaps(EnrolledSystem system) {
        NamedTensors.Builder tensors = NamedTensors.builder();
        system.cleanMaps().writeTo(tensors);
        return tensors.build();
    }
}
