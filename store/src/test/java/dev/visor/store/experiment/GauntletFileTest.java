package dev.visor.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.Loss;
import dev.visor.attack.MomentumStep;
import dev.visor.attack.SquareAttackConfig;
import dev.visor.defense.DefenseChain;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fills;
import dev.visor.defense.LocalGradientsSmoothing;
import dev.visor.defense.Occlusions;
import dev.visor.defense.RandomizedMaskDefense;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.Threshold;
import dev.visor.defense.VotingMaskDefense;
import dev.visor.gauntlet.Attacker;
import dev.visor.gauntlet.GauntletConfig;
import dev.visor.saliency.MapKind;
import dev.visor.torch.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a gauntlet file says is what is read, and everything that is wrong with it is told at once. */
class GauntletFileTest {

    private static final String DATA = "data: {faces: embedded}\n";

    private static final String WHOLE = """
            title: "Everything: at once"
            seed: -3
            data: {faces: faces, alignment: arcface, size: 96}
            split: {validation-share: 0.3, calibration-share: 0.25}
            backbone: {name: vgg16, weights: w.safetensors, precision: bfloat16}
            head: {hidden: [], epochs: 3}
            occlusions: {families: [hat band, Glasses], members: 3, rectangles: 0, largest: 0.25, fill: mean, mirrored: false, convolutions: true}
            accessories: [Face Mask, eyeglass frame]
            attackers:
              2 patient: {kind: unaware, pairs: 7, step: 11, loss: margin, max-iterations: 9}
              adaptive: {kind: adaptive, pairs: 8, preset: SHARIF_DIGITAL, restarts: 4, batch-size: 5}
              blind: {kind: query-only, pairs: 9, queries: 17, initial-share: 0.5, batch-size: 6, confidence: 0.7}
            defenses:
              rejecting: [{kind: rejection, threshold: 0.6}]
              none: []
              mask:
                - {kind: saliency-mask, preset: ARTICLE, n: 3, fill: blur}
              voting:
                - {kind: voting-masks, voters: [positive, {map: absolute, mu-absolute: 0.4}], votes: 1, fill: zero}
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
            """;

    @TempDir
    Path dir;

    private GauntletFile read(String text, String... overrides) throws IOException {
        return GauntletFile.read(Files.writeString(dir.resolve("g.yaml"), text), List.of(overrides));
    }

    @Test
    void itsBackboneDecidesWhatAutoComesTo() throws IOException {
        String data = "data: {faces: faces, alignment: arcface, size: 112}\n";
        GauntletFile file = read(data + "backbone: {name: vgg16, weights: w.safetensors, precision: auto}");
        assertThat(file.on(true).backbone().precision()).isEqualTo(Precision.BFLOAT16);
        assertThat(file.on(false).backbone().precision()).isEqualTo(Precision.FLOAT32);
        GauntletFile other = read(data + "backbone: {precision: auto}");
        assertThat(other.on(true).backbone().precision()).isEqualTo(Precision.FLOAT32);
    }

    @Test
    void readsAttackersAndAccessories() throws IOException {
        GauntletFile file = read(WHOLE);
        assertThat(file.title()).isEqualTo("Everything: at once");
        assertThat(file.seed()).isEqualTo(-3);
        assertThat(file.data().folder()).contains(dir.resolve("faces"));
        assertThat(file.backbone().precision()).isEqualTo(Precision.BFLOAT16);
        GauntletConfig config = file.config();
        assertThat(config.validationShare()).isEqualTo(0.3);
        assertThat(config.calibrationShare()).isEqualTo(0.25);
        assertThat(config.head().hidden()).isEmpty();
        assertThat(config.head().epochs()).isEqualTo(3);
        assertThat(config.occlusions())
                .isEqualTo(new Occlusions(
                        List.of(AccessoryFamily.HAT_BAND, AccessoryFamily.GLASSES),
                        3,
                        0,
                        0.25,
                        Fills.MEAN,
                        false,
                        true));
        assertThat(config.accessories().keySet()).containsExactly("face mask", "eyeglass frame");
        assertThat(config.attackers().keySet()).containsExactly("2 patient", "adaptive", "blind");
        GradientAttackConfig patient = GradientAttackConfig.PATIENT;
        assertThat(config.attackers().get("2 patient"))
                .isEqualTo(new Attacker.Unaware(
                        7,
                        new GradientAttackConfig(
                                patient.startColors(),
                                new MomentumStep(11, 0.2, 0.4, 10),
                                new GradientAttackConfig.Effort(Loss.MARGIN, 9, 1, true, 0.9, 0.1),
                                32)));
        Attacker.Adaptive adaptive = (Attacker.Adaptive) config.attackers().get("adaptive");
        assertThat(adaptive.pairs()).isEqualTo(8);
        assertThat(adaptive.config().startColors()).isEqualTo(GradientAttackConfig.SHARIF_DIGITAL.startColors());
        assertThat(adaptive.config().effort().restarts()).isEqualTo(4);
        assertThat(adaptive.config().batchSize()).isEqualTo(5);
        assertThat(config.attackers().get("blind"))
                .isEqualTo(new Attacker.QueryOnly(9, new SquareAttackConfig(17, 0.5, 6, 0.7)));
    }

    @Test
    void readsChainsOfDefenses() throws IOException {
        Map<String, List<DefenseConfig>> defenses = read(WHOLE).config().defenses();
        SaliencyMaskConfig article = SaliencyMaskConfig.ARTICLE;
        SaliencyMaskConfig best = SaliencyMaskConfig.DEFAULT;
        assertThat(defenses.keySet())
                .containsExactly("rejecting", "none", "mask", "voting", "smoothing", "randomized", "deep");
        assertThat(defenses.get("rejecting")).containsExactly(new DefenseConfig.Reject(0.6));
        assertThat(defenses.get("none")).isEmpty();
        assertThat(defenses.get("mask"))
                .containsExactly(new DefenseConfig.SaliencyMask(new SaliencyMaskConfig(
                        article.map(), article.threshold(), 3, article.minArea(), 224, Fills.BLUR)));
        assertThat(defenses.get("voting"))
                .containsExactly(new DefenseConfig.VotingMasks(new VotingMaskDefense.Config(
                        List.of(
                                best.with(MapKind.parse("positive"), best.threshold()),
                                best.with(MapKind.parse("absolute"), Threshold.absolute(0.4))),
                        1,
                        Fills.ZERO)));
        assertThat(defenses.get("smoothing"))
                .containsExactly(new DefenseConfig.Smoothing(new LocalGradientsSmoothing.Config(9, 2, 100, 0.2, 3)));
        assertThat(defenses.get("randomized"))
                .containsExactly(new DefenseConfig.RandomizedMask(new RandomizedMaskDefense.Config(
                        List.of(MapKind.parse("absolute"), MapKind.parse("relative positive")), 0.5, 0.6, article, 2)));
        assertThat(defenses.get("deep"))
                .containsExactly(
                        new DefenseConfig.Detector(
                                List.of(),
                                List.of(article),
                                List.of(AccessoryFamily.FACE_MASK),
                                List.of(AccessoryFamily.GLASSES, AccessoryFamily.HAT_BAND),
                                false,
                                new FalseAlarmRate(0.3)),
                        new DefenseConfig.Certified(
                                List.of(AccessoryFamily.HAT_BAND),
                                new CoverConfig(2, 2, 1, 3, false),
                                Fills.ZERO,
                                new FalseAlarmRate(0.05)),
                        new DefenseConfig.OcclusionTrained());
    }

    @Test
    void takesTheDefaults() throws IOException {
        assertThat(read(DATA))
                .isEqualTo(new GauntletFile(
                        "Gauntlet on johns, resnet29",
                        1,
                        FaceSource.EMBEDDED,
                        BackboneSource.EMBEDDED,
                        GauntletConfig.DEFAULT));
        GauntletConfig config = read(DATA + """
                        attackers: {a: {kind: unaware}, b: {kind: adaptive}, c: {kind: query-only}}
                        occlusions: RECOMMENDED
                        defenses:
                          none: []
                          all: [saliency-mask, local-gradients-smoothing, voting-masks, randomized-mask, rejection]
                          more: [tamper-detector, certified-masking, hardened-head]
                        """).config();
        assertThat(config.attackers().values())
                .containsExactly(Attacker.Unaware.DEFAULT, Attacker.Adaptive.DEFAULT, Attacker.QueryOnly.DEFAULT);
        assertThat(config.occlusions()).isEqualTo(Occlusions.DEFAULT);
        assertThat(config.defenses().get("all"))
                .containsExactly(
                        new DefenseConfig.SaliencyMask(SaliencyMaskConfig.DEFAULT),
                        new DefenseConfig.Smoothing(LocalGradientsSmoothing.Config.PAPER),
                        new DefenseConfig.VotingMasks(VotingMaskDefense.Config.DEFAULT),
                        new DefenseConfig.RandomizedMask(RandomizedMaskDefense.Config.DEFAULT),
                        new DefenseConfig.Reject(0.8));
        assertThat(config.defenses().get("more"))
                .containsExactly(
                        DefenseConfig.Detector.RECOMMENDED,
                        DefenseConfig.Certified.GLASSES,
                        new DefenseConfig.OcclusionTrained());
    }

    @Test
    void aWordIsTheNameOfAChainWhichIsWrittenWhole() throws IOException {
        GauntletFile file = read(DATA + "defenses: {none: [], guarded: RECOMMENDED, again: recommended}");
        assertThat(file.config().defenses())
                .containsEntry("guarded", DefenseChain.RECOMMENDED)
                .containsEntry("again", DefenseChain.RECOMMENDED);
        assertThat(file.toYaml())
                .doesNotContainIgnoringCase("recommended")
                .contains(
                        "    - kind: tamper-detector\n",
                        "    - kind: certified-masking\n",
                        "    - kind: hardened-head\n");
        assertThat(read(file.toYaml())).isEqualTo(file);
        assertThat(read(WHOLE, "defenses.deep=RECOMMENDED").config().defenses())
                .containsEntry("deep", DefenseChain.RECOMMENDED);
    }

    @Test
    void readsBackWhatItWritesFromAnyFolder() throws IOException {
        for (String text : List.of(WHOLE, DATA)) {
            GauntletFile file = read(text);
            Path elsewhere = Files.createDirectories(dir.resolve("runs/one")).resolve("gauntlet.yaml");
            Files.writeString(elsewhere, file.toYaml());
            GauntletFile back = GauntletFile.read(elsewhere, List.of());
            assertThat(back).isEqualTo(file);
            assertThat(back.toYaml()).isEqualTo(file.toYaml());
            assertThat(file.toYaml()).doesNotContain("preset");
        }
        assertThat(read(WHOLE)
                        .toYaml()
                        .lines()
                        .filter(line -> line.matches("[a-z].*"))
                        .map(line -> line.replaceAll(":.*", "")))
                .containsExactly(
                        "title",
                        "seed",
                        "data",
                        "split",
                        "backbone",
                        "head",
                        "occlusions",
                        "accessories",
                        "attackers",
                        "defenses");
    }

    @Test
    void tellsEverySettingByItsKeysButNoPath() throws IOException {
        Map<String, String> settings = read(WHOLE).settings();
        assertThat(settings)
                .containsEntry("attackers.2 patient.step", "11")
                .containsEntry("accessories", "[face mask, eyeglass frame]")
                .containsEntry("backbone.precision", "bfloat16")
                .containsEntry("defenses.none", "[]")
                .containsEntry("defenses.voting[1].voters[2].mu-absolute", "0.4")
                .containsEntry("defenses.deep[3].kind", "hardened-head");
        assertThat(settings.keySet()).noneMatch(key -> key.matches("title|seed|data.*|.*weights"));
    }

    @Test
    void overridesValues() throws IOException {
        GauntletConfig config = read(WHOLE, "attackers.blind.pairs=1", "defenses.mask=[hardened-head]", "split={}")
                .config();
        assertThat(config.attackers().get("blind").pairs()).isEqualTo(1);
        assertThat(config.defenses().get("mask")).containsExactly(new DefenseConfig.OcclusionTrained());
        assertThat(config.calibrationShare()).isEqualTo(0.5);
    }

    @Test
    void theGauntletsOfTheProjectAreLegal() throws IOException {
        Path folder = Path.of("..", "experiments");
        GauntletFile whole = GauntletFile.read(folder.resolve("gauntlet.yaml"), List.of());
        assertThat(whole.config().attackers().values())
                .extracting(Attacker::pairs)
                .containsExactly(200, 16, 8);
        assertThat(whole.config().accessories()).hasSize(6);
        assertThat(whole.config().defenses()).hasSize(11);
        GauntletFile glasses = GauntletFile.read(folder.resolve("gauntlet-glasses.yaml"), List.of());
        assertThat(glasses.config().attackers().values())
                .extracting(Attacker::pairs)
                .containsExactly(200, 200);
        assertThat(whole.config().defenses())
                .containsAllEntriesOf(glasses.config().defenses());
        GauntletFile vgg16 = GauntletFile.read(folder.resolve("gauntlet-vgg16.yaml"), List.of());
        assertThat(glasses.config().defenses())
                .containsAllEntriesOf(vgg16.config().defenses());
        GauntletFile small = GauntletFile.read(folder.resolve("gauntlet-small.yaml"), List.of());
        assertThat(small.data()).isEqualTo(FaceSource.EMBEDDED);
        assertThat(whole.config().defenses().keySet())
                .containsAll(small.config().defenses().keySet());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            split: {calibration-share: 1} | split.calibration-share: 1, must be in (0, 1)
            occlusions: {members: -1} | occlusions.members: -1, must be at least 0
            occlusions: {families: []} | occlusions.families: [], must be a list of words, at least one to draw members from
            occlusions: {families: [wig]} | occlusions.families: unknown accessory family: "wig", must be one of [glasses, hat band, forehead sticker, cheek sticker, face mask]
            occlusions: {largest: 1} | occlusions.largest: 1, must be in (0, 1)
            occlusions: MOST | occlusions.preset: "MOST", must be one of [RECOMMENDED]
            attackers: {} | attackers: number of attackers 0, must be at least 1
            attackers: 5 | attackers: 5, must be a mapping
            attackers: {a: {}} | attackers.a.kind: is missing, must be one of [unaware, adaptive, query-only]
            attackers: {a: {kind: adaptiv}} | attackers.a.kind: "adaptiv", must be one of [unaware, adaptive, query-only] (did you mean "adaptive"?)
            attackers: {a/b: {kind: unaware}} | attackers.a/b: illegal name among the attackers: "a/b", must be up to 40 letters, digits, spaces, - and _
            attackers: {a: {kind: unaware}, A: {kind: unaware}} | attackers: names of attackers [a, A], must be different in more than case
            attackers: {a: {kind: unaware, pairs: 0}} | attackers.a.pairs: 0, must be at least 1
            attackers: {a: {kind: adaptive, step: 0}} | attackers.a.step: 0, must be in [1, 255]
            attackers: {a: {kind: query-only, queries: 2}} | attackers.a.queries: 2, must be at least 3
            attackers: {a: {kind: query-only, step: 2}} | unknown key "attackers.a.step", must be one of [kind, queries, initial-share, batch-size, confidence, pairs]
            """)
    void trainingAndAttackers(String line, String problem) throws IOException {
        assertBad(DATA + line, "2: " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {} | defenses: number of defenses 0, must be at least 1
            {a: [rejection]} | defenses: number of empty chains 0, must be at least 1, to compare the others with
            {a: } | defenses.a: nothing, must be a list of words or mappings
            {a: rejection} | defenses.a: unknown chain: "rejection", must be RECOMMENDED or a list of words or mappings
            {a: {kind: rejection}} | defenses.a: a mapping, must be a list of words or mappings
            {a: [[rejection]]} | defenses.a: [...], must be a list of words or mappings
            {a: [reject]} | defenses.a[1].kind: "reject", must be one of [saliency-mask, voting-masks, randomized-mask, local-gradients-smoothing, certified-masking, tamper-detector, rejection, hardened-head] (did you mean "rejection"?)
            {a: [{threshold: 1}]} | defenses.a[1].kind: is missing, must be one of [saliency-mask, voting-masks, randomized-mask, local-gradients-smoothing, certified-masking, tamper-detector, rejection, hardened-head]
            {a.b: []} | defenses.a.b: illegal name among the defenses: "a.b", must be up to 40 letters, digits, spaces, - and _
            {a: [hardened-head, rejection]} | defenses.a: illegal order of defenses: hardened head before rejection below 0.8, which must come before it
            {a: [certified-masking, rejection]} | defenses.a: illegal order of defenses: certified masking before rejection below 0.8, which must come before it
            {a: [saliency-mask, certified-masking]} | defenses.a: illegal order of defenses: saliency mask before certified masking, which must see pictures as they were presented
            {a: [{kind: rejection, threshold: 2}]} | defenses.a[1].threshold: 2, must be in [0, 1]
            {a: [{kind: rejection, treshold: 1}]} | unknown key "defenses.a[1].treshold", must be one of [kind, threshold] (did you mean "defenses.a[1].threshold"?)
            {a: [{kind: saliency-mask, mu: 2}]} | defenses.a[1].mu: 2, must be in [0, 1]
            {a: [{kind: saliency-mask, nn: 2}]} | unknown key "defenses.a[1].nn", must be one of [kind, preset, map, fill, mu, mu-absolute, n, phi, reference-width] (did you mean "defenses.a[1].n"?)
            {a: [{kind: voting-masks, voters: []}]} | defenses.a[1].voters: [], must be at least 1
            {a: [{kind: voting-masks, votes: 4}]} | defenses.a[1].votes: 4, must be from 1 to 3
            {a: [{kind: voting-masks, voters: [upside], votes: 1}]} | defenses.a[1].voters[1].map: unknown map: "upside", must be one of [absolute, positive, gradient_times_input], or one of them with "relative " before it
            {a: [{kind: randomized-mask, lowest: 0.99}]} | defenses.a[1].lowest: 0.99, must be in [0, 0.97]
            {a: [{kind: randomized-mask, base: {n: -1}}]} | defenses.a[1].base.n: -1, must be at least 0
            {a: [{kind: local-gradients-smoothing, overlap: 15}]} | defenses.a[1].overlap: 15, must be in [0, 14]
            {a: [{kind: certified-masking, families: []}]} | defenses.a[1].families: [], must be a list of words, at least one
            {a: [{kind: certified-masking, cover: ALL}]} | defenses.a[1].cover.preset: "ALL", must be one of [UNION, SHAPES, QUARTERS]
            {a: [{kind: certified-masking, cover: {along: 17}}]} | defenses.a[1].cover.along: 17, must be in [1, 16]
            {a: [{kind: certified-masking, false-alarms: 1}]} | defenses.a[1].false-alarms: 1, must be in (0, 1)
            {a: [{kind: tamper-detector, false-alarms: 0}]} | defenses.a[1].false-alarms: 0, must be in (0, 1)
            {a: [{kind: tamper-detector, maps: [], masks: [], families: []}]} | defenses.a[1]: kinds of evidence 0, must be at least 1
            """)
    void defenses(String chains, String problem) throws IOException {
        String undefended = chains.equals("{}") || chains.equals("{a: [rejection]}") ? "" : "none: [], ";
        assertBad(DATA + "defenses: {" + undefended + chains.substring(1), "2: " + problem);
    }

    @Test
    void tellsEverythingAtOnceByLine() throws IOException {
        assertBad(
                """
                data: {faces: embedded}
                sede: 3
                attackers:
                  weak:
                    kind: unaware
                    pairs: none
                    step: 300
                  blind: {kind: query-only, queries: 0}
                defenses:
                  a/b: []
                  deep:
                    - {kind: rejection, threshold: -1}
                    - kind: saliency-mask
                      phi: -1
                      colour: red
                    - certified
                """,
                "2: unknown key \"sede\", must be one of [title, seed, data, split, backbone, head, occlusions,"
                        + " accessories, attackers, defenses] (did you mean \"seed\"?)",
                "6: attackers.weak.pairs: \"none\", must be a whole number, at least 1",
                "7: attackers.weak.step: 300, must be in [1, 255]",
                "8: attackers.blind.queries: 0, must be at least 3",
                "10: defenses.a/b: illegal name among the defenses: \"a/b\", must be up to 40 letters, digits, spaces,"
                        + " - and _",
                "11: defenses.deep[3].kind: \"certified\", must be one of [saliency-mask, voting-masks, randomized-mask,"
                        + " local-gradients-smoothing, certified-masking, tamper-detector, rejection, hardened-head]",
                "12: defenses.deep[1].threshold: -1, must be in [0, 1]",
                "14: defenses.deep[2].phi: -1, must be at least 0",
                "15: unknown key \"defenses.deep[2].colour\", must be one of [kind, preset, map, fill, mu, mu-absolute,"
                        + " n, phi, reference-width]");
    }

    private void assertBad(String text, String... problems) throws IOException {
        Path file = Files.writeString(dir.resolve("g.yaml"), text);
        ExperimentFileException e =
                catchThrowableOfType(ExperimentFileException.class, () -> GauntletFile.read(file, List.of()));
        assertThat(e.problems())
                .containsExactly(List.of(problems).stream()
                        .map(problem -> file + ":" + problem)
                        .toArray(String[]::new));
    }
}
