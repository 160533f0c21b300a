package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.network.NamedTensors;
import dev.visor.store.tensors.SafeTensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
        Fixtures.copy(SharedRun.faces(), dir.resolve("faces"));
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
        Fixtures.copy(SharedRun.trained(), dir.resolve("run"));
        Path damaged = Fixtures.copy(SharedRun.trained(), dir.resolve("damaged"));
        byte[] recognizer = Files.readAllBytes(damaged.resolve("recognizer.safetensors"));
        Files.write(damaged.resolve("recognizer.safetensors"), Arrays.copyOf(recognizer, recognizer.length / 2));
        Files.writeString(damaged.resolve("results.json"), "{\"provenance\": 1}");
        breakPlugins();
        Path old = Files.createDirectory(dir.resolve("old-run"));
        Files.writeString(old.resolve("run.json"), "{\"weightsSha256\": \"of another version\"}");
    }

    private static void breakPlugins() throws IOException {
        Path jar = Files.createDirectory(dir.resolve("plugins")).resolve("broken.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("META-INF/services/dev.visor.setting.Plugin"));
            zip.write("org.example.Missing".getBytes(StandardCharsets.UTF_8));
        }
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
        assertBad(
                "train --out DIR/new --faces DIR/faces --set defenses={none:[]} --set tuning=none --weights " + weights,
                message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            train --faces DIR/faces --network vgg99     | --network: "vgg99", must be one of [resnet29, vgg16]
            train --faces DIR/faces --network vgg16     | system.weights: embedded, must be a file, because vgg16 has n
            train --faces DIR/faces --alignment none    | --alignment: unknown alignment: "none", must be detect, dlib, arcface
            train --faces DIR/faces --alignment 2,0,1,0 | --alignment:
            train --faces DIR/faces --size 12           | --size: 12, must be in [32, 1024]
            train --alignment dlib                      | --alignment needs --faces
            train --epochs 0                            | --epochs: 0, must be at least 1
            train --epochs few                          | --epochs: "few", must be a whole number, at least 1
            train --epochs [                            | --epochs: "[", must be a whole number, at least 1
            train --hidden 8,0                          | --hidden: 0, must be at least 1
            train --held-out 1                          | --held-out: 1, must be in (0, 1)
            train --threads 0                           | illegal --threads: 0, must be at least 1
            train --seed one                            | --seed: "one", must be a whole number
            train --precision float8                    | --precision: "float8", must be one of [auto, float32, bfloat16]
            demo --pairs 0                              | --pairs: 0, must be at least 1
            demo --tuning-attacks -1                    | --tuning-attacks: -1, must be at least 1
            demo --set tuning.grid.mu=[1.2]             | tuning.grid.mu[1]: 1.2, must be in [0, 1]
            demo --set attackers.unaware.step.size=0    | attackers.unaware.step.size: 0, must be in [1, 255]
            demo --max-iterations 0                     | --max-iterations: 0, must be at least 1
            demo --preset mild                          | --preset: "mild", must be one of [PATIENT, ARTICLE, SHARIF_DIGI
            demo --preset artikel                       | (did you mean "ARTICLE"?)
            demo --set pears=3                          | --set pears: unknown key "pears", must be one of [title, seed,
            demo --set seed                             | --set seed: must be a key, "=" and a value
            demo --plugins DIR/none                     | DIR/none: is no folder, must be one with the jars of plugins
            demo --plugins DIR/plugins                  | DIR/plugins/broken.jar:
            demo --plugins DIR/empty                    | DIR/empty: has no jar, must have at least one
            demo --paris 3                              | Unknown options: '--paris', '3'; did you mean --pairs
            """)
    void settings(String command, String message) throws IOException {
        assertBad(command + " --out DIR/new", message);
    }

    @Test
    void everyBadOptionIsALine() {
        CommandRun run = CommandRun.of("demo", "--epochs", "0", "--pairs", "0", "--set", "pears=3");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.messages())
                .hasSize(3)
                .contains("visor: --epochs: 0, must be at least 1", "visor: --pairs: 0, must be at least 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --attacker Nobody                              | unknown person: "Nobody", must be one of [John_Salley,
            --target Nobody                                | unknown person: "Nobody", must be one of [John_Salley,
            --attacker John_Savage --target John_Savage    | illegal target: "John_Savage" is the attacker, must be another
            --goal dodging --target John_Savage            | dodging has no target, but the target is "John_Savage"
            --goal sleeping                                | --goal: "sleeping", must be one of [impersonation, dodging]
            --pairs -1                                     | --pairs: -1, must be at least 1
            --tuning-attacks -1                            | --tuning-attacks: -1, must be at least 1
            --pictures 0                                   | --pictures: 0, must be at least 1
            --pictures 3                                   | the attacker John_Salley has 2 pictures, must have at least 3
            --preset mild                                  | --preset: "mild", must be one of [PATIENT,
            --step 0                                       | --step: 0, must be in [1, 255]
            --momentum 1                                   | --momentum: 1, must be in [0, 1)
            """)
    void attack(String options, String message) throws IOException {
        assertBad("attack --run DIR/run " + options, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --mu 0.5,1.2      | --mu: "1.2", must be in [0, 1]
            --mu NaN          | --mu: "NaN", must be a number in [0, 1] or
            --mu low          | --mu: "low", must be a number in [0, 1] or "absolute" and a number in [0, 1]
            --n -1            | --n: -1, must be at least 0
            --phi -1          | --phi: -1, must be at least 0
            --fill pink       | --fill: "pink", must be one of [zero, mean, blur, telea]
            --map upside      | --map:
            --strategy none   | --strategy: "none", must be one of [exhaustive, halving]
            --min-clean 2     | --min-clean: 2, must be in [0, 1]
            """)
    void tune(String options, String message) throws IOException {
        assertBad("tune --run DIR/run " + options, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DIR/faces/John_Salley/1.png --defense mask | --defense: "mask", must be one of [RECOMMENDED, GUARDED, TUNED, rejecting
            DIR/faces/John_Salley/1.png --defense tund | (did you mean "TUNED"?)
            DIR/faces/John_Salley/1.png --defense tuned| a tuned saliency mask needs a grid search
            DIR/faces/John_Salley/1.png --defense none | the defense masks nothing
            DIR/none.png                               | DIR/none.png: there is no such file
            DIR/text.txt                               | DIR/text.txt: is no JPEG, PNG, BMP or WebP picture
            DIR/half.jpg                               | DIR/half.jpg: is cut off after
            DIR/bomb.png                               | DIR/bomb.png: is 30000x30000 pixels, must have at most
            DIR/unknown-size/Al/1.png                  | shows no face that the detector finds
            """)
    void pictures(String options, String message) throws IOException {
        assertBad("inspect --run DIR/run --picture DIR/drawn.png " + options, message);
        String mask = options.contains("--defense") ? "" : " --defense saliency-mask";
        assertBad("defend --run DIR/run --cleansed DIR/cleansed " + options + mask, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --false-alarms 0.1 --defense rejection | --false-alarms is for defenses with a false alarm rate, but --defense
            --false-alarms 0.1                     | --false-alarms is for defenses with a false alarm rate, but --defense
            --false-alarms 1 --defense GUARDED     | illegal false alarm rate: 1.0, must be in (0, 1)
            --false-alarms 0.1 --defense GUARDED   | illegal number of clean faces for a false alarm rate of 0.1: 6, must
            --json DIR/empty                       | DIR/empty: is a folder, must be a file to write
            """)
    void defend(String options, String message) throws IOException {
        assertBad("defend --run DIR/run DIR/faces/John_Salley/1.png " + options, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.png", "text.txt", "half.jpg", "bomb.png", "unknown-size/Al/1.png"})
    void noHeadIsTrainedForPicturesThatCanNotBeUsed(String picture) throws IOException {
        assertBad("defend --run DIR/run DIR/" + picture, "DIR/" + picture + ": ");
    }

    @Test
    void defendWithoutAnyUsablePicture() throws IOException {
        CommandRun run = assertBad(
                "defend --run DIR/run DIR/text.txt DIR/half.jpg",
                "no usable picture among the 2 files of [DIR/text.txt, DIR/half.jpg], must be at least one");
        assertThat(run.messages()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "demo", "run DIR/good.yaml"})
    void outThatCannotBeWritten(String command) throws IOException {
        Path file = Files.writeString(dir.resolve("good.yaml"), "faces: embedded\n");
        String below = "can't be a folder, because DIR/text.txt is a file";
        assertBad(command + " --out DIR/text.txt", "DIR/text.txt: " + below);
        assertBad(command + " --out DIR/text.txt/a/b", "DIR/text.txt/a/b: " + below);
        assertBad(command + " --out DIR/photos", "DIR/photos: holds something else than a run of visor, must be new,");
        assertBad(command + " --out DIR/old-run", "DIR/old-run: is a run of Visor 0.1, which this version can't read;");
        Files.delete(file);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            attack --run DIR/new                         | DIR/new/experiment.yaml: is not there; 'visor train' writes it
            tune --run DIR/new                           | DIR/new/experiment.yaml: is not there; 'visor train' writes
            evaluate --run DIR/new                       | DIR/new/experiment.yaml: is not there; 'visor train' writes
            report --run DIR/new                         | DIR/new: there is no such folder
            inspect --run DIR/new DIR/text.txt           | DIR/new/experiment.yaml: is not there; 'visor train' writes it
            defend --run DIR/new DIR/text.txt            | DIR/new/experiment.yaml: is not there; 'visor train' writes it
            attack --run DIR/old-run                     | DIR/old-run: is a run of Visor 0.1, which this version can't
            report --run DIR/old-run                     | DIR/old-run: is a run of Visor 0.1, which this version can't
            tune --run DIR/run                           | DIR/run/tuning-attacks: is not there; 'visor attack' writes
            evaluate --run DIR/run                       | DIR/run/attacks/unaware/eyeglass frame: is not there; 'visor
            report --run DIR/run                         | DIR/run/results.json: is not there; 'visor evaluate' writes
            report --run DIR/damaged                     | DIR/damaged/results.json: line 1, column
            attack --run DIR/damaged                     | DIR/damaged/recognizer.safetensors: has
            inspect --run DIR/run DIR/half.jpg           | DIR/half.jpg: is cut off
            inspect --run DIR/damaged DIR/faces/John_Salley/1.png | DIR/damaged/recognizer.safetensors: has
            weights info DIR/text.txt                    | DIR/text.txt: is no safetensors file or a damaged one
            weights import DIR/empty --out DIR/w.tensor  | package.json: there is no such file
            weights                                      | Missing command: fetch, import or info
            inspect                                      | Missing required parameter: 'IMAGE'
            schema pictures                              | expected one of [EXPERIMENT, RESULTS]
            """)
    void stages(String command, String message) throws IOException {
        assertBad(command, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            defenses: {none: [], a: [hardened-head, rejection]} | 2: defenses.a: illegal order of defenses: hardened head before
            defenses: {none: [], a: [{kind: tamper-detector, false-alarms: 1}]} | false-alarms: 1, must be in (0, 1)
            defenses: {none: [], a: [tamper-detector]} | the defense "a" can't be calibrated: there are 5 clean faces for a false alarm rate of 0.01, must be at least 99
            defenses: {none: [], a: [magic]} | 2: defenses.a[1]: "magic", must be one of [saliency-mask,
            defenses: {none: [], a: [{kind: certified-masking, families: [wig]}]} | "wig", must be one of [
            defenses: {a: [rejection]} | 2: defenses: [a], must be chains of which at least one is empty
            defenses: {none: [], a/b: []} | 2: defenses: the name "a/b" must be up to 40
            accessories: [wig] | 2: accessories[1]: "wig", must be one of [
            accessories: [{name: far patch, kind: rectangle, center: [9, 9]}] | "far patch" does not fit: the accessory lies outside the picture
            attackers: {a: {kind: magic}} | 2: attackers.a.kind: "magic", must be one of [gradient, square, decision-based, transfer]
            faces: none | 2: faces: appears twice, first in line 1
            """)
    void experiments(String line, String message) throws IOException {
        Path file = Files.writeString(dir.resolve("bad.yaml"), "faces: embedded\n" + line);
        assertBad("run DIR/bad.yaml --out DIR/new", message);
        Files.delete(file);
    }

    @Test
    void experimentsThatCannotBeRead() throws IOException {
        Path file = Files.writeString(dir.resolve("good.yaml"), "faces: {folder: none}\n");
        assertBad("run DIR/none.yaml --out DIR/new", "DIR/none.yaml: there is no such file");
        assertBad("run DIR/good.yaml --out DIR/new", "DIR/none: there is no such folder");
        assertBad("train DIR/none.yaml --out DIR/new", "DIR/none.yaml: there is no such file");
        Files.delete(file);
    }

    @Test
    void verboseShowsWhere() {
        CommandRun run =
                CommandRun.of("report", "--verbose", "--run", dir.resolve("new").toString());
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
