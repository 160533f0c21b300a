package dev.visor.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.cli.CommandRun;
import dev.visor.cli.Fixtures;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.TransferResult;
import dev.visor.experiment.ExperimentResults;
import dev.visor.setting.Registry;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An experiment with two systems, each of which is the surrogate of the other. */
class SystemsRunTest {

    private static final String EXPERIMENT = """
            title: Two doors
            seed: 7
            faces: {folder: faces}
            split: {held-out: 0.5}
            systems:
              front door: {kind: trained-head, head: {epochs: 8}}
              back: {kind: embedding, threshold: {false-match-rate: 0.5}}
            attackers:
              transferred: {kind: transfer, pairs: 3, max-iterations: 5, restarts: 1}
              continued: {kind: transfer, pairs: 1, max-iterations: 2, restarts: 1, then: {kind: square, queries: 5}}
            defenses: {none: []}
            """;

    @TempDir
    static Path folder;

    private static Path out;
    private static CommandRun first;

    @BeforeAll
    static void run() throws IOException {
        Path faces = Fixtures.faces(folder.resolve("faces"));
        Files.writeString(faces.resolve("John_Salley/broken.png"), "no picture");
        Files.writeString(folder.resolve("two.yaml"), EXPERIMENT);
        out = folder.resolve("out");
        first = CommandRun.good("run", folder.resolve("two.yaml").toString(), "--out", out.toString());
    }

    private static ExperimentResults results(String system) throws IOException {
        return new RunFolder(out.resolve(system)).readResults(Registry.standard());
    }

    @Test
    void eachSystemHasAWholeRunAndThePageComparesThem() throws IOException {
        for (String system : List.of("front door", "back")) {
            assertThat(out.resolve(system).resolve("experiment.yaml")).exists();
            assertThat(out.resolve(system).resolve("manifest.json")).exists();
            assertThat(results(system).provenance().title()).isEqualTo("Two doors: " + system);
            Map<String, String> settings = results(system).provenance().settings();
            assertThat(settings).containsEntry("attackers.continued.then.queries", "5");
            assertThat(settings.keySet()).noneMatch(key -> key.endsWith(".weights"));
        }
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("front%20door/report.html", "back/report.html", "Attacks that were made on surrogates")
                .contains("2 systems under test")
                .containsSubsequence("Worst case with", "Clean accuracy without a defense", "Network");
        assertThat(first.out().lines())
                .contains("system front door:", "system back:")
                .anyMatch(line -> line.startsWith("defense  attacks passed, at worst over all systems"));
    }

    @Test
    void theFacesAreLoadedOnce() {
        assertThat(first.messages())
                .filteredOn(line -> line.startsWith("left out:"))
                .singleElement()
                .asString()
                .contains("broken.png");
    }

    @Test
    void theSurrogateIsTheOtherSystemAndItsSuccessStandsBesideThatOnTheSystem() throws IOException {
        assertThat(out.resolve("front door/surrogates/back.safetensors"))
                .hasSameBinaryContentAs(out.resolve("back/recognizer.safetensors"));
        for (String system : List.of("front door", "back")) {
            List<Cell> cells = results(system).undefended().cells();
            TransferResult transfer = Objects.requireNonNull(cells.get(0).transfer());
            assertThat(transfer.onSurrogates().trials()).isEqualTo(3);
            assertThat(transfer.transferred().trials())
                    .isEqualTo(transfer.onSurrogates().hits());
            assertThat(cells.get(0).maxSteps()).isEqualTo(1);
            assertThat(cells.get(1).maxSteps()).isEqualTo(5);
        }
    }

    @Test
    void theSameCommandShowsItAgainAndRemakesWhatIsMissing() throws IOException {
        Path copy = Fixtures.copy(out, folder.resolve("copy"));
        String before = Files.readString(copy.resolve("report.html"));
        Files.delete(copy.resolve("report.html"));
        Files.delete(copy.resolve("back/results.json"));
        Files.delete(copy.resolve("back/manifest.json"));
        Files.delete(copy.resolve("back/attacks/transferred/eyeglass frame/attacks.json"));
        Files.delete(copy.resolve("back/attacks/transferred/eyeglass frame/journal.jsonl"));
        CommandRun.good("run", folder.resolve("two.yaml").toString(), "--out", copy.toString());
        assertThat(Files.readString(copy.resolve("report.html")).replace("copy/experiment", "out/experiment"))
                .isEqualTo(before);
        CommandRun other = CommandRun.of(
                "run", folder.resolve("two.yaml").toString(), "--out", copy.toString(), "--set", "seed=8");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("holds another experiment, with seed = 7 instead of 8");
    }

    @Test
    void allSystemsAreExported() {
        String csv =
                CommandRun.good("export", out.toString(), "--format", "csv").out();
        assertThat(csv.lines().map(line -> line.split(",")[0]))
                .containsExactly("system", "front door", "front door", "back", "back");
        assertThat(csv.lines().findFirst().orElseThrow()).contains("fpir,", "transferred,transferred_trials");
        assertThat(CommandRun.good("export", out.toString(), "--format", "json").out())
                .contains("\"front door\": {", "\"onSurrogates\"");
        assertThat(CommandRun.good("export", out.toString(), "--format", "junit")
                        .out())
                .contains("name=\"front door: none\"", "name=\"back: none\"");
        assertThat(CommandRun.good("export", out.toString(), "--format", "sarif")
                        .out())
                .contains("\"id\": \"front door/\"");
        assertThat(CommandRun.good("export", out.toString(), "--format", "markdown")
                        .out())
                .contains("### front door", "| transfer rate |");
    }

    @Test
    void theEvidenceOfAllSystemsIsChecked() throws IOException {
        CommandRun good = CommandRun.good("evidence", "check", out.toString(), "--rerun", "1", "--draw", "1");
        assertThat(good.out().lines().filter(line -> line.startsWith("figures")))
                .hasSize(2);
        Path copy = Fixtures.copy(out, folder.resolve("changed"));
        Files.writeString(
                copy.resolve("report.html"),
                Files.readString(copy.resolve("report.html")).replace("front", "back"));
        CommandRun changed = CommandRun.of("evidence", "check", copy.toString());
        assertThat(changed.code()).isEqualTo(3);
        assertThat(changed.err()).contains("report.html has changed since the report was written");
    }

    @Test
    void limitsHoldForEverySystem() {
        CommandRun above = CommandRun.of(
                "run",
                folder.resolve("two.yaml").toString(),
                "--out",
                out.toString(),
                "--fail-above",
                "none:success=0");
        assertThat(above.code()).isEqualTo(3);
        assertThat(above.err()).contains("system front door: none: ", "system back: none: ");
    }

    @Test
    void stagesWorkOnTheRunOfASystem() {
        CommandRun attack = CommandRun.of("attack", "--run", out.toString());
        assertThat(attack.code()).isEqualTo(2);
        assertThat(attack.err()).contains("holds the runs of several systems, must be one of them, such as " + out);
        CommandRun train = CommandRun.of(
                "train",
                folder.resolve("two.yaml").toString(),
                "--out",
                folder.resolve("stages").toString());
        assertThat(train.code()).isEqualTo(2);
        assertThat(train.err()).contains("the experiment has several systems, [front door, back], must have one");
    }
}
