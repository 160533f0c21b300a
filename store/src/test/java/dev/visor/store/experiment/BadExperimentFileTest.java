package dev.visor.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that is wrong with a file is told at once, each in one line with its place. */
class BadExperimentFileTest {

    private static final String DATA = "data: {faces: embedded}\n";

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            attack: {step: 300} | attack.step: 300, must be in [1, 255]
            attack: {step: fast} | attack.step: "fast", must be a number in [1, 255]
            attack: {step: "20"} | attack.step: "20", must be a number in [1, 255]
            attack: {step: .inf} | attack.step: ".inf", must be a number in [1, 255]
            attack: {step: } | attack.step: nothing, must be a number in [1, 255]
            attack: {step: [1]} | attack.step: [1], must be a number in [1, 255]
            attack: {exponent: 0} | attack.exponent: 0, must be in (0, 1]
            attack: {momentum: 1} | attack.momentum: 1, must be in [0, 1)
            attack: {patience: -1} | attack.patience: -1, must be at least 0
            attack: {max-iterations: 0} | attack.max-iterations: 0, must be at least 1
            attack: {max-iterations: 9999999999} | attack.max-iterations: 9999999999, must be a whole number with fewer digits, at least 1
            attack: {max-iterations: 1.5} | attack.max-iterations: 1.5, must be a whole number, at least 1
            attack: {restarts: 0} | attack.restarts: 0, must be at least 1
            attack: {restarts: all} | attack.restarts: "all", must be a whole number, at least 1
            attack: {loss: marign} | attack.loss: "marign", must be one of [cross_entropy, margin] (did you mean "margin"?)
            attack: {stop-early: no} | attack.stop-early: "no", must be one of [true, false]
            attack: {stop-early: [true]} | attack.stop-early: [true], must be a text
            attack: {impersonation-confidence: 0} | attack.impersonation-confidence: 0, must be in (0, 1]
            attack: {dodging-confidence: 1} | attack.dodging-confidence: 1, must be in [0, 1)
            attack: {batch-size: 0} | attack.batch-size: 0, must be at least 1
            attack: {count: 0} | attack.count: 0, must be at least 1
            attack: {tuning-count: -1} | attack.tuning-count: -1, must be at least 0
            attack: {tuning-count: none} | attack.tuning-count: "none", must be a whole number, at least 0
            attack: {start-colors: []} | attack.start-colors: [], must be a list of words, at least one
            attack: {start-colors: yellow} | attack.start-colors: "yellow", must be a list of words
            attack: {start-colors: [yellow]} | attack.start-colors: illegal color: "yellow", must be #rrggbb
            attack: {preset: PATENT} | attack.preset: "PATENT", must be one of [PATIENT, ARTICLE, SHARIF_DIGITAL, PERSISTENT] (did you mean "PATIENT"?)
            attack: {frame: {thickness: -1}} | attack.frame.thickness: -1, must be above 0
            attack: {frame: {drop: low}} | attack.frame.drop: "low", must be a number, finite
            attack: {frame: {half-width: 0.05}} | attack.frame.half-width: 0.05, must be above the thickness, 0.08
            attack: {frame: {thickness: 0.5}} | attack.frame: half-width 0.44, must be above the thickness, 0.5
            attack: {frame: round} | attack.frame: "round", must be a mapping
            attack: {stpe: 3} | unknown key "attack.stpe", must be one of [preset, frame, start-colors, step, exponent, momentum, patience, loss, max-iterations, restarts, stop-early, impersonation-confidence, dodging-confidence, batch-size, count, tuning-count] (did you mean "attack.step"?)
            attack: 5 | attack: 5, must be a mapping
            attack: [a, {b: c}] | attack: ["a", ...], must be a mapping
            head: {hidden: many} | head.hidden: "many", must be a list of whole numbers, each at least 1
            head: {hidden: [8, 0]} | head.hidden: [8, 0], must be a list of whole numbers, each at least 1
            head: {hidden: [8, wide]} | head.hidden: [8, "wide"], must be a list of whole numbers, each at least 1
            head: {dropout: 1} | head.dropout: 1, must be in [0, 1)
            head: {epochs: 0} | head.epochs: 0, must be at least 1
            head: {batch-size: 0} | head.batch-size: 0, must be at least 1
            head: {learning-rate: 0} | head.learning-rate: 0, must be above 0
            head: {learning-rate: 0x1} | head.learning-rate: "0x1", must be a number, above 0
            head: {weight-decay: -1} | head.weight-decay: -1, must be at least 0
            split: {validation-share: 1} | split.validation-share: 1, must be in (0, 1)
            evaluation: {examples: 0} | evaluation.examples: 0, must be at least 1
            seed: one | seed: "one", must be a whole number
            seed: 99999999999999999999 | seed: 99999999999999999999, must be a whole number with fewer digits
            title: "" | title: "", must be a text
            title: [a] | title: ["a"], must be a text
            title: "a\\nb" | title: "a?b", must be one line of text
            """)
    void values(String line, String problem) {
        assertBad(DATA + line, "2: " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            grid: {n: [0, -1]} | grid.n: [0, -1], must be a list of whole numbers, each at least 0
            grid: {n: 3} | grid.n: 3, must be a list of whole numbers, each at least 0
            grid: {phi: []} | grid.phi: [], must be a list of whole numbers, at least one
            grid: {phi: [-1]} | grid.phi: [-1], must be a list of whole numbers, each at least 0
            grid: {mu: [0.5, 1.2]} | grid.mu: [0.5, 1.2], must be a list of numbers, each in [0, 1]
            grid: {mu: []} | grid.mu: [], must be a list of numbers, at least one
            grid: {mu-absolute: [.nan]} | grid.mu-absolute: [".nan"], must be a list of numbers, each in [0, 1]
            grid: {fill: [pink]} | grid.fill: unknown fill: "pink", must be one of [zero, mean, blur, telea]
            grid: {fill: []} | grid.fill: [], must be a list of words, at least one
            grid: {map: [upside]} | grid.map: unknown map: "upside", must be one of [absolute, positive, gradient_times_input], or one of them with "relative " before it
            grid: {reference-width: 0} | grid.reference-width: 0, must be at least 1
            defense: {A: {n: -1}} | defense.A.n: -1, must be at least 0
            defense: {A: {phi: -1}} | defense.A.phi: -1, must be at least 0
            defense: {A: {mu: 2}} | defense.A.mu: 2, must be in [0, 1]
            defense: {A: {mu-absolute: 2}} | defense.A.mu-absolute: 2, must be in [0, 1]
            defense: {A: {mu: 1, mu-absolute: 1}} | defense.A.mu-absolute: 1, must be left out beside mu
            defense: {A: {fill: pink}} | defense.A.fill: unknown fill: "pink", must be one of [zero, mean, blur, telea]
            defense: {A: {preset: TUNED}} | defense.A.preset: "TUNED", must be one of [RECOMMENDED, ARTICLE, ARTICLE_ABSOLUTE]
            defense: {A: ARTICLE} | defense.A: "ARTICLE", must be a mapping
            defense: {tuned: {}} | defense.tuned: name of a defense "tuned", must be up to 40 letters, digits, - and _, and not TUNED
            defense: {a/b: {}} | defense.a/b: name of a defense "a/b", must be up to 40 letters, digits, - and _, and not TUNED
            defense: {a: {}, A: {}} | defense: names of defenses [a, A], must be different in more than case
            defense: {} | defense: number of defenses 0, must be at least 1
            defense: none | defense: "none", must be a mapping
            backbone: {name: vgg} | backbone.name: "vgg", must be one of [resnet29, vgg16]
            backbone: {name: vgg61} | backbone.name: "vgg61", must be one of [resnet29, vgg16] (did you mean "vgg16"?)
            backbone: {weights: } | backbone.weights: nothing, must be a text
            backbone: {precision: float64} | backbone.precision: "float64", must be one of [auto, float32, bfloat16] (did you mean "float32"?)
            """)
    void defensesAndBackbones(String line, String problem) {
        assertBad(DATA + line, "2: " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            faces: x, size: 31 | data.size: 31, must be in [32, 1024]
            faces: x, size: large | data.size: "large", must be a whole number in [32, 1024]
            faces: x, people: 1 | data.people: 1, must be at least 2
            faces: x, min-pictures: 1 | data.min-pictures: 1, must be at least 2
            faces: "a\\0b" | data.faces: "a?b", must be a path
            faces: [x] | data.faces: ["x"], must be a text
            alignment: dlib | data.faces: is missing, must be a folder or the word embedded
            faces: x, alignment: none | data.alignment: unknown alignment: "none", must be dlib, arcface or four fractions leftX,leftY,rightX,rightY
            faces: x, alignment: [0.7, 0.4, 0.3, 0.4] | data.alignment: illegal eyes: (0.7, 0.4) and (0.3, 0.4), must be fractions in (0, 1) with the left eye first
            faces: embedded, size: 150 | data.size: 150, must be left out: the embedded faces are taken as they are
            faces: embedded, alignment: dlib | data.alignment: "dlib", must be left out: the embedded faces are taken as they are
            """)
    void data(String data, String problem) {
        assertBad("\ndata: {" + data + "}", "2: " + problem);
    }

    @Test
    void whatABackboneNeeds() {
        String vgg = "backbone: {name: vgg16, weights: w}\n";
        assertBad(
                "backbone: {name: vgg16}\ndata: {faces: x}",
                "1: backbone.weights: is missing, must be a file, because" + " vgg16 has no embedded weights");
        assertBad(
                "backbone: {name: vgg16, weights: embedded}\ndata: {faces: x}",
                "1: backbone.weights: \"embedded\", must be a file, because vgg16 has no embedded weights");
        assertBad(
                vgg + "data: {faces: x, size: 100}",
                "2: data.size: 100, must be a multiple of 16 and at least 64 on both sides for vgg16");
        assertBad(
                vgg + "data: {faces: embedded}",
                "2: data.faces: \"embedded\", must be a multiple of 16 and at least 64 on both sides for vgg16, is"
                        + " 150x150");
    }

    @Test
    void tellsEverythingAtOnceByLine() {
        assertBad(
                """
                title: Many
                bakcbone: {name: vgg16}
                data:
                  faces: embedded
                attack:
                  step: 300
                  momentum: x
                  step: 2
                  max-iterations: 0
                  count: 0
                head:
                  hidden: "many"
                """,
                "2: unknown key \"bakcbone\", must be one of [title, seed, data, split, backbone, head, attack, defense,"
                        + " grid, evaluation] (did you mean \"backbone\"?)",
                "6: attack.step: 300, must be in [1, 255]",
                "7: attack.momentum: \"x\", must be a number in [0, 1)",
                "8: attack.step: is there twice, first in line 6",
                "9: attack.max-iterations: 0, must be at least 1",
                "10: attack.count: 0, must be at least 1",
                "12: head.hidden: \"many\", must be a list of whole numbers, each at least 1");
    }

    @Test
    void aHugeGrid() {
        String hundred = "0, ".repeat(99) + 0;
        assertBad(
                DATA + "grid: {n: [" + hundred + "], phi: [" + hundred + "]}",
                "2: grid: number of combinations 200000, must be at most 100000");
    }

    @Test
    void overrides() {
        write(DATA + "attack: {step: 300}\nseed: x\n");
        ExperimentFileException e = refused(
                "attack.momentum=1",
                "attack.stpe=1",
                "foo",
                "=3",
                "seed.x=3",
                "head.hidden=[",
                "a.b=1",
                "grid.n=-3",
                "head={epochs: 0, epochs: 1}",
                "x.".repeat(20_000) + "x=1");
        assertThat(e.problems().subList(0, 2))
                .containsExactly(
                        file() + ":2: attack.step: 300, must be in [1, 255]",
                        file() + ":3: seed: \"x\", must be a whole number");
        assertThat(e.problems())
                .contains(
                        "--set attack.momentum: attack.momentum: 1, must be in [0, 1)",
                        "--set foo: must be a key, \"=\" and a value, for example attack.step=10",
                        "--set =3: must be a key, \"=\" and a value, for example attack.step=10",
                        "--set seed.x: \"seed\" is \"x\", which has no keys",
                        "--set head.hidden: column 2: is no YAML: expected the node content, but found '<stream end>'",
                        "--set a.b: unknown key \"a\", must be one of [title, seed, data, split, backbone, head, attack,"
                                + " defense, grid, evaluation]",
                        "--set grid.n: grid.n: -3, must be a list of whole numbers, each at least 0",
                        "--set head: epochs: is there twice",
                        "--set head: head.epochs: 0, must be at least 1")
                .anyMatch(line ->
                        line.startsWith("--set attack.stpe: unknown key \"attack.stpe\", must be one of [preset,")
                                && line.endsWith(" (did you mean \"attack.step\"?)"))
                .anyMatch(line -> line.endsWith("x.x: is nested more than 16 levels deep"))
                .hasSize(13);
        assertThat(e).hasMessage(String.join("\n", e.problems()));
    }

    @Test
    void anOverrideMayMendTheFile() throws IOException {
        write("data: {faces: embedded}\nattack: {step: 300}\n");
        assertThat(ExperimentFile.read(file(), List.of("attack.step=3"))
                        .config()
                        .attack()
                        .step()
                        .size())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            data:\\n\\tfaces: x          | 2: column 1: is no YAML: found character '?\\t(TAB)' that cannot start any token. (Do not use ?\\t(TAB) for indentation)
            data: [1,\\n                 | 2: column 1: is no YAML: expected the node content, but found '<stream end>'
            a: b: c                      | 1: column 5: is no YAML: mapping values are not allowed here
            data: {faces: x\\n           | 2: column 1: is no YAML: expected ',' or '}', but got <stream end>
            a: 1\\nb: &x 2\\nc: *x       | 2: has an anchor (&) or an alias (*), which are not allowed here: write the value itself
            a: *x                        | 1: has an anchor (&) or an alias (*), which are not allowed here: write the value itself
            a: !!java.net.URL [x]        | 1: has a tag (!), which is not allowed here: write the value alone
            a: !!str 1                   | 1: has a tag (!), which is not allowed here: write the value alone
            a: 1\\n---\\nb: 1            | 2: a second document begins here, must be a single one
            ? [a]\\n: 1                  | 1: has a list or a mapping for a key, must be a word
            - a\\n- b                    | 1: the file is ["a", "b"], must be a mapping with the key "data"
            hello                        | 1: the file is "hello", must be a mapping with the key "data"
            # nothing                    | 1: the file is nothing, must be a mapping with the key "data"
            seed: 1                      | 1: data: is missing, must be a mapping with the key "faces"
            data: 1                      | 1: data: 1, must be a mapping
            a: 1\\n\\u0001               | 2: column 1: is no YAML: there is a character U+0001
            %YAML 2.0\\n---\\na: 1       | 1: is no YAML: Version{major=2, minor=0}
            """)
    void documents(String text, String problem) {
        String yaml = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\u0001", "\u0001");
        assertBad(yaml, problem.replace("?\\t", "\\t"));
    }

    @Test
    void anEmptyFile() {
        assertBad("", "1: the file is nothing, must be a mapping with the key \"data\"");
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
        assertBad("data: {<<: *a}", "1: " + alias);
        assertBad("[".repeat(500_000), "1: is nested more than 16 levels deep");
        assertBad("- ".repeat(500_000), "1: is nested more than 16 levels deep");
        assertBad("{a: ".repeat(20) + "}".repeat(20), "1: is nested more than 16 levels deep");
        assertBad("? ".repeat(300_000), "1: is nested more than 16 levels deep");
    }

    @Test
    void encodings() throws IOException {
        Files.write(file(), "title: a\nseed: \u00e4".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refused().problems()).containsExactly(file() + ":2: is not UTF-8 from byte 15 on");
        Files.write(file(), DATA.getBytes(StandardCharsets.UTF_16));
        assertThat(refused().problems()).containsExactly(file() + ":1: is not UTF-8 from byte 0 on");
        Files.write(file(), new byte[] {'a', ':', (byte) 0xE2, (byte) 0x82});
        assertThat(refused().problems()).containsExactly(file() + ":1: is not UTF-8 from byte 2 on");
        write("\uFEFF" + DATA);
        assertThat(ExperimentFile.read(file(), List.of()).data()).isEqualTo(FaceSource.EMBEDDED);
    }

    @Test
    void filesThatCannotBeRead() throws IOException {
        assertThatThrownBy(() -> ExperimentFile.read(file(), List.of()))
                .isInstanceOf(IOException.class)
                .hasMessage(file() + ": there is no such file");
        assertThatThrownBy(() -> ExperimentFile.read(dir, List.of())).hasMessage(dir + ": is no file but a folder");
        write("# long\n".repeat(200_000));
        assertThatThrownBy(() -> ExperimentFile.read(file(), List.of()))
                .hasMessage(file() + ": has 1400000 bytes, must have at most 1048576");
    }

    private Path file() {
        return dir.resolve("some.yaml");
    }

    private void write(String yaml) {
        try {
            Files.writeString(file(), yaml);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ExperimentFileException refused(String... overrides) {
        return catchThrowableOfType(
                ExperimentFileException.class, () -> ExperimentFile.read(file(), List.of(overrides)));
    }

    private void assertBad(String yaml, String... problems) {
        write(yaml);
        ExperimentFileException e = refused();
        assertThat(e).as(yaml.substring(0, Math.min(yaml.length(), 200))).isNotNull();
        assertThat(e.problems())
                .containsExactly(List.of(problems).stream()
                        .map(line -> file() + ":" + line)
                        .toArray(String[]::new));
    }
}
