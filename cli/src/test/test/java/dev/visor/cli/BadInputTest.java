package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.network.NamedTensors;
import dev.visor.store.tensors.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input ends with exit code 2 and one line, and leaves every file as it was. */
class BadInputTest {

    /** Stands for the temporary folder in arguments and messages. */
    private static final String DIR = "DIR";

    @TempDir
    static Path dir;

    @BeforeAll
    static void makeFixtures() throws IOException {
        Path faces = Fixtures.faces(dir.resolve("faces"));
        Files.createDirectory(dir.resolve("empty"));
        Fixtures.gray(dir.resolve("unknown-size"), 64, 80, false);
        Fixtures.gray(dir.resolve("all-equal"), 150, 150, true);
        Fixtures.gray(dir.resolve("single"), 150, 150, false);
        Files.delete(dir.resolve("single/Bo/2.png"));
        Fixtures.gray(dir.resolve("no-picture"), 150, 150, false);
        Files.writeString(dir.resolve("no-picture/Bo/2.png"), "no picture");
        Files.writeString(dir.resolve("text.txt"), "no picture and no weights, but longer than a header");
        Files.createDirectory(dir.resolve("photos"));
        Files.writeString(dir.resolve("photos/1.jpg"), "somebody's");
        Fixtures.bomb(dir.resolve("bomb.png"));
        Fixtures.truncatedJpeg(dir.resolve("half.jpg"));
        makeWeights();
        Path run = dir.resolve("run");
        CommandRun.good("train", "--out", run.toString(), "--faces", faces.toString(), "--epochs", "3");
        Path damaged = Fixtures.copy(run, dir.resolve("damaged"));
        byte[] recognizer = Files.readAllBytes(damaged.resolve("recognizer.safetensors"));
        Files.write(damaged.resolve("recognizer.safetensors"), Arrays.copyOf(recognizer, recognizer.length / 2));
        Files.writeString(damaged.resolve("results.json"), "{\"provenance\": 1}");
        Path foreign = Files.createDirectory(dir.resolve("foreign-run"));
        Files.writeString(foreign.resolve("run.json"), "{\"run\": \"of another program\"}");
    }

    private static void makeWeights() throws IOException {
        Path foreign = dir.resolve("foreign.safetensors");
        SafeTensors.write(
                foreign,
                NamedTensors.builder().tensor("vgg.conv1", new float[9], 3, 3).build());
        byte[] whole = Files.readAllBytes(foreign);
        Files.write(dir.resolve("damaged.safetensors"), Arrays.copyOf(whole, whole.length - 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DIR/none         | DIR/none: there is no such folder
            DIR/text.txt     | DIR/text.txt: is a file, must be a folder with one subfolder per person
            DIR/empty        | DIR/empty: has no subfolders, must have one per person
            DIR/single       | DIR/single: the person Bo has 1 usable picture, must have at least 2
            DIR/no-picture   | at least 2 (left out: Bo/2.png: is no JPEG, PNG, BMP or WebP picture)
            DIR/unknown-size | most pictures are 64x80 pixels, must be 150x150 (dlib) or 112x112 (arcface) unless
            DIR/all-equal    | the person Al has 2 pictures that are all the same, must have at least 2 different ones
            """)
    void faces(String faces, String message) throws IOException {
        assertBad("train --out DIR/new --faces " + faces, message);
        assertBad("demo --out DIR/new --faces " + faces, message);
        assertBad("train --out DIR/run --faces " + faces, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DIR/none.safetensors    | DIR/none.safetensors: there is no such file
            DIR/damaged.safetensors | DIR/damaged.safetensors: has
            DIR/text.txt            | DIR/text.txt: is no safetensors file or a damaged one
            DIR/foreign.safetensors | DIR/foreign.safetensors: must hold the weights of resnet29, but there is no tensor
            """)
    void weights(String weights, String message) throws IOException {
        assertBad("train --out DIR/new --faces DIR/faces --weights " + weights, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            train --faces DIR/faces --backbone vgg99    | unknown backbone: "vgg99", must be one of [resnet29, vgg16]
            train --faces DIR/faces --alignment none    | unknown alignment: "none", must be dlib, arcface or four
            train --faces DIR/faces --alignment 2,0,1,0 | illegal eyes: (2.0, 0.0)
            train --alignment dlib                      | --alignment needs --faces
            train --epochs 0                            | illegal epochs: 0, must be at least 1
            train --hidden 8,0                          | illegal hidden width: 0, must be at least 1
            train --validation-share 1                  | illegal validation share: 1.0, must be in (0, 1)
            train --threads 0                           | illegal threads: 0, must be at least 1
            train --seed one                            | '--seed': 'one' is not a long
            demo --count 0                              | illegal number of attacks: 0, must be at least 1
            demo --tuning-count -1                      | illegal number of tuning attacks: -1, must be at least 0
            demo --mu 0.5,1.2                           | illegal mu: 1.2, must be in [0, 1]
            demo --mu NaN                               | illegal mu: NaN, must be in [0, 1]
            demo --mu-absolute -0.1                     | illegal mu: -0.1, must be in [0, 1]
            demo --n -1                                 | illegal n: -1, must be at least 0
            demo --phi -1                               | illegal phi: -1, must be at least 0
            demo --fill pink                            | '--fill' (FILL): expected one of [ZERO,
            demo --map upside                           | expected one of [ABSOLUTE,
            demo --relative                             | --relative needs --map
            demo --step 0                               | illegal step: 0.0, must be in [1, 255]
            demo --momentum 1                           | illegal momentum: 1.0, must be in [0, 1)
            demo --max-iterations 0                     | illegal iterations: 0, must be at least 1
            demo --confidence 1.5                       | illegal impersonation confidence: 1.5, must be in (0, 1]
            demo --attack-preset mild                   | expected one of [PATIENT, ARTICLE, SHARIF_DIGITAL, PERSISTENT]
            demo --coutn 3                              | Unknown options: '--coutn', '3'; did you mean --con
            """)
    void settings(String command, String message) throws IOException {
        assertBad(command + " --out DIR/new", message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --attacker Nobody                              | unknown person: "Nobody", must be one of [John_Salley,
            --target Nobody                                | unknown person: "Nobody", must be one of [John_Salley,
            --attacker John_Savage --target John_Savage    | illegal target: John_Savage is the only attacker, must be
            --dodging --target John_Savage                 | --dodging has no target, but --target is "John_Savage"
            --count -1                                     | illegal number of attacks: -1, must be at least 1
            --tuning-count -1                              | illegal number of tuning attacks: -1, must be at least 0
            --share-frame 0                                | illegal --share-frame: 0, must be at least 1
            --attack-preset mild                           | but was 'mild'
            """)
    void attack(String options, String message) throws IOException {
        assertBad("attack --out DIR/run " + options, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DIR/faces/John_Salley/1.png --mu 2         | illegal mu: 2.0, must be in [0, 1]
            DIR/faces/John_Salley/1.png --n -1         | illegal n: -1, must be at least 0
            DIR/faces/John_Salley/1.png --phi -1       | illegal phi: -1, must be at least 0
            DIR/faces/John_Salley/1.png --defense none | expected one of [RECOMMENDED,
            DIR/faces/John_Salley/1.png --defense tuned| DIR/run: has no tuned defense; 'visor tune' finds one
            DIR/none.png                               | DIR/none.png: there is no such file
            DIR/text.txt                               | DIR/text.txt: is no JPEG, PNG, BMP or WebP picture
            DIR/half.jpg                               | DIR/half.jpg: is cut off after
            DIR/bomb.png                               | DIR/bomb.png: is 30000x30000 pixels, must have at most
            DIR/unknown-size/Al/1.png                  | is 64x80, must be an aligned face with the proportions of 150
            """)
    void pictures(String options, String message) throws IOException {
        assertBad("inspect --out DIR/run --picture DIR/drawn.png " + options, message);
        String mask = options.contains("--defense") ? "" : " --defense SALIENCY_MASK";
        assertBad("defend --out DIR/run --cleansed DIR/cleansed " + options + mask, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --mu 0.5                             | --mu is for a saliency mask, but --defense is RECOMMENDED
            --n 1                                | --n is for a saliency mask, but --defense is RECOMMENDED
            --phi 1 --defense recommended        | --phi is for a saliency mask, but --defense is RECOMMENDED
            --cleansed cleansed                  | --cleansed is for a saliency mask, but --defense is RECOMMENDED
            --false-alarms 0.1 --defense article | --false-alarms is for RECOMMENDED, but --defense is ARTICLE
            --json DIR/x.json --defense tuned    | --json is for RECOMMENDED, but --defense is TUNED
            --false-alarms 1                     | illegal false alarm rate: 1.0, must be in (0, 1)
            --false-alarms 0.2                   | illegal number of clean faces for a false alarm rate of 0.2: 3, must
            --json DIR/empty                     | DIR/empty: is a folder, must be a file to write
            --defense none                       | expected one of [RECOMMENDED, SALIENCY_MASK, ARTICLE, ARTICLE_ABSO
            """)
    void defend(String options, String message) throws IOException {
        assertBad("defend --out DIR/run DIR/faces/John_Salley/1.png " + options, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.png", "text.txt", "half.jpg", "bomb.png", "unknown-size/Al/1.png"})
    void noHeadIsTrainedForPicturesThatCanNotBeUsed(String picture) throws IOException {
        assertBad("defend --out DIR/run DIR/" + picture, "DIR/" + picture + ": ");
    }

    @Test
    void defendWithoutAnyUsablePicture() throws IOException {
        CommandRun run = assertBad(
                "defend --out DIR/run DIR/text.txt DIR/half.jpg",
                "no usable picture among the 2 files of [DIR/text.txt, DIR/half.jpg], must be at least one");
        assertThat(run.messages()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "demo", "attack", "tune", "evaluate", "report"})
    void outThatCannotBeWritten(String command) throws IOException {
        String below = "can't be a folder, because DIR/text.txt is a file";
        assertBad(command + " --out DIR/text.txt", "DIR/text.txt: " + below);
        assertBad(command + " --out DIR/text.txt/a/b", "DIR/text.txt/a/b: " + below);
        assertBad(command + " --out DIR/photos", "DIR/photos: holds something else than a run of visor, must be new,");
        assertBad(command + " --out DIR/foreign-run", "DIR/foreign-run/run.json: line 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            attack --out DIR/new                         | DIR/new/experiment.yaml: is not there; 'visor train' writes it
            tune --out DIR/new                           | DIR/new/experiment.yaml: is not there; 'visor train' writes
            evaluate --out DIR/new                       | DIR/new/attacks: is not there; 'visor attack' writes it
            report --out DIR/new                         | DIR/new/results.json: is not there; 'visor evaluate' writes
            inspect --out DIR/new DIR/text.txt           | DIR/new/experiment.yaml: is not there; 'visor train' writes it
            defend --out DIR/new DIR/text.txt            | DIR/new/experiment.yaml: is not there; 'visor train' writes it
            tune --out DIR/run                           | DIR/run/tuning-attacks: is not there; 'visor attack' writes
            evaluate --out DIR/run                       | DIR/run/attacks: is not there; 'visor attack' writes it
            report --out DIR/run                         | DIR/run/results.json: is not there; 'visor evaluate' writes
            report --out DIR/damaged                     | DIR/damaged/results.json: line 1, column
            attack --out DIR/damaged                     | DIR/damaged/recognizer.safetensors: has
            inspect --out DIR/damaged DIR/text.txt       | DIR/damaged/recognizer.safetensors: has
            weights info DIR/text.txt                    | DIR/text.txt: is no safetensors file or a damaged one
            weights import DIR/empty --out DIR/w.tensor  | package.json: there is no such file
            weights                                      | Missing command: fetch, import or info
            inspect                                      | Missing required parameter: 'IMAGE'
            """)
    void stages(String command, String message) throws IOException {
        assertBad(command, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            defenses: {none: [], a: [hardened-head, rejection]} | 2: defenses.a: illegal order of defenses: hardened head before
            defenses: {none: [], a: [{kind: tamper-detector, false-alarms: 1}]} | false-alarms: 1, must be in (0, 1)
            defenses: {none: [], a: [tamper-detector]} | the defense "a" can't be set: there are 5 clean faces for a false alarm rate of 0.01, must be at least 99
            defenses: {none: [], a: [magic]} | 2: defenses.a[1].kind: "magic", must be one of [saliency-mask,
            defenses: {none: [], a: [{kind: certified-masking, families: [wig]}]} | unknown accessory family: "wig", must be one of [
            defenses: {a: [rejection]} | 2: defenses: number of empty chains 0, must be at least 1, to compare the others
            defenses: {none: [], a/b: []} | 2: defenses.a/b: illegal name among the defenses: "a/b", must be up to 40
            accessories: [wig] | 2: accessories[1].preset: "wig", must be one of [eyeglass frame,
            accessories: [{name: chin patch, kind: rectangle, half-width: 0}] | 2: accessories[1].half-width: 0, must be above 0 and finite
            accessories: [{name: far patch, kind: rectangle, center: [9, 9]}] | "far patch" does not fit: the accessory lies outside the picture
            attackers: {a: {kind: magic}} | 2: attackers.a.kind: "magic", must be one of [unaware, adaptive, query-only]
            data: {faces: none} | is there twice
            """)
    void gauntlets(String line, String message) throws IOException {
        Path file = Files.writeString(dir.resolve("bad.yaml"), "data: {faces: embedded}\n" + line);
        assertBad("gauntlet DIR/bad.yaml --out DIR/new", message);
        Files.delete(file);
    }

    @Test
    void gauntletsThatCannotBeRead() throws IOException {
        Path file = Files.writeString(dir.resolve("good.yaml"), "data: {faces: none}\n");
        assertBad("gauntlet DIR/none.yaml --out DIR/new", "DIR/none.yaml: there is no such file");
        assertBad("gauntlet DIR/good.yaml --out DIR/new", "DIR/none: there is no such folder");
        String embedded = "gauntlet DIR/good.yaml --set data.faces=embedded --out ";
        assertBad(embedded + "DIR/text.txt", "DIR/text.txt: can't be a folder, because DIR/text.txt is a file");
        assertBad(embedded + "DIR/photos", "DIR/photos: holds something else than a gauntlet of visor, must be new,");
        assertBad(embedded + "DIR/new --set backbone.weights=DIR/damaged.safetensors", "DIR/damaged.safetensors: has");
        assertBad(embedded + "DIR/new --threads 0", "illegal threads: 0, must be at least 1");
        Files.delete(file);
    }

    @Test
    void verboseShowsWhere() {
        CommandRun run =
                CommandRun.of("report", "--verbose", "--out", dir.resolve("new").toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("visor: ", "\tat dev.visor.store.run.RunFolder");
    }

    private static CommandRun assertBad(String command, String message) throws IOException {
        Map<String, Integer> before = Fixtures.snapshot(dir);
        CommandRun run = CommandRun.of(
                Stream.of(command.split(" +")).map(BadInputTest::inDir).toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        List<String> messages = run.messages();
        assertThat(messages.get(messages.size() - 1)).startsWith("visor: ").contains(inDir(message));
        assertThat(messages.subList(0, messages.size() - 1)).allMatch(line -> line.startsWith("left out: "));
        assertThat(run.err()).doesNotContain("\tat ");
        assertThat(Fixtures.snapshot(dir)).isEqualTo(before);
        return run;
    }

    private static String inDir(String text) {
        return text.replace(DIR, dir.toString());
    }
}
