package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.experiment.Example;
import dev.visor.experiment.ExperimentResults;
import dev.visor.image.Image;
import dev.visor.store.file.Pictures;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    private static final List<String> ATTACK =
            List.of("--count", "5", "--tuning-count", "2", "--max-iterations", "4", "--step", "40");
    private static final List<String> GRID = List.of("--mu", "0.9", "--n", "0,2", "--phi", "20");

    @TempDir
    static Path folder;

    private static Path faces = Path.of("");
    private static Path first = Path.of("");
    private static CommandRun demo = new CommandRun(-1, "", "");

    @BeforeAll
    static void runTheDemo() throws IOException {
        faces = Fixtures.faces(folder.resolve("faces"));
        first = folder.resolve("first");
        demo = demo(first, "7", "3");
    }

    private static CommandRun demo(Path out, String seed, String threads) {
        return run(
                "demo", out, ATTACK, GRID, List.of("--faces", faces.toString(), "--seed", seed, "--threads", threads));
    }

    @SafeVarargs
    private static CommandRun run(String command, Path out, List<String>... options) {
        List<String> args = new ArrayList<>(List.of(command, "--out", out.toString()));
        Arrays.stream(options).forEach(args::addAll);
        return CommandRun.good(args.toArray(String[]::new));
    }

    @Test
    void theDemoWritesAReportResultsAndPictures() throws IOException {
        RunFolder run = new RunFolder(first);
        String html = Files.readString(run.report());
        assertThat(html).startsWith("<!DOCTYPE html>").contains("data:image/png;base64,", "John_Salley");
        ExperimentResults results = run.readResults();
        assertThat(results.provenance().seed()).isEqualTo(7);
        assertThat(results.attacks().attacks()).hasSize(5);
        assertThat(results.defenses())
                .extracting(defense -> defense.name())
                .containsExactly("TUNED", "RECOMMENDED", "ARTICLE", "ARTICLE_ABSOLUTE");
        assertThat(results.examples())
                .extracting(Example::defense)
                .containsExactly("TUNED", "TUNED", "TUNED", "TUNED", "TUNED", "ARTICLE", "ARTICLE", "ARTICLE");
        for (Example example : results.examples()) {
            for (String name : List.of(
                    example.facePicture(),
                    example.targetPicture(),
                    example.startPicture(),
                    example.attackedPicture(),
                    example.saliencyPicture(),
                    example.maskPicture(),
                    example.cleansedPicture())) {
                Image picture = Pictures.read(run.pictures().resolve(name));
                assertThat(picture).hasToString("Image[150x150]");
            }
        }
    }

    @Test
    void theDemoTellsWhatItDoesAndWhatItFound() {
        assertThat(demo.out())
                .contains("held-out faces recognized", "attacks that reached", "best of 8 combinations", "RECOMMENDED")
                .contains("open " + first.resolve("report.html"));
        assertThat(demo.err()).contains("attacks: 5/5 in ", "grid search: 4/4 in ");
        assertThat(demo.messages()).isEmpty();
    }

    @Test
    void theStagesOneByOneGiveTheSameBytes() throws IOException {
        Path out = folder.resolve("stages");
        run("train", out, List.of("--faces", faces.toString(), "--seed", "7"));
        run("attack", out, ATTACK);
        run("tune", out, GRID);
        run("evaluate", out);
        run("report", out);
        assertSameBytes(out, "results.json", "recognizer.safetensors", "tuning.json", "attacks/attacks.json");
        assertThat(Files.size(out.resolve("report.html"))).isPositive();
    }

    @Test
    void theSameSeedGivesTheSameBytesWithAnotherNumberOfThreads() throws IOException {
        Path out = folder.resolve("one-thread");
        demo(out, "7", "1");
        assertSameBytes(out, "results.json", "recognizer.safetensors", "tuning-attacks/attacks.json");
    }

    @Test
    void anotherSeedGivesOtherResults() throws IOException {
        Path out = folder.resolve("other-seed");
        run("train", out, List.of("--faces", faces.toString(), "--seed", "8"));
        run("attack", out, ATTACK);
        assertThat(new RunFolder(out).readTraining()).isNotEqualTo(new RunFolder(first).readTraining());
        assertThat(out.resolve("attacks/attacks.json")).isNotEmptyFile();
        assertThat(Files.mismatch(out.resolve("attacks/attacks.json"), first.resolve("attacks/attacks.json")))
                .isNotEqualTo(-1);
    }

    @Test
    void theEmbeddedFacesAreTheDefault() throws IOException {
        Path out = folder.resolve("embedded");
        run("demo", out, GRID, List.of("--count", "1", "--tuning-count", "1", "--max-iterations", "1"));
        ExperimentResults results = new RunFolder(out).readResults();
        assertThat(results.data().picturesPerPerson()).hasSize(5);
        assertThat(results.training().validation().trials())
                .isEqualTo(results.data().validation());
        assertThat(results.training().validation().value()).isGreaterThanOrEqualTo(0.9);
        assertThat(out.resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void attackingAgainLeavesNothingOfTheLastSearch() throws IOException {
        Path out = Fixtures.copy(first, folder.resolve("again"));
        run("attack", out, List.of("--count", "1", "--tuning-count", "0", "--max-iterations", "1", "--dodging"));
        assertThat(out.resolve("results.json")).doesNotExist();
        assertThat(out.resolve("tuning-attacks")).doesNotExist();
        run("evaluate", out);
        ExperimentResults results = new RunFolder(out).readResults();
        assertThat(results.tuning()).isNull();
        assertThat(results.provenance().settings().keySet()).noneMatch(name -> name.startsWith("grid"));
        assertThat(results.attacks().attacks()).hasSize(1).allMatch(attack -> attack.target() == null);
    }

    private static void assertSameBytes(Path out, String... names) throws IOException {
        for (String name : names) {
            assertThat(out.resolve(name)).hasSameBinaryContentAs(first.resolve(name));
        }
    }
}
