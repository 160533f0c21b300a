package dev.visor.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.ShapeFamily;
import dev.visor.cli.CommandRun;
import dev.visor.cli.Fixtures;
import dev.visor.defense.Fills;
import dev.visor.defense.Occlusions;
import dev.visor.device.Compute;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.SystemFactory;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.recognition.embedding.TemplateKind;
import dev.visor.recognition.embedding.ThresholdRule;
import dev.visor.run.RunContext;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.EmbeddingSource;
import dev.visor.store.faces.FaceFolder;
import dev.visor.store.faces.FaceSelection;
import dev.visor.store.network.NetworkFile;
import dev.visor.torch.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands with a network in a file: one with gradients, and a black box. */
class NetworkFileTest {

    private static final String INPUT = "RGB, (x-127.5)/127.5";

    @TempDir
    static Path dir;

    private static String whiteBox = "";
    private static String blackBox = "";
    private static Path faces = Path.of("");

    @BeforeAll
    static void copy() throws IOException {
        whiteBox = resource("prelu.onnx");
        blackBox = resource("gelu.onnx");
        faces = Fixtures.faces(dir.resolve("faces"));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(NetworkFileTest.class.getResourceAsStream(name), name)) {
            Path file = dir.resolve(name);
            Files.copy(in, file);
            return file.toString();
        }
    }

    private static Path experiment(String network, String attacker) throws IOException {
        return Files.writeString(
                dir.resolve("door.yaml"), """
                seed: 7
                faces: {folder: faces}
                split: {held-out: 0.5, calibration: 0}
                system: {kind: embedding, network: %s, threshold: {false-match-rate: 0.5}}
                accessories: [eyeglass frame]
                attackers: {known: %s}
                defenses: {none: []}
                """.formatted(Path.of(network).getFileName(), attacker));
    }

    private static String picture() throws IOException {
        try (Stream<Path> people = Files.list(faces)) {
            return people.sorted().findFirst().orElseThrow().resolve("1.png").toString();
        }
    }

    @Test
    void infoChecksGradientsAndNamesOperatorsWithoutOne() {
        CommandRun known = CommandRun.good("network", "info", whiteBox, "--input", INPUT);
        assertThat(known.out()).contains("PRelu", "features    32 of a picture of 112x112");
        CommandRun unknown = CommandRun.of("network", "info", blackBox, "--input", INPUT);
        assertThat(unknown.code()).isEqualTo(3);
        assertThat(unknown.out())
                .contains("features    32 of a picture of 112x112")
                .contains("gradient    none, because of operators that are not supported: Erf\n");
        assertThat(unknown.messages()).singleElement().asString().contains("so it is a black box");
    }

    @Test
    void picturesAreVerifiedAndIdentifiedWithEither() throws IOException {
        for (String network : new String[] {whiteBox, blackBox}) {
            String gallery = dir.resolve("gallery.safetensors").toString();
            CommandRun.good(
                    "enroll",
                    faces.toString(),
                    "--gallery",
                    gallery,
                    "--network",
                    network,
                    "--input",
                    INPUT,
                    "--false-match-rate",
                    "0.5");
            String picture = picture();
            assertThat(CommandRun.good("verify", picture, picture, "--gallery", gallery, "--network", network)
                            .out())
                    .startsWith("match: similarity 1.0000");
            assertThat(CommandRun.good("identify", picture, "--gallery", gallery, "--network", network)
                            .out())
                    .contains(", similarity 0.");
            Files.delete(Path.of(gallery));
        }
    }

    @Test
    void aBlackBoxIsAttackedByQueriesAndTheRunCanBeChecked() throws IOException {
        String run = dir.resolve("black").toString();
        Path file = experiment(blackBox, "{kind: square, pairs: 2, queries: 5}");
        CommandRun.good("run", file.toString(), "--out", run);
        assertThat(Files.readString(Path.of(run, "results.json"))).contains("gelu.onnx embeddings");
        assertThat(CommandRun.of("evidence", "check", run, "--rerun", "2").code())
                .isZero();
    }

    @Test
    void aBlackBoxIsEnrolledForPicturesUnderAMask() throws IOException {
        FaceSet set = FaceFolder.load(faces, FaceSelection.ALL).faces();
        EmbeddingSource source = new EmbeddingSource(
                new NetworkFile(blackBox),
                "embedded",
                Precision.FLOAT32,
                new ThresholdRule(0.5, null, 0.2),
                TemplateKind.MEAN,
                null,
                null);
        RunContext run = RunContext.of(3);
        FaceSet.Split split = set.split(0.25, run.seed());
        try (SystemFactory factory = source.open(set.format(), Compute.threads(2), Registry.standard())) {
            EnrolledSystem plain = factory.train(set, split, run).system();
            Occlusions glasses = Occlusions.under(ShapeFamily.GLASSES, Fills.TELEA);
            EnrolledSystem masked = factory.harden(plain, set, glasses, run);
            assertThat(masked.recognizer().whiteBox()).isEmpty();
            EnrolledSystem read = factory.read(factory.write(masked));
            Image picture = split.validation().get(0).image();
            assertThat(read.recognizer().identify(picture).logits())
                    .isEqualTo(masked.recognizer().identify(picture).logits())
                    .isNotEqualTo(plain.recognizer().identify(picture).logits());
        }
    }

    @Test
    void aWhiteBoxIsAttackedByGradients() throws IOException {
        String run = dir.resolve("white").toString();
        Path file = experiment(whiteBox, "{kind: gradient, pairs: 1, max-iterations: 2, restarts: 1}");
        CommandRun.good("run", file.toString(), "--out", run);
        assertThat(Files.readString(Path.of(run, "results.json"))).contains("prelu.onnx embeddings");
    }

    @Test
    void gradientAttackersOfABlackBoxAreRefusedWhenTheFileIsRead() throws IOException {
        Path run = dir.resolve("refused");
        Path file = experiment(blackBox, "{kind: gradient, pairs: 2, max-iterations: 2}");
        CommandRun refused = CommandRun.of("run", file.toString(), "--out", run.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.messages())
                .singleElement()
                .asString()
                .contains("door.yaml:6: attackers.known: an attack that needs gradients, must be")
                .contains("gelu.onnx embeddings");
        assertThat(run).doesNotExist();
    }

    @Test
    void noHeadIsTrainedOnABlackBox() throws IOException {
        Path file = experiment(blackBox, "{kind: square, pairs: 1, queries: 3}");
        Files.writeString(
                file,
                Files.readString(file).replaceFirst("system: .*", "system: {kind: trained-head, network: gelu.onnx}"));
        CommandRun refused = CommandRun.of(
                "run", file.toString(), "--out", dir.resolve("head").toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.messages()).last().asString().contains("gelu.onnx: ").contains("kind embedding");
    }
}
