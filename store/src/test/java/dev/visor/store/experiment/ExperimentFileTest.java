package dev.visor.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.attack.GlassesConfig;
import dev.visor.attack.Loss;
import dev.visor.defense.Fills;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.Threshold;
import dev.visor.evaluation.Grid;
import dev.visor.evaluation.GridStrategy;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.face.Alignment;
import dev.visor.image.Color;
import dev.visor.recognition.HeadTrainer;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Readings;
import dev.visor.store.faces.FaceSelection;
import dev.visor.torch.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file says is what is read, what it leaves out is the default, and what is written reads back as the same. */
class ExperimentFileTest {

    private static final String WHOLE = """
            title: "Everything: at once # here"
            seed: -42
            data:
              faces: faces/celebs
              alignment: [0.3, 0.4, 0.7, 0.45]
              size: 96
              people: 30
              min-pictures: 5
            split:
              validation-share: .25
            backbone:
              name: VGG16
              weights: ../weights/vgg16.safetensors
              precision: bfloat16
            head: {hidden: [512, 64], dropout: 0.25, epochs: 7, batch-size: 16, learning-rate: 1e-2, weight-decay: 0}
            attack:
              preset: ARTICLE
              count: 60
              tuning-count: 0
              step: 10.5
              exponent: 0.5
              momentum: 0.3
              patience: 4
              loss: MARGIN
              max-iterations: 100
              restarts: 3
              stop-early: false
              impersonation-confidence: 0.8
              dodging-confidence: 0.2
              batch-size: 8
              start-colors: ["#010203", '#DCD232']
              frame: {drop: -0.1, half-width: 0.5, half-height: 0.4, corner-radius: 0.2, thickness: 0.15, temple-length: 0}
            defense:
              ZERO: {fill: zero}
              MINE: {preset: article, fill: telea, n: 2, phi: 40, reference-width: 150, map: relative positive, mu: 0.93}
              1-absolute:
                mu-absolute: 0.5
            grid:
              map: [absolute, Relative GRADIENT_TIMES_INPUT]
              mu: [0.9]
              mu-absolute: [0.5, 0.6]
              n:
                - 0
                - 3
              phi: [40]
              fill: [blur, mean]
              reference-width: 112
              strategy: halving
              min-clean: 0.5
            evaluation: {examples: 2}
            """;

    @TempDir
    Path dir;

    @Test
    void readsEveryKey() throws IOException {
        ExperimentFile file = read(WHOLE);
        assertThat(file.title()).isEqualTo("Everything: at once # here");
        assertThat(file.seed()).isEqualTo(-42);
        Alignment eyes = new Alignment("0.3,0.4,0.7,0.45", 0.3, 0.4, 0.7, 0.45);
        assertThat(file.data())
                .isEqualTo(new FaceSource(
                        Optional.of(dir.resolve("faces/celebs")),
                        new FaceSelection(
                                Optional.of(eyes), OptionalInt.of(96), OptionalInt.of(30), OptionalInt.of(5))));
        assertThat(file.backbone())
                .isEqualTo(new BackboneSource(
                        "vgg16", Optional.of(dir.resolveSibling("weights/vgg16.safetensors")), Precision.BFLOAT16));
        ExperimentConfig config = file.config();
        assertThat(config.validationShare()).isEqualTo(0.25);
        assertThat(config.head()).isEqualTo(new HeadTrainer.Config(List.of(512, 64), 0.25, 7, 16, 0.01, 0));
        assertThat(config.attack())
                .isEqualTo(new GlassesConfig(
                        new EyeglassFrame(-0.1, 0.5, 0.4, 0.2, 0.15, 0),
                        List.of(Color.rgb8(1, 2, 3), GlassesConfig.YELLOW),
                        new GlassesConfig.Step(10.5, 0.5, 0.3, 4),
                        new GlassesConfig.Effort(Loss.MARGIN, 100, 3, 1, false, 0.8, 0.2),
                        8));
        assertThat(config.attacks()).isEqualTo(60);
        assertThat(config.tuningAttacks()).isZero();
        assertThat(config.examples()).isEqualTo(2);
        assertThat(config.grid())
                .isEqualTo(new Grid(
                        List.of(
                                new MapKind(Readings.ABSOLUTE, false),
                                new MapKind(Readings.GRADIENT_TIMES_INPUT, true)),
                        List.of(Threshold.quantile(0.9), Threshold.absolute(0.5), Threshold.absolute(0.6)),
                        List.of(0, 3),
                        List.of(40),
                        List.of(Fills.BLUR, Fills.MEAN),
                        112,
                        GridStrategy.HALVING,
                        0.5));
        checkDefenses(config.defenses());
    }

    private static void checkDefenses(Map<String, SaliencyMaskConfig> defenses) {
        SaliencyMaskConfig base = SaliencyMaskConfig.DEFAULT;
        assertThat(defenses.keySet()).containsExactly("ZERO", "MINE", "1-absolute");
        assertThat(defenses.get("ZERO")).isEqualTo(base.withFill(Fills.ZERO));
        assertThat(defenses.get("MINE"))
                .isEqualTo(new SaliencyMaskConfig(
                        new MapKind(Readings.POSITIVE, true), Threshold.quantile(0.93), 2, 40, 150, Fills.TELEA));
        assertThat(defenses.get("1-absolute").threshold()).isEqualTo(Threshold.absolute(0.5));
        assertThat(defenses.get("1-absolute").map()).isEqualTo(base.map());
    }

    @Test
    void takesTheCommandLinesDefaults() throws IOException {
        assertThat(read("data: {faces: embedded}"))
                .isEqualTo(new ExperimentFile(
                        "Adversarial glasses on johns, resnet29",
                        1,
                        FaceSource.EMBEDDED,
                        BackboneSource.EMBEDDED,
                        ExperimentConfig.DEFAULT));
        ExperimentFile own =
                read("data: {faces: ./embedded}\nattack: {preset: sharif_digital}\ngrid: {mu-absolute: [1]}");
        assertThat(own.title()).isEqualTo("Adversarial glasses on embedded, resnet29");
        assertThat(own.data().folder()).contains(dir.resolve("embedded"));
        assertThat(own.config().attack()).isEqualTo(GlassesConfig.SHARIF_DIGITAL);
        assertThat(read("data: {faces: x}\nattack: {preset: persistent}")
                        .config()
                        .attack())
                .isEqualTo(GlassesConfig.PERSISTENT);
        assertThat(own.config().grid().thresholds()).containsExactly(Threshold.absolute(1));
        assertThat(own.config().grid().maps()).isEqualTo(ExperimentConfig.DEFAULT_GRID.maps());
    }

    @Test
    void readsBackWhatItWritesFromAnyFolder() throws IOException {
        for (String text :
                List.of(WHOLE, "data: {faces: embedded}", "data: {faces: \"a # \\\"b\\\"\\n\\u2028\\\\\"}")) {
            ExperimentFile file = read(text);
            Path elsewhere = Files.createDirectories(dir.resolve("runs/one")).resolve("experiment.yaml");
            Files.writeString(elsewhere, file.toYaml());
            ExperimentFile back = ExperimentFile.read(elsewhere, List.of());
            assertThat(back).isEqualTo(file);
            assertThat(back.toYaml()).isEqualTo(file.toYaml());
            assertThat(back.config().defenses().keySet())
                    .containsExactlyElementsOf(file.config().defenses().keySet());
        }
    }

    @Test
    void writesTheSectionsInTheirOrderWithEveryKey() throws IOException {
        String yaml = read(WHOLE).toYaml();
        assertThat(yaml.lines().filter(line -> line.matches("[a-z].*")).map(line -> line.replaceAll(":.*", "")))
                .containsExactly(
                        "title",
                        "seed",
                        "data",
                        "split",
                        "backbone",
                        "head",
                        "attack",
                        "defense",
                        "grid",
                        "evaluation");
        assertThat(yaml)
                .startsWith("# An experiment with every value; 'visor run' takes it from any folder.\n")
                .contains("title: \"Everything: at once # here\"\n")
                .contains("  faces: \"" + dir.resolve("faces/celebs") + "\"\n")
                .contains("  learning-rate: 0.01\n")
                .contains(
                        "  loss: margin\n  max-iterations: 100\n  restarts: 3\n  hold-masks: 1\n  stop-early: false\n")
                .contains("  start-colors: [\"#010203\", \"#dcd232\"]\n")
                .contains("  \"1-absolute\":\n    map: relative gradient_times_input\n    mu-absolute: 0.5\n")
                .contains("  map: [absolute, relative gradient_times_input]\n")
                .endsWith("evaluation:\n  examples: 2\n");
        assertThat(read("data: {faces: x}").toYaml())
                .contains("  # people: all\n", "  weights: embedded\n", "  mu-absolute: []\n");
    }

    @Test
    void writesTitlesOfAllLetters() throws IOException {
        for (String title : List.of("\"Ägypten \\\"q\\\" \\\\ 😀 \\uFEFF\"", "'\u00ad: [x'", "\"\\uFFFE\"")) {
            ExperimentFile file = read("title: " + title + "\ndata: {faces: embedded}");
            assertThat(read(file.toYaml())).isEqualTo(file);
        }
    }

    @Test
    void overridesValues() throws IOException {
        ExperimentFile file = read(
                WHOLE,
                "attack.step=12",
                "attack.frame.drop=0.5",
                "head.hidden=[]",
                "title=Again",
                "defense.MINE.n=7",
                "defense.NEW={preset: ARTICLE}",
                "grid={n: [1]}",
                "attack.step=11",
                "data.faces=other");
        assertThat(file.title()).isEqualTo("Again");
        assertThat(file.config().attack().step().size()).isEqualTo(11);
        assertThat(file.config().attack().accessory()).isEqualTo(new EyeglassFrame(0.5, 0.5, 0.4, 0.2, 0.15, 0));
        assertThat(file.config().head().hidden()).isEmpty();
        assertThat(file.config().defenses().get("MINE").iterations()).isEqualTo(7);
        assertThat(file.config().defenses().keySet()).containsExactly("ZERO", "MINE", "1-absolute", "NEW");
        assertThat(file.config().grid().iterations()).containsExactly(1);
        assertThat(file.config().grid().fills()).isEqualTo(ExperimentConfig.DEFAULT_GRID.fills());
        assertThat(file.data().folder()).contains(Path.of("other").toAbsolutePath());
        assertThat(read("split: {}", "data.faces=embedded").data()).isEqualTo(FaceSource.EMBEDDED);
    }

    @Test
    void theExperimentsOfTheProjectAreLegal() throws IOException {
        Path folder = Path.of("..", "experiments");
        ExperimentFile article = ExperimentFile.read(folder.resolve("article.yaml"), List.of());
        assertThat(article.config().grid().combinations()).hasSize(1000).contains(SaliencyMaskConfig.ARTICLE);
        assertThat(article.config().attack()).isEqualTo(GlassesConfig.ARTICLE);
        ExperimentFile celebs = ExperimentFile.read(folder.resolve("celebs24.yaml"), List.of());
        assertThat(celebs.seed()).isEqualTo(42);
        assertThat(celebs.config().attack()).isEqualTo(GlassesConfig.PATIENT);
        assertThat(celebs.config().grid().combinations()).hasSize(162);
        assertThat(celebs.config().grid().minClean()).isEqualTo(0.99);
        assertThat(celebs.config().defenses()).isEqualTo(SaliencyMaskConfig.presets());
        assertThat(celebs.config().head()).isEqualTo(new HeadTrainer.Config(List.of(512), 0.5, 45, 32, 1e-4, 1e-4));
        assertThat(celebs.config().attacks()).isEqualTo(60);
        assertThat(celebs.config().tuningAttacks()).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({
        "resnet29, AUTO, true, FLOAT32",
        "resnet29, BFLOAT16, true, BFLOAT16",
        "vgg16, AUTO, true, BFLOAT16",
        "vgg16, AUTO, false, FLOAT32",
        "vgg16, FLOAT32, true, FLOAT32"
    })
    void theProcessorAndTheBackboneDecideWhatAutoComesTo(
            String name, Precision asked, boolean bfloat16, Precision expected) {
        BackboneSource backbone = new BackboneSource(name, Optional.of(Path.of("weights.safetensors")), asked);
        ExperimentFile file = ExperimentFile.of(1, FaceSource.EMBEDDED, backbone, ExperimentConfig.DEFAULT);
        assertThat(file.on(bfloat16))
                .isEqualTo(ExperimentFile.of(
                        1,
                        FaceSource.EMBEDDED,
                        new BackboneSource(name, backbone.weights(), expected),
                        ExperimentConfig.DEFAULT));
    }

    @Test
    void recordsRefuseWhatNoFileCanSay() {
        assertThatThrownBy(() -> new BackboneSource("vgg16", Optional.empty(), Precision.AUTO))
                .hasMessage("the backbone vgg16 has no embedded weights, must have a file of them");
        assertThatThrownBy(() -> new BackboneSource("vgg99", Optional.of(dir), Precision.AUTO))
                .hasMessage("unknown backbone: \"vgg99\", must be one of [resnet29, vgg16]");
        assertThatThrownBy(() -> new FaceSource(Optional.empty(), FaceSelection.aligned(Optional.of(Alignment.DLIB))))
                .hasMessage("the embedded faces are taken as they are, but there is a selection");
        Map<String, SaliencyMaskConfig> defenses = new LinkedHashMap<>(SaliencyMaskConfig.presets());
        assertThatThrownBy(() -> new ExperimentFile(
                        "two\nlines",
                        1,
                        FaceSource.EMBEDDED,
                        BackboneSource.EMBEDDED,
                        ExperimentConfig.DEFAULT.withDefenses(defenses)))
                .hasMessage("illegal title: \"two\nlines\", must be one line of text");
    }

    private ExperimentFile read(String yaml, String... overrides) throws IOException {
        Path file = Files.writeString(dir.resolve("some.yaml"), yaml);
        return ExperimentFile.read(file, List.of(overrides));
    }
}
