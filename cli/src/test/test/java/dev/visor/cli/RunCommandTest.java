package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.experiment.ExperimentResults;
import dev.visor.store.file.FolderLock;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

    private static final String EXPERIMENT = """
            title: A small experiment
            seed: 7
            data:
              faces: faces
            head:
              epochs: 5
            attack:
              count: 5
              tuning-count: 4
              max-iterations: 12
              batch-size: 2
            defense:
              RECOMMENDED: {preset: RECOMMENDED}
            grid:
              mu: [0.9]
              n: [0, 2]
              phi: [20]
            evaluation:
              examples: 2
            """;

    @TempDir
    static Path folder;

    private static Path file = Path.of("");
    private static Path whole = Path.of("");

    @BeforeAll
    static void runWithoutABreak() throws IOException {
        Fixtures.faces(folder.resolve("faces"));
        file = Files.writeString(folder.resolve("small.yaml"), EXPERIMENT);
        whole = folder.resolve("whole");
        run(whole);
    }

    private static CommandRun run(Path out, String... more) {
        List<String> args = new ArrayList<>(List.of("run", file.toString(), "--out", out.toString()));
        args.addAll(List.of(more));
        return CommandRun.good(args.toArray(String[]::new));
    }

    @Test
    void runsTheWholeExperiment() throws IOException {
        ExperimentResults results = new RunFolder(whole).readResults();
        assertThat(results.provenance().title()).isEqualTo("A small experiment");
        assertThat(results.provenance().seed()).isEqualTo(7);
        assertThat(results.attacks().attacks()).hasSize(5);
        assertThat(results.defenses()).extracting(defense -> defense.name()).containsExactly("TUNED", "RECOMMENDED");
        assertThat(Files.readString(whole.resolve("report.html"))).contains("A small experiment");
        assertThat(whole.resolve("tuning-journal.jsonl")).doesNotExist();
        assertThat(whole.resolve(".lock")).doesNotExist();
    }

    @Test
    void theResolvedFileInTheFolderGivesTheSameRun() throws IOException {
        Path out = folder.resolve("repeated");
        CommandRun.good("run", whole.resolve("experiment.yaml").toString(), "--out", out.toString(), "--threads", "1");
        assertSame(out);
    }

    @Test
    void aFinishedRunIsNotRunAgain() throws IOException {
        Path out = Fixtures.copy(whole, folder.resolve("finished"));
        Files.delete(out.resolve("report.html"));
        CommandRun again = run(out);
        assertThat(again.out()).contains("going on with " + out);
        assertThat(again.err()).isEmpty();
        assertThat(out.resolve("report.html")).isNotEmptyFile();
        assertSame(out);
    }

    @Test
    void anotherExperimentDoesNotGoIntoTheFolder() throws IOException {
        Map<String, Integer> before = Fixtures.snapshot(whole);
        CommandRun refused = CommandRun.of(
                "run", file.toString(), "--out", whole.toString(), "--set", "attack.step=10", "--set", "seed=7");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("visor: " + whole + ": holds another experiment, with \"step: 20\" instead of"
                        + " \"step: 10\"; choose another --out" + System.lineSeparator());
        assertThat(Fixtures.snapshot(whole)).isEqualTo(before);
    }

    @Test
    void aDryRunTellsTheFileAndTheCostAndWritesNothing() {
        Path out = folder.resolve("dry");
        CommandRun dry = run(out, "--dry-run", "--set", "attack.count=3");
        assertThat(dry.out())
                .contains("  count: 3\n", "  max-iterations: 12\n", "  faces: ")
                .containsPattern("attacks +92 +")
                .containsPattern("\nall +\\d+ s +\\d+ s")
                .contains("forward passes per second");
        assertThat(out).doesNotExist();
    }

    /** Kills the process without warning after some attack or some picture of the grid search, four times. */
    @Test
    void aRunThatIsKilledAgainAndAgainGivesTheSameResult() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Path out = folder.resolve("killed");
        int kills = 0;
        while (kills < 4) {
            Process process = start(out);
            long enough = pieces(out) + 1 + random.nextInt(2);
            while (process.isAlive() && pieces(out) < enough) {
                Thread.sleep(5);
            }
            Thread.sleep(random.nextInt(40));
            if (!process.isAlive()) {
                break; // the last piece was done before it could be killed
            }
            process.destroyForcibly();
            assertThat(process.waitFor()).as("random moments of seed %d", seed).isNotZero();
            kills++;
        }
        assertThat(kills).as("random moments of seed %d", seed).isPositive();
        Process last = start(out);
        assertThat(last.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(last.exitValue())
                .as(Files.readString(folder.resolve("process.log")))
                .isZero();
        assertSame(out);
        assertThat(Files.readAllLines(out.resolve("attacks/journal.jsonl")))
                .as("no finished attack is made twice, seed %d", seed)
                .hasSize(5);
    }

    @Test
    void aSecondProcessIsRefused() throws Exception {
        Path out = folder.resolve("locked");
        try (FolderLock lock = new RunFolder(out).lock()) {
            Process second = start(out);
            assertThat(second.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(second.exitValue()).isEqualTo(2);
            assertThat(folder.resolve("process.log"))
                    .hasContent("visor: " + out
                            + ": is being written by another process; wait for it, or choose another" + " --out");
        }
    }

    private static Process start(Path out) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Visor.class.getName(),
                        "run",
                        file.toString(),
                        "--out",
                        out.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("process.log").toFile())
                .start();
    }

    /** Returns how many attacks and pictures of the grid search are done. */
    private static long pieces(Path out) {
        return Stream.of("attacks/journal.jsonl", "tuning-attacks/journal.jsonl", "tuning-journal.jsonl")
                .map(out::resolve)
                .mapToLong(RunCommandTest::lines)
                .sum();
    }

    private static long lines(Path journal) {
        try (Stream<String> lines = Files.lines(journal)) {
            return lines.count();
        } catch (IOException | UncheckedIOException e) {
            return 0; // not there yet, or no longer
        }
    }

    private static void assertSame(Path out) {
        for (String name : List.of("results.json", "tuning.json", "attacks/attacks.json", "recognizer.safetensors")) {
            assertThat(out.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
        }
    }
}
