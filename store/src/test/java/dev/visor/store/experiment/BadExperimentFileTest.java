package dev.visor.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.setting.Registry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that is wrong with a file is reported at once, each problem in one line with its place. */
class BadExperimentFileTest {

    private static final Registry REGISTRY = Registry.standard();

    private static final String FACES = "faces: embedded\n";

    private static final String KEYS =
            "[title, seed, faces, system, systems, split, occlusions, accessories, wearers, attackers, defenses,"
                    + " printed, tuning, report]";

    private static final String DEFENSES = "[saliency-mask, tuned-saliency-mask, voting-masks, randomized-mask,"
            + " local-gradients-smoothing, certified-masking, certified-detection, tamper-detector, rejection, hardened-head";

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            split: {held-out: 1} | split.held-out: 1, must be in (0, 1)
            split: {calibration: 1} | split.calibration: 1, must be in [0, 1)
            split: 0.2 | split: 0.2, must be a mapping
            report: {examples: 0} | report.examples: 0, must be at least 1
            report: {confidence-threshold: 0.123} | report.confidence-threshold: 0.123, must be one of [0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999]
            seed: one | seed: "one", must be a whole number
            seed: 99999999999999999999 | seed: 99999999999999999999, must be a whole number with fewer digits
            title: "" | title: "", must be a text
            title: | title: nothing, must be a text
            title: [a] | title: ["a"], must be a text
            title: "a\\nb" | title: "a?b", must be one line of text
            occlusions: RECOMMENDED | occlusions: "RECOMMENDED", must be the word DEFAULT or a mapping
            occlusions: {preset: DEFAUTL} | occlusions.preset: "DEFAUTL", must be one of [DEFAULT] (did you mean "DEFAULT"?)
            occlusions: {families: []} | occlusions.families: [], must be at least one to draw members from
            occlusions: {families: [hats]} | occlusions.families[1]: "hats", must be one of [glasses, hat-band, forehead-sticker, cheek-sticker, face-mask, shapes, any-patch] or a mapping
            occlusions: {largest: 1} | occlusions.largest: 1, must be in (0, 1)
            occlusions: {rectangles: -1} | occlusions.rectangles: -1, must be at least 0
            occlusions: {mirrored: maybe} | occlusions.mirrored: "maybe", must be true or false
            occlusions: {convolutions: true} | unknown key "occlusions.convolutions", must be one of [preset, families, members, rectangles, largest, fill, mirrored, clean, worn]
            """)
    void sections(String line, String problem) {
        assertBad(FACES + line, "2: " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {a: {step: {size: 300}}} | attackers.a.step.size: 300, must be in [1, 255]
            {a: {step: {size: fast}}} | attackers.a.step.size: "fast", must be a number in [1, 255]
            {a: {step: {size: "20"}}} | attackers.a.step.size: "20", must be a number in [1, 255]
            {a: {step: {size: .inf}}} | attackers.a.step.size: ".inf", must be a number in [1, 255]
            {a: {step: {size: }}} | attackers.a.step.size: nothing, must be a number in [1, 255]
            {a: {step: {size: [1]}}} | attackers.a.step.size: [1], must be a number in [1, 255]
            {a: {step: {exponent: 0}}} | attackers.a.step.exponent: 0, must be in (0, 1]
            {a: {step: {momentum: 1}}} | attackers.a.step.momentum: 1, must be in [0, 1)
            {a: {step: {patience: -1}}} | attackers.a.step.patience: -1, must be at least 0
            {a: {step: 300}} | attackers.a.step: 300, must be the word momentum or a mapping
            {a: {step: {kind: momentm}}} | attackers.a.step.kind: "momentm", must be one of [momentum] (did you mean "momentum"?)
            {a: {max-iterations: 0}} | attackers.a.max-iterations: 0, must be at least 1
            {a: {max-iterations: 9999999999}} | attackers.a.max-iterations: 9999999999, must be a whole number with fewer digits, at least 1
            {a: {max-iterations: 1.5}} | attackers.a.max-iterations: 1.5, must be a whole number, at least 1
            {a: {restarts: all}} | attackers.a.restarts: "all", must be a whole number, at least 1
            {a: {loss: marign}} | attackers.a.loss: "marign", must be one of [cross-entropy, margin] (did you mean "margin"?)
            {a: {constraint: any}} | attackers.a.constraint: "any", must be one of [unit-range, printable] or a mapping
            {a: {stop-early: no}} | attackers.a.stop-early: "no", must be true or false
            {a: {stop-early: [true]}} | attackers.a.stop-early: [true], must be true or false
            {a: {impersonation-confidence: 0}} | attackers.a.impersonation-confidence: 0, must be in (0, 1]
            {a: {dodging-confidence: 1}} | attackers.a.dodging-confidence: 1, must be in [0, 1)
            {a: {batch-size: 0}} | attackers.a.batch-size: 0, must be at least 1
            {a: {start-colors: []}} | attackers.a.start-colors: [], must be a list of at least one
            {a: {start-colors: yellow}} | attackers.a.start-colors: "yellow", must be a list
            {a: {start-colors: [yellow]}} | attackers.a.start-colors[1]: "yellow", must be #rrggbb
            {a: {preset: PATENT}} | attackers.a.preset: "PATENT", must be one of [PATIENT, ARTICLE, SHARIF_DIGITAL, PERSISTENT, JITTERED, SHARIF_PHYSICAL, ROBUST] (did you mean "PATIENT"?)
            {a: {preset: ROBUST, captures: {draws: 0}}} | attackers.a.captures.draws: 0, must be at least 1
            {a: {preset: ROBUST, captures: {wear: {yaw: 60}}}} | attackers.a.captures.wear.yaw: 60, must be in [0, 45]
            {a: {preset: JITTERED, captures: {draws: 2}}} | attackers.a.alignment-jitter: draws beside those of captures, must be left out, because captures have an alignment of their own
            {a: {kind: squere}} | attackers.a.kind: "squere", must be one of [gradient, square, decision-based, transfer] (did you mean "square"?)
            {a: {kind: square, queries: 2}} | attackers.a.queries: 2, must be at least 3
            {a: {kind: square, queries: no, confidence: 0.9}} | attackers.a.queries: "no", must be a whole number, at least 3
            {a: {kind: square, restarts: 3}} | unknown key "attackers.a.restarts", must be one of [knows, pairs, goal, people, attacker, face, target, pictures, kind, queries, initial-share, batch-size, confidence]
            {a: {stpe: {size: 3}}} | unknown key "attackers.a.stpe", must be one of [knows, pairs, goal, people, attacker, face, target, pictures, kind, preset, start-colors, step, constraint, loss, max-iterations, restarts, stop-early, impersonation-confidence, dodging-confidence, batch-size, alignment-jitter, captures, penalties] (did you mean "step"?)
            {a: {knows: defence}} | attackers.a.knows: "defence", must be one of [system, defense] (did you mean "defense"?)
            {a: {goal: doging}} | attackers.a.goal: "doging", must be one of [impersonation, dodging] (did you mean "dodging"?)
            {a: {goal: dodging, target: Bo}} | attackers.a: dodging has no target, but the target is "Bo"
            {a: {attacker: Bo, target: Bo}} | attackers.a: illegal target: "Bo" is the attacker, must be another person
            {a: {attacker: }} | attackers.a.attacker: nothing, must be a text
            {a: {face: ""}} | attackers.a.face: "", must be a text
            {a: {target: ""}} | attackers.a.target: "", must be a text
            {a: {pairs: 0}} | attackers.a.pairs: 0, must be at least 1
            {a: {pictures: 0}} | attackers.a.pictures: 0, must be at least 1
            {a: square} | attackers.a: "square", must be a mapping
            {a: [a, {b: c}]} | attackers.a: ["a", ...], must be a mapping
            {a.b: {}} | attackers: the name "a.b" must be up to 40 letters, digits, spaces, - and _
            {" a": {}} | attackers: the name " a" must be up to 40 letters, digits, spaces, - and _
            {a: {}, A: {}} | attackers: the name "A" must differ from the others in more than case
            {} | attackers: {}, must be a mapping with at least one name
            5 | attackers: 5, must be a mapping of names
            """)
    void attackers(String attackers, String problem) {
        assertBad(FACES + "attackers: " + attackers, "2: " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {head: {hidden: many}} | system.head.hidden: "many", must be a list
            {head: {hidden: [8, 0]}} | system.head.hidden[2]: 0, must be at least 1
            {head: {hidden: [8, wide]}} | system.head.hidden[2]: "wide", must be a whole number, at least 1
            {head: {dropout: 1}} | system.head.dropout: 1, must be in [0, 1)
            {head: {epochs: 0}} | system.head.epochs: 0, must be at least 1
            {head: {batch-size: 0}} | system.head.batch-size: 0, must be at least 1
            {head: {learning-rate: 0}} | system.head.learning-rate: 0, must be above 0 and finite
            {head: {learning-rate: 0x1}} | system.head.learning-rate: "0x1", must be a number, above 0
            {head: {weight-decay: -1}} | system.head.weight-decay: -1, must be at least 0 and finite
            {network: vgg} | system.network: "vgg", must be one of [resnet29, vgg16]
            {network: vgg61} | system.network: "vgg61", must be one of [resnet29, vgg16] (did you mean "vgg16"?)
            {weights: } | system.weights: nothing, must be a path
            {precision: float64} | system.precision: "float64", must be one of [auto, float32, bfloat16] (did you mean "float32"?)
            {kind: onnx} | system.kind: "onnx", must be one of [trained-head, embedding, service]
            resnet29 | system: "resnet29", must be one of [trained-head, embedding, service, plain, visor, compreface] or a mapping
            {network: vgg16} | system.weights: embedded, must be a file, because vgg16 has no embedded weights
            {kind: embedding, threshold: {masked-false-match-rate: 0}} | system.threshold.masked-false-match-rate: 0, must be in (0, 1)
            {kind: embedding, threshold: {false-match-rate: 2}} | system.threshold.false-match-rate: 2, must be in (0, 1)
            {kind: embedding, template: worst} | system.template: "worst", must be one of [mean, best]
            {kind: embedding, network: vgg16} | system.weights: embedded, must be a file, because vgg16 has no embedded weights
            {network: vgg16, weights: embedded} | system.weights: "embedded", must be a file, because vgg16 has no embedded weights
            """)
    void systems(String system, String problem) {
        assertBad(FACES + "system: " + system, "2: " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {folder: x, size: 31} | faces.size: 31, must be in [32, 1024]
            {folder: x, size: large} | faces.size: "large", must be a whole number in [32, 1024]
            {folder: x, people: 1} | faces.people: 1, must be at least 2
            {folder: x, min-pictures: 1} | faces.min-pictures: 1, must be at least 2
            {folder: "a\\0b"} | faces.folder: "a?b", must be a path
            {folder: [x]} | faces.folder: ["x"], must be a path
            {kind: folder} | faces.folder: is missing: aligned faces, one subfolder per person
            {alignment: dlib} | faces.kind: is missing, must be one of [embedded, folder]
            {} | faces.kind: is missing, must be one of [embedded, folder]
            {folder: x, alignment: nowhere} | faces.alignment: unknown alignment: "nowhere", must be detect, dlib, arcface or four fractions leftX,leftY,rightX,rightY
            {folder: x, alignment: [0.7, 0.4, 0.3, 0.4]} | faces.alignment: illegal eyes: (0.7, 0.4) and (0.3, 0.4), must be fractions in (0, 1) with the left eye first
            {kind: embedded, size: 150} | unknown key "faces.size", must be one of [kind]
            {folder: x, colour: red} | unknown key "faces.colour", must be one of [kind, folder, alignment, size, margin, people, min-pictures, detector]
            pictures/celebs | faces: "pictures/celebs", must be the word embedded or a mapping with the key folder
            embeded | faces: "embeded", must be the word embedded or a mapping with the key folder (did you mean "embedded"?)
            [x] | faces: ["x"], must be the word embedded or a mapping with the key folder
            """)
    void faces(String faces, String problem) {
        assertBad("\nfaces: " + faces, "2: " + problem);
    }

    @Test
    void aNetworkRefusesPicturesOfSomeSizes() {
        String vgg = "system: {network: vgg16, weights: w}\n";
        String sizes = ", must be a multiple of 16 and at least 64 on both sides for vgg16";
        assertBad(vgg + "faces: {folder: x, size: 100}", "2: faces.size: 100" + sizes);
        assertBad(vgg + "faces: embedded", "2: faces: size 150" + sizes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {grid: {n: [0, -1]}} | tuning.grid.n[2]: -1, must be at least 0
            {grid: {n: 3}} | tuning.grid.n: 3, must be a list
            {grid: {phi: []}} | tuning.grid.phi: [], must be a list of at least one
            {grid: {mu: [0.5, 1.2]}} | tuning.grid.mu[2]: 1.2, must be in [0, 1]
            {grid: {mu: []}} | tuning.grid.mu: [], must be a list of at least one
            {grid: {mu: [absolute 2]}} | tuning.grid.mu[1]: "absolute 2", must be in [0, 1]
            {grid: {mu: [.nan]}} | tuning.grid.mu[1]: ".nan", must be a number in [0, 1] or "absolute" and a number in [0, 1]
            {grid: {fill: [pink]}} | tuning.grid.fill[1]: "pink", must be one of [zero, mean, blur, telea]
            {grid: {map: [upside]}} | tuning.grid.map[1]: "upside", must be one of [absolute, relative absolute, positive, relative positive, gradient_times_input, relative gradient_times_input]
            {grid: {reference-width: 0}} | tuning.grid.reference-width: 0, must be at least 1
            {grid: {strategy: halfing}} | tuning.grid.strategy: "halfing", must be one of [exhaustive, halving] (did you mean "halving"?)
            {grid: {min-clean: 2}} | tuning.grid.min-clean: 2, must be in [0, 1]
            {attacks: 0} | tuning.attacks: 0, must be at least 1
            yes | tuning: "yes", must be a mapping
            """)
    void tuning(String tuning, String problem) {
        assertBad(FACES + "tuning: " + tuning, "2: " + problem);
    }

    @Test
    void tuningNeedsAnAttackerWhoDoesNotKnowTheDefense() {
        assertBad(
                FACES + "tuning: {}\nattackers: {a: {knows: defense}}",
                "3: attackers: [a], must be people of whom at least one knows the system alone, because tuning uses such"
                        + " attacks");
    }

    @Test
    void aHugeGrid() {
        String hundred = "0, ".repeat(99) + 0;
        assertBad(
                FACES + "tuning: {grid: {n: [" + hundred + "], phi: [" + hundred + "]}}",
                "2: tuning.grid: number of combinations 200000, must be at most 100000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {a: [{kind: saliency-mask, n: -1}]} | defenses.a[1].n: -1, must be at least 0
            {a: [{kind: saliency-mask, phi: -1}]} | defenses.a[1].phi: -1, must be at least 0
            {a: [{kind: saliency-mask, mu: 2}]} | defenses.a[1].mu: 2, must be in [0, 1]
            {a: [{kind: saliency-mask, fill: pink}]} | defenses.a[1].fill: "pink", must be one of [zero, mean, blur, telea]
            {a: [{kind: saliency-mask, map: relative absolut}]} | defenses.a[1].map: "relative absolut", must be one of [absolute, relative absolute, positive, relative positive, gradient_times_input, relative gradient_times_input] (did you mean "relative absolute"?)
            {a: [{kind: saliency-mask, preset: RECOMMENDED}]} | defenses.a[1].preset: "RECOMMENDED", must be one of [DEFAULT, ARTICLE, ARTICLE_ABSOLUTE]
            {a: [{kind: saliency-mask, mu-absolute: 1}]} | unknown key "defenses.a[1].mu-absolute", must be one of [kind, preset, map, mu, n, phi, reference-width, fill]
            {a: [{kind: saliency-mask, nn: 2}]} | unknown key "defenses.a[1].nn", must be one of [kind, preset, map, mu, n, phi, reference-width, fill] (did you mean "n"?)
            {a: [{kind: rejection, threshold: 2}]} | defenses.a[1].threshold: 2, must be in [0, 1]
            {a: [{kind: voting-masks, voters: []}]} | defenses.a[1].voters: [], must be a list of at least one
            {a: [{kind: voting-masks, voters: [positive]}]} | defenses.a[1].voters[1]: "positive", must be one of [DEFAULT, ARTICLE, ARTICLE_ABSOLUTE] or a mapping
            {a: [{kind: voting-masks, votes: 4}]} | defenses.a[1].votes: 4, must be from 1 to 3
            {a: [{kind: randomized-mask, lowest: 0.99}]} | defenses.a[1].lowest: 0.99, must be in [0, 0.97]
            {a: [{kind: randomized-mask, base: {n: -1}}]} | defenses.a[1].base.n: -1, must be at least 0
            {a: [{kind: local-gradients-smoothing, overlap: 15}]} | defenses.a[1].overlap: 15, must be in [0, 14]
            {a: [{kind: certified-masking, families: []}]} | defenses.a[1].families: [], must be a list of at least one
            {a: [{kind: certified-masking, cover: ALL}]} | defenses.a[1].cover: "ALL", must be one of [UNION, SHAPES, QUARTERS] or a mapping
            {a: [{kind: certified-masking, cover: {along: 17}}]} | defenses.a[1].cover.along: 17, must be in [1, 16]
            {a: [{kind: certified-masking, false-alarms: 1}]} | defenses.a[1].false-alarms: 1, must be in (0, 1)
            {a: [{kind: tamper-detector, false-alarms: 0}]} | defenses.a[1].false-alarms: 0, must be in (0, 1)
            {a: [{kind: tamper-detector, maps: [], masks: [], families: []}]} | defenses.a[1]: kinds of evidence 0, must be at least 1
            {a: [hardened-head, rejection]} | defenses.a: illegal order of defenses: hardened head before rejection below 0.8, which must come before it
            {a: [certified-masking, rejection]} | defenses.a: illegal order of defenses: certified masking before rejection below 0.8, which must come before it
            {a: [saliency-mask, certified-masking]} | defenses.a: illegal order of defenses: saliency mask before certified masking, which must see pictures as they were presented
            {a: saliency-mask} | defenses.a: "saliency-mask", must be one of [RECOMMENDED, GUARDED, TUNED] or a list
            {a: TUNDE} | defenses.a: "TUNDE", must be one of [RECOMMENDED, GUARDED, TUNED] or a list (did you mean "TUNED"?)
            {a: {kind: rejection}} | defenses.a: a mapping, must be a list
            {a: TUNED} | defenses.a: "TUNED", must be used with a section "tuning"
            {a: [tuned-saliency-mask]} | defenses.a: TUNED, must be used with a section "tuning"
            {a/b: []} | defenses: the name "a/b" must be up to 40 letters, digits, spaces, - and _
            """)
    void defenses(String chains, String problem) {
        assertBad(FACES + "defenses: {none: [], " + chains.substring(1), "2: " + problem);
    }

    @Test
    void unknownKindsOfDefenses() {
        String words = DEFENSES + ", ARTICLE_ABSOLUTE, PAPER, BESIDE_GLASSES] or a mapping";
        assertBad(
                FACES + "defenses: {none: [], a: [rejektion, TUNED, [rejection], {threshold: 1}, {kind: Voting}]}",
                "2: defenses.a[1]: \"rejektion\", must be one of " + words + " (did you mean \"rejection\"?)",
                "2: defenses.a[2]: \"TUNED\", must be one of " + words,
                "2: defenses.a[3]: [\"rejection\"], must be one of " + words,
                "2: defenses.a[4].kind: is missing, must be one of " + DEFENSES + "]",
                "2: defenses.a[5].kind: \"Voting\", must be one of " + DEFENSES + "]");
    }

    @Test
    void aPresetOfSeveralKindsIsNoWord() {
        String words = DEFENSES + ", ARTICLE_ABSOLUTE, PAPER, BESIDE_GLASSES] or a mapping";
        assertBad(
                FACES + "defenses: {none: [], a: [DEFAULT]}", "2: defenses.a[1]: \"DEFAULT\", must be one of " + words);
    }

    @Test
    void thereMustBeAnUndefendedSystem() {
        assertBad(FACES + "defenses: {}", "2: defenses: {}, must be a mapping with at least one name");
        assertBad(
                FACES + "defenses: {a: [rejection], b: [hardened-head]}",
                "2: defenses: [a, b], must be chains of which at least one is empty, for example \"none: []\", to compare"
                        + " the others with");
    }

    @Test
    void reportsEverythingAtOnceByLine() {
        assertBad(
                """
                title: Many
                bakcbone: {name: vgg16}
                faces: embedded
                sede: 3
                attackers:
                  weak:
                    pairs: none
                    step:
                      size: 300
                      momentum: x
                      size: 2
                    max-iterations: 0
                  blind: {kind: square, queries: 0}
                defenses:
                  a/b: []
                  deep:
                    - {kind: rejection, threshold: -1}
                    - kind: saliency-mask
                      phi: -1
                      colour: red
                    - {kind: certified}
                system:
                  head:
                    hidden: "many"
                """,
                "2: unknown key \"bakcbone\", must be one of " + KEYS,
                "4: unknown key \"sede\", must be one of " + KEYS + " (did you mean \"seed\"?)",
                "7: attackers.weak.pairs: \"none\", must be a whole number, at least 1",
                "9: attackers.weak.step.size: 300, must be in [1, 255]",
                "10: attackers.weak.step.momentum: \"x\", must be a number in [0, 1)",
                "11: attackers.weak.step.size: appears twice, first in line 9",
                "12: attackers.weak.max-iterations: 0, must be at least 1",
                "13: attackers.blind.queries: 0, must be at least 3",
                "15: defenses: the name \"a/b\" must be up to 40 letters, digits, spaces, - and _",
                "17: defenses.deep[1].threshold: -1, must be in [0, 1]",
                "19: defenses.deep[2].phi: -1, must be at least 0",
                "20: unknown key \"defenses.deep[2].colour\", must be one of [kind, preset, map, mu, n, phi,"
                        + " reference-width, fill]",
                "21: defenses.deep[3].kind: \"certified\", must be one of " + DEFENSES + "]",
                "24: system.head.hidden: \"many\", must be a list");
    }

    @Test
    void theFormerFormatIsRefused() {
        assertBad(
                "data: {faces: embedded}\nbackbone: {name: resnet29}",
                "1: faces: is missing: the word embedded, or a mapping with a folder of aligned faces",
                "1: unknown key \"data\", must be one of " + KEYS,
                "2: unknown key \"backbone\", must be one of " + KEYS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            faces:\\n\\tfolder: x        | 2: column 1: is not valid YAML: found character '?\\t(TAB)' that cannot start any token. (Do not use ?\\t(TAB) for indentation)
            faces: [1,\\n                | 2: column 1: is not valid YAML: expected the node content, but found '<stream end>'
            a: b: c                      | 1: column 5: is not valid YAML: mapping values are not allowed here
            faces: {folder: x\\n         | 2: column 1: is not valid YAML: expected ',' or '}', but got <stream end>
            a: 1\\nb: &x 2\\nc: *x       | 2: has an anchor (&) or an alias (*), which are not allowed here: write the value itself
            a: *x                        | 1: has an anchor (&) or an alias (*), which are not allowed here: write the value itself
            a: !!java.net.URL [x]        | 1: has a tag (!), which is not allowed here: write the value alone
            a: !!str 1                   | 1: has a tag (!), which is not allowed here: write the value alone
            a: 1\\n---\\nb: 1            | 2: a second document begins here, must be a single one
            ? [a]\\n: 1                  | 1: has a list or a mapping for a key, must be a word
            - a\\n- b                    | 1: the file is ["a", "b"], must be a mapping with the key "faces"
            hello                        | 1: the file is "hello", must be a mapping with the key "faces"
            # nothing                    | 1: the file is nothing, must be a mapping with the key "faces"
            seed: 1                      | 1: faces: is missing: the word embedded, or a mapping with a folder of aligned faces
            a: 1\\n\\u0001               | 2: column 1: is not valid YAML: there is a character U+0001
            %YAML 2.0\\n---\\na: 1       | 1: is not valid YAML: Version{major=2, minor=0}
            """)
    void documents(String text, String problem) {
        String yaml = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\u0001", "\u0001");
        assertBad(yaml, problem.replace("?\\t", "\\t"));
    }

    @Test
    void anEmptyFile() {
        assertBad("", "1: the file is nothing, must be a mapping with the key \"faces\"");
    }

    @Test
    void bombsAndDepths() {
        StringBuilder laughs = new StringBuilder("a: &a [lol]\n");
        for (char name = 'b'; name <= 'j'; name++) {
            char before = (char) (name - 1);
            laughs.append(name).append(": &").append(name).append(" [*").append(before);
            laughs.append((", *" + before).repeat(9)).append("]\n");
        }
        String alias = "has an anchor (&) or an alias (*), which are not allowed here: write the value itself";
        assertBad(laughs.toString(), "1: " + alias);
        assertBad("faces: {<<: *a}", "1: " + alias);
        assertBad("[".repeat(500_000), "1: is nested more than 16 levels deep");
        assertBad("- ".repeat(500_000), "1: is nested more than 16 levels deep");
        assertBad("{a: ".repeat(20) + "}".repeat(20), "1: is nested more than 16 levels deep");
        assertBad("? ".repeat(300_000), "1: is nested more than 16 levels deep");
    }

    @Test
    void encodings() throws IOException {
        Files.write(file(), "title: a\nseed: \u00e4".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refused().problems()).containsExactly(file() + ":2: is not UTF-8 from byte 15 on");
        Files.write(file(), FACES.getBytes(StandardCharsets.UTF_16));
        assertThat(refused().problems()).containsExactly(file() + ":1: is not UTF-8 from byte 0 on");
        Files.write(file(), new byte[] {'a', ':', (byte) 0xE2, (byte) 0x82});
        assertThat(refused().problems()).containsExactly(file() + ":1: is not UTF-8 from byte 2 on");
        Files.writeString(file(), "\uFEFF" + FACES);
        assertThat(ExperimentFile.read(file(), List.of(), REGISTRY).faces()).isEqualTo(EmbeddedFaceSource.JOHNS);
    }

    @Test
    void filesThatCannotBeRead() throws IOException {
        assertThatThrownBy(() -> ExperimentFile.read(file(), List.of(), REGISTRY))
                .isInstanceOf(IOException.class)
                .hasMessage(file() + ": there is no such file");
        assertThatThrownBy(() -> ExperimentFile.read(dir, List.of(), REGISTRY))
                .hasMessage(dir + ": is no file but a folder");
        Files.writeString(file(), "# long\n".repeat(200_000));
        assertThatThrownBy(() -> ExperimentFile.read(file(), List.of(), REGISTRY))
                .hasMessage(file() + ": has 1400000 bytes, must have at most 1048576");
    }

    private Path file() {
        return dir.resolve("some.yaml");
    }

    private ExperimentFileException refused() {
        return catchThrowableOfType(
                ExperimentFileException.class, () -> ExperimentFile.read(file(), List.of(), REGISTRY));
    }

    private void assertBad(String yaml, String... problems) {
        try {
            Files.writeString(file(), yaml);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        ExperimentFileException e = refused();
        assertThat(e).as(yaml.substring(0, Math.min(yaml.length(), 200))).isNotNull();
        assertThat(e.problems())
                .containsExactly(List.of(problems).stream()
                        .map(line -> file() + ":" + line)
                        .toArray(String[]::new));
        assertThat(e).hasMessage(String.join("\n", e.problems()));
    }
}
