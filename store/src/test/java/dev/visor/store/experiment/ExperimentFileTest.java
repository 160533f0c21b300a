package dev.visor.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.ShapeFamily;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.Loss;
import dev.visor.attack.MomentumStep;
import dev.visor.attack.blackbox.SquareAttackConfig;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fills;
import dev.visor.defense.HardenedHead;
import dev.visor.defense.Occlusions;
import dev.visor.defense.Rejection;
import dev.visor.defense.chain.CertifiedMasking;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.defense.chain.TamperDetector;
import dev.visor.defense.mask.LocalGradientsSmoothing;
import dev.visor.defense.mask.RandomizedMaskDefense;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.defense.mask.Threshold;
import dev.visor.defense.mask.VotingMaskDefense;
import dev.visor.evaluation.grid.Grid;
import dev.visor.evaluation.grid.GridStrategy;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.face.Alignment;
import dev.visor.face.Identity;
import dev.visor.image.Color;
import dev.visor.network.Architectures;
import dev.visor.recognition.training.HeadTrainer;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Readings;
import dev.visor.setting.Registry;
import dev.visor.store.faces.AlignmentChoice;
import dev.visor.store.faces.FaceSelection;
import dev.visor.store.file.FileNames;
import dev.visor.torch.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file says is what is read, what it leaves out is the default, and what is written reads back as the same. */
class ExperimentFileTest {

    private static final Registry REGISTRY = Registry.standard();

    private static final String WHOLE = """
            title: "Everything: at once # here"
            seed: -42
            faces:
              folder: faces/celebs
              alignment: [0.3, 0.4, 0.7, 0.45]
              size: 96
              people: 30
              min-pictures: 5
            split: {held-out: .25, calibration: 0.5}
            system:
              network: VGG16
              weights: ../weights/vgg16.safetensors
              precision: bfloat16
              head: {hidden: [512, 64], dropout: 0.25, epochs: 7, batch-size: 16, learning-rate: 1e-2, weight-decay: 0}
            occlusions: {families: [hat band, Glasses], members: 3, rectangles: 0, largest: 0.25, fill: mean, mirrored: false}
            accessories: [Face Mask, eyeglass frame]
            attackers:
              2 patient:
                knows: system
                pairs: 7
                goal: dodging
                attacker: Bo
                pictures: 3
                preset: ARTICLE
                step: {size: 10.5, exponent: 0.5, momentum: 0.3, patience: 4}
                loss: MARGIN
                max-iterations: 100
                restarts: 3
                stop-early: false
                impersonation-confidence: 0.8
                dodging-confidence: 0.2
                batch-size: 8
                start-colors: ["#010203", '#DCD232']
              adaptive: {kind: gradient, knows: defense, pairs: 8, target: "none", preset: SHARIF_DIGITAL, restarts: 4}
              blind: {kind: square, knows: defense, pairs: 9, queries: 17, initial-share: 0.5, batch-size: 6, confidence: 0.7}
            defenses:
              rejecting: [{kind: rejection, threshold: 0.6}]
              none: []
              mask:
                - {kind: saliency-mask, preset: article, n: 3, fill: blur, map: Relative positive, mu: absolute 0.5}
              voting:
                - {kind: voting-masks, voters: [{map: positive}, {map: absolute, mu: absolute 0.4}], votes: 1, fill: zero}
              smoothing:
                - {kind: local-gradients-smoothing, block: 9, overlap: 2, reference-width: 100, threshold: 0.2, lambda: 3}
              randomized:
                - kind: randomized-mask
                  maps: [absolute, relative positive]
                  lowest: 0.5
                  highest: 0.6
                  draws: 2
                  base: ARTICLE
              deep:
                - {kind: tamper-detector, maps: [], masks: [{preset: ARTICLE}], families: [face mask], worn: [glasses, Hat band], hardened-looks: false, false-alarms: 0.3}
                - kind: certified-masking
                  families: [hat band]
                  cover: {preset: QUARTERS, rotation: 3, merged-shapes: false}
                  fill: zero
                  false-alarms: 0.05
                - hardened-head
              tuned: TUNED
            tuning:
              attacks: 3
              grid:
                map: [absolute, Relative GRADIENT_TIMES_INPUT]
                mu: [0.9, absolute 0.5, Absolute 0.6]
                n:
                  - 0
                  - 3
                phi: [40]
                fill: [blur, mean]
                reference-width: 112
                strategy: halving
                min-clean: 0.5
            report: {examples: 2, confidence-threshold: 0.9}
            """;

    @TempDir
    Path dir;

    @Test
    void readsWhereFacesAndSystemComeFrom() throws IOException {
        ExperimentFile file = read(WHOLE);
        assertThat(file.title()).isEqualTo("Everything: at once # here");
        assertThat(file.seed()).isEqualTo(-42);
        Alignment eyes = new Alignment("0.3,0.4,0.7,0.45", 0.3, 0.4, 0.7, 0.45);
        assertThat(file.faces())
                .isEqualTo(new FolderFaceSource(
                        dir.resolve("faces/celebs").toString(),
                        new FaceSelection(AlignmentChoice.of(eyes), 96, 30, 5, null)));
        assertThat(file.system())
                .isEqualTo(new TrainedHeadSource(
                        Architectures.VGG16,
                        dir.resolveSibling("weights/vgg16.safetensors").toString(),
                        Precision.BFLOAT16,
                        new HeadTrainer.Config(List.of(512, 64), 0.25, 7, 16, 0.01, 0)));
    }

    @Test
    void readsAttackersAndAccessories() throws IOException {
        ExperimentConfig config = read(WHOLE).config();
        assertThat(config.split()).isEqualTo(new ExperimentConfig.Split(0.25, 0.5));
        assertThat(config.occlusions())
                .isEqualTo(new Occlusions(
                        List.of(ShapeFamily.HAT_BAND, ShapeFamily.GLASSES), 3, 0, 0.25, Fills.MEAN, false, true));
        assertThat(config.accessories().keySet()).containsExactly("face mask", "eyeglass frame");
        assertThat(config.attackers().keySet()).containsExactly("2 patient", "adaptive", "blind");
        assertThat(config.attackers().get("2 patient"))
                .isEqualTo(new Attacker(
                        Attacker.Knows.SYSTEM,
                        7,
                        Attacker.Goal.DODGING,
                        new Identity("Bo"),
                        null,
                        3,
                        new GradientAttackConfig(
                                List.of(Color.rgb8(1, 2, 3), GradientAttackConfig.YELLOW),
                                new MomentumStep(10.5, 0.5, 0.3, 4),
                                new GradientAttackConfig.Effort(Loss.MARGIN, 100, 3, false, 0.8, 0.2),
                                8)));
        GradientAttackConfig sharif = GradientAttackConfig.SHARIF_DIGITAL;
        assertThat(config.attackers().get("adaptive"))
                .isEqualTo(new Attacker(
                        Attacker.Knows.DEFENSE,
                        8,
                        Attacker.Goal.IMPERSONATION,
                        null,
                        new Identity("none"),
                        1,
                        sharif.withEffort(
                                new GradientAttackConfig.Effort(Loss.CROSS_ENTROPY, 300, 4, true, 0.95, 0.01))));
        assertThat(config.attackers().get("blind"))
                .isEqualTo(new Attacker(
                        Attacker.Knows.DEFENSE,
                        9,
                        Attacker.Goal.IMPERSONATION,
                        null,
                        null,
                        1,
                        new SquareAttackConfig(17, 0.5, 6, 0.7)));
    }

    @Test
    void readsChainsOfDefenses() throws IOException {
        Map<String, ChainConfig> defenses = read(WHOLE).config().defenses();
        SaliencyMaskConfig article = SaliencyMaskConfig.ARTICLE;
        SaliencyMaskConfig base = SaliencyMaskConfig.DEFAULT;
        assertThat(defenses.keySet())
                .containsExactly("rejecting", "none", "mask", "voting", "smoothing", "randomized", "deep", "tuned");
        assertThat(defenses.get("rejecting")).isEqualTo(chain(new Rejection(0.6)));
        assertThat(defenses.get("none")).isEqualTo(ChainConfig.NONE);
        assertThat(defenses.get("mask"))
                .isEqualTo(chain(new SaliencyMaskConfig(
                        MapKind.relative(Readings.POSITIVE), Threshold.absolute(0.5), 3, 80, 224, Fills.BLUR)));
        assertThat(defenses.get("voting"))
                .isEqualTo(chain(new VotingMaskDefense.Config(
                        List.of(
                                base.with(MapKind.plain(Readings.POSITIVE), base.threshold()),
                                base.with(MapKind.plain(Readings.ABSOLUTE), Threshold.absolute(0.4))),
                        1,
                        Fills.ZERO)));
        assertThat(defenses.get("smoothing")).isEqualTo(chain(new LocalGradientsSmoothing.Config(9, 2, 100, 0.2, 3)));
        assertThat(defenses.get("randomized"))
                .isEqualTo(chain(new RandomizedMaskDefense.Config(
                        List.of(MapKind.plain(Readings.ABSOLUTE), MapKind.relative(Readings.POSITIVE)),
                        0.5,
                        0.6,
                        article,
                        2)));
        assertThat(defenses.get("deep"))
                .isEqualTo(chain(
                        new TamperDetector.Config(
                                List.of(),
                                List.of(article),
                                List.of(ShapeFamily.FACE_MASK),
                                List.of(ShapeFamily.GLASSES, ShapeFamily.HAT_BAND),
                                false,
                                new FalseAlarmRate(0.3)),
                        new CertifiedMasking.Config(
                                List.of(ShapeFamily.HAT_BAND),
                                new CoverConfig(2, 2, 1, 3, false),
                                Fills.ZERO,
                                new FalseAlarmRate(0.05)),
                        new HardenedHead.Config()));
        assertThat(defenses.get("tuned")).isEqualTo(ChainConfig.TUNED);
    }

    @Test
    void readsTuningAndReport() throws IOException {
        ExperimentConfig config = read(WHOLE).config();
        assertThat(config.tuning())
                .isEqualTo(new ExperimentConfig.Tuning(
                        3,
                        new Grid(
                                List.of(
                                        MapKind.plain(Readings.ABSOLUTE),
                                        MapKind.relative(Readings.GRADIENT_TIMES_INPUT)),
                                List.of(Threshold.quantile(0.9), Threshold.absolute(0.5), Threshold.absolute(0.6)),
                                List.of(0, 3),
                                List.of(40),
                                List.of(Fills.BLUR, Fills.MEAN),
                                112,
                                GridStrategy.HALVING,
                                0.5)));
        assertThat(config.report()).isEqualTo(new ExperimentConfig.Report(2, 0.9));
    }

    private static ChainConfig chain(DefenseConfig... elements) {
        return new ChainConfig(List.of(elements));
    }

    @Test
    void takesTheDefaults() throws IOException {
        ExperimentFile least = read("faces: embedded");
        assertThat(least)
                .isEqualTo(new ExperimentFile(
                        null, 1, EmbeddedFaceSource.JOHNS, TrainedHeadSource.DEFAULT, ExperimentConfig.DEFAULT));
        assertThat(least.title()).isEqualTo("Adversarial accessories on johns, resnet29");
        ExperimentFile own = read("""
                faces: {folder: ./embedded}
                tuning: {grid: {mu: [absolute 1]}}
                attackers: {a: {preset: sharif_digital}, b: {preset: persistent}, c: {kind: square}}
                defenses:
                  none: []
                  all: [saliency-mask, local-gradients-smoothing, voting-masks, randomized-mask, rejection]
                  more: [tamper-detector, certified-masking, hardened-head]
                """);
        assertThat(own.title()).isEqualTo("Adversarial accessories on embedded, resnet29");
        assertThat(own.faces())
                .isEqualTo(new FolderFaceSource(dir.resolve("embedded").toString(), FaceSelection.ALL));
        assertThat(own.config().tuning())
                .isNotNull()
                .extracting(ExperimentConfig.Tuning::grid)
                .returns(List.of(Threshold.absolute(1)), Grid::thresholds)
                .returns(Grid.DEFAULT.maps(), Grid::maps);
        assertThat(own.config().attackers().values())
                .extracting(Attacker::attack)
                .containsExactly(
                        GradientAttackConfig.SHARIF_DIGITAL,
                        GradientAttackConfig.PERSISTENT,
                        SquareAttackConfig.DEFAULT);
        assertThat(own.config().defenses().get("all"))
                .isEqualTo(chain(
                        SaliencyMaskConfig.DEFAULT,
                        LocalGradientsSmoothing.Config.PAPER,
                        VotingMaskDefense.Config.DEFAULT,
                        RandomizedMaskDefense.Config.DEFAULT,
                        new Rejection(0.8)));
        assertThat(own.config().defenses().get("more"))
                .isEqualTo(chain(
                        TamperDetector.Config.DEFAULT, CertifiedMasking.Config.GLASSES, new HardenedHead.Config()));
    }

    @Test
    void aWordThatNamesAChainIsWrittenWhole() throws IOException {
        ExperimentFile file =
                read("faces: embedded\ntuning: {}\ndefenses: {none: [], a: RECOMMENDED, b: recommended, c: Tuned}");
        assertThat(file.config().defenses())
                .containsEntry("a", ChainConfig.RECOMMENDED)
                .containsEntry("b", ChainConfig.RECOMMENDED)
                .containsEntry("c", ChainConfig.TUNED);
        assertThat(file.toYaml(REGISTRY))
                .doesNotContainIgnoringCase("recommended")
                .contains("    - kind: certified-detection\n", "      at-most: 1\n", "  c: [tuned-saliency-mask]\n");
    }

    @Test
    void readsBackWhatItWritesFromAnyFolder() throws IOException {
        // A locale that is not UTF-8 allows no such path.
        String separator = FileNames.problemOfText("\u2028").isEmpty() ? "\\u2028" : "";
        for (String text : List.of(
                WHOLE,
                "faces: embedded",
                "faces: {folder: \"a # \\\"b\\\"\\n" + separator + "\\\\\"}\ntitle: \"none\"")) {
            ExperimentFile file = read(text);
            Path elsewhere = Files.createDirectories(dir.resolve("runs/one")).resolve("experiment.yaml");
            Files.writeString(elsewhere, file.toYaml(REGISTRY));
            ExperimentFile back = ExperimentFile.read(elsewhere, List.of(), REGISTRY);
            assertThat(back).isEqualTo(file);
            assertThat(back.toYaml(REGISTRY)).isEqualTo(file.toYaml(REGISTRY)).doesNotContain("preset");
            assertThat(back.config().defenses().keySet())
                    .containsExactlyElementsOf(file.config().defenses().keySet());
        }
    }

    @Test
    void writesTheSectionsInTheirOrderWithEveryKey() throws IOException {
        String yaml = read(WHOLE).toYaml(REGISTRY);
        assertThat(yaml.lines().filter(line -> line.matches("[a-z].*")).map(line -> line.replaceAll(":.*", "")))
                .containsExactly(
                        "title",
                        "seed",
                        "faces",
                        "system",
                        "split",
                        "occlusions",
                        "accessories",
                        "attackers",
                        "defenses",
                        "tuning",
                        "report");
        assertThat(yaml)
                .startsWith("# An experiment with every value; 'visor run' takes it from any folder.\n")
                .contains("title: \"Everything: at once # here\"\n")
                .contains("  folder: \"" + dir.resolve("faces/celebs") + "\"\n  alignment: \"0.3,0.4,0.7,0.45\"\n")
                .contains("    learning-rate: 0.01\n")
                .contains("    loss: margin\n    max-iterations: 100\n    restarts: 3\n    stop-early: false\n")
                .contains("    start-colors: [\"#010203\", \"#dcd232\"]\n")
                .contains("    target: \"none\"\n")
                .contains("      map: relative positive\n      mu: absolute 0.5\n      n: 3\n")
                .contains(
                        "    map: [absolute, relative gradient_times_input]\n    mu: [0.9, absolute 0.5, absolute 0.6]\n")
                .endsWith("report:\n  examples: 2\n  confidence-threshold: 0.9\n");
        assertThat(read("faces: embedded").toYaml(REGISTRY)).contains("\nfaces: embedded\n", "  weights: embedded\n");
    }

    @Test
    void writesTitlesOfAllLetters() throws IOException {
        for (String title : List.of("\"Ägypten \\\"q\\\" \\\\ 😀 \\uFEFF\"", "'\u00ad: [x'", "\"\\uFFFE\"", "1.0")) {
            ExperimentFile file = read("title: " + title + "\nfaces: embedded");
            assertThat(read(file.toYaml(REGISTRY))).isEqualTo(file);
        }
        assertThat(read("title: none\nfaces: embedded").title())
                .isEqualTo("Adversarial accessories on johns, resnet29");
    }

    @Test
    void listsEverySettingByItsKeysButNoPath() throws IOException {
        Map<String, String> settings = read(WHOLE).settings(REGISTRY);
        assertThat(settings)
                .containsEntry("attackers.2 patient.step.size", "10.5")
                .containsEntry("accessories", "[face mask, eyeglass frame]")
                .containsEntry("faces.size", "96")
                .containsEntry("system.precision", "bfloat16")
                .containsEntry("defenses.none", "[]")
                .containsEntry("defenses.voting[1].voters[2].mu", "absolute 0.4")
                .containsEntry("defenses.deep[3]", "hardened-head");
        assertThat(settings.keySet()).noneMatch(key -> key.matches("title|seed|.*folder|.*weights"));
    }

    @Test
    void theProcessorAndTheNetworkDecideWhatAutoMeans() {
        TrainedHeadSource small =
                new TrainedHeadSource(Architectures.RESNET29, "embedded", Precision.AUTO, HeadTrainer.Config.DEFAULT);
        assertThat(small.resolved().precision()).isEqualTo(Precision.FLOAT32);
        TrainedHeadSource large =
                new TrainedHeadSource(Architectures.VGG16, "w", Precision.AUTO, HeadTrainer.Config.DEFAULT);
        assertThat(large.resolved().precision()).isNotEqualTo(Precision.AUTO);
        assertThat(TrainedHeadSource.DEFAULT.resolved()).isEqualTo(TrainedHeadSource.DEFAULT);
        ExperimentFile file = new ExperimentFile("t", 1, EmbeddedFaceSource.JOHNS, small, ExperimentConfig.DEFAULT);
        assertThat(file.resolved())
                .isEqualTo(new ExperimentFile(
                        "t", 1, EmbeddedFaceSource.JOHNS, small.resolved(), ExperimentConfig.DEFAULT));
    }

    @Test
    void recordsRefuseWhatNoFileCanSay() {
        assertThatThrownBy(() -> new TrainedHeadSource(
                        Architectures.VGG16, "embedded", Precision.AUTO, HeadTrainer.Config.DEFAULT))
                .hasMessage("illegal weights: embedded, must be a file, because vgg16 has no embedded weights");
        assertThatThrownBy(() -> new ExperimentFile(
                        "two\nlines", 1, EmbeddedFaceSource.JOHNS, TrainedHeadSource.DEFAULT, ExperimentConfig.DEFAULT))
                .hasMessage("illegal title: \"two\nlines\", must be one line of text");
        TrainedHeadSource large =
                new TrainedHeadSource(Architectures.VGG16, "w", Precision.AUTO, HeadTrainer.Config.DEFAULT);
        assertThatThrownBy(() -> new ExperimentFile("t", 1, EmbeddedFaceSource.JOHNS, large, ExperimentConfig.DEFAULT))
                .hasMessage(
                        "illegal faces.size: 150, must be a multiple of 16 and at least 64 on both sides for vgg16");
    }

    private ExperimentFile read(String yaml) throws IOException {
        Path file = Files.writeString(dir.resolve("some.yaml"), yaml);
        return ExperimentFile.read(file, List.of(), REGISTRY);
    }
}
