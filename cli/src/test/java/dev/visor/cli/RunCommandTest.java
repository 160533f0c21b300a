package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.experiment.Example;
import dev.visor.experiment.ExperimentResults;
import dev.visor.setting.Registry;
import dev.visor.store.file.FolderLock;
import dev.visor.store.file.Pictures;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

    @TempDir
    static Path folder;

    private static CommandRun run(Path out, String... more) {
        List<String> args = new ArrayList<>(List.of("run", SharedRun.file().toString(), "--out", out.toString()));
        args.addAll(List.of(more));
        return CommandRun.good(args.toArray(String[]::new));
    }

    @Test
    void everyAttackerMeetsEveryDefense() throws IOException {
        ExperimentResults results = new RunFolder(SharedRun.whole()).readResults(Registry.standard());
        assertThat(results.provenance().title()).isEqualTo("A small experiment");
        assertThat(results.provenance().seed()).isEqualTo(7);
        assertThat(results.provenance().settings()).containsEntry("attackers.query-only.queries", "3");
        assertThat(results.hardened()).isNotNull();
        assertThat(results.tuning()).isNotNull();
        assertThat(results.defenses())
                .extracting(DefenseResult::name)
                .containsExactly("rejecting mask", "none", "found", "hardened");
        for (DefenseResult defense : results.defenses()) {
            assertThat(defense.clean().recognized().trials())
                    .isEqualTo(results.data().evaluation());
            assertThat(defense.cells()).extracting(Cell::attacker).containsExactly("unaware", "adaptive", "query-only");
            assertThat(defense.cells())
                    .extracting(cell -> cell.success().trials())
                    .containsExactly(5, 2, 1);
        }
        assertThat(results.defenses().get(3).chain())
                .containsExactly("tamper detector", "certified masking", "hardened head");
        assertThat(results.defenses().get(3).cells()).allMatch(cell -> cell.brokenCertificates() != null);
        Path attacks = SharedRun.whole().resolve("attacks");
        assertThat(attacks.resolve("unaware/eyeglass frame/attacks.json")).exists();
        assertThat(attacks.resolve("unaware/eyeglass frame/none")).doesNotExist();
        assertThat(attacks.resolve("adaptive/eyeglass frame/rejecting mask/attacks.json"))
                .exists();
        assertThat(SharedRun.whole().resolve(".lock")).doesNotExist();
    }

    @Test
    void theReportAndThePicturesAreThere() throws IOException {
        RunFolder run = new RunFolder(SharedRun.whole());
        assertThat(Files.readString(run.report()))
                .startsWith("<!DOCTYPE html>")
                .contains("A small experiment", "data:image/png;base64,", "John Salley");
        List<Example> examples = run.readResults(Registry.standard()).examples();
        assertThat(examples).extracting(Example::defense).contains("rejecting mask", "found", "hardened");
        for (Example example : examples) {
            for (String name : List.of(example.facePicture(), example.attackedPicture(), example.maskPicture())) {
                assertThat(Pictures.read(run.pictures().resolve(name))).hasToString("Image[150x150]");
            }
        }
    }

    @Test
    void theEvaluationPrintsEachDefenseAtItsWorst() {
        CommandRun evaluation = SharedRun.stage(3);
        assertThat(evaluation.out().lines())
                .anyMatch(line -> line.matches("defense +attacks passed, at worst +by +clean accuracy +proven"))
                .anyMatch(line -> line.matches("none +[0-5]/[125] = .* %.*"))
                .anyMatch(line -> line.matches("rejecting mask +\\d/\\d = .*% of 6 +-"))
                .allMatch(line -> line.length() <= 100);
        assertThat(evaluation.out()).contains("wrote " + SharedRun.whole().resolve("results.json"));
        assertThat(evaluation.err())
                .contains("attacks on found by adaptive, eyeglass frame: 2/2 in ")
                .contains("decisions about attacks by unaware, eyeglass frame: 5/5 in ")
                .doesNotContain("attacks on found by unaware");
    }

    @Test
    void eachStagePrintsWhatItResultsIn() {
        assertThat(SharedRun.stage(0).out())
                .contains("training faces recognized   6/6 = ", "held-out faces recognized   ")
                .contains("wrote " + SharedRun.trained().resolve("recognizer.safetensors"));
        assertThat(SharedRun.stage(1).out())
                .containsPattern("unaware with eyeglass frame: \\d/5 = .* reached their goal, median \\d+ steps")
                .contains("wrote " + SharedRun.whole().resolve("attacks"));
        assertThat(SharedRun.stage(2).out())
                .containsPattern(
                        "best of 2 saliency masks: goodness 0\\.\\d+ with map absolute, mu 0\\.9, n [02], phi 20");
        assertThat(SharedRun.stage(3).messages())
                .hasSize(1)
                .allMatch(line -> line.startsWith("training a head with occlusions, once; it is kept in "));
        assertThat(SharedRun.stage(4).out())
                .contains("wrote " + SharedRun.whole().resolve("report.html"));
    }

    @Test
    void aFinishedRunIsShownAgain() throws IOException {
        Path out = Fixtures.copy(SharedRun.whole(), folder.resolve("finished"));
        Files.delete(out.resolve("report.html"));
        Map<String, Integer> before = Fixtures.snapshot(out);
        CommandRun again = run(out);
        before.put("manifest.json", Fixtures.snapshot(out).get("manifest.json")); // which lists the report
        assertThat(again.out()).contains("going on with " + out, "attacks passed, at worst");
        assertThat(again.err()).isEmpty();
        assertThat(out.resolve("report.html"))
                .content()
                .contains("visor run " + out.resolve("experiment.yaml") + " --out again");
        Files.delete(out.resolve("report.html"));
        assertThat(Fixtures.snapshot(out)).isEqualTo(before);
    }

    @Test
    void goesOnWhereItWasInterrupted() throws IOException {
        Path out = Fixtures.copy(SharedRun.whole(), folder.resolve("interrupted"));
        Files.delete(out.resolve("results.json"));
        Files.delete(out.resolve("hardened/glasses.safetensors"));
        Path adaptive = out.resolve("attacks/adaptive/eyeglass frame/hardened");
        Files.delete(adaptive.resolve("attacks.json"));
        dropLastLine(adaptive.resolve("journal.jsonl"));
        Files.delete(out.resolve("attacks/query-only/eyeglass frame/attacks.json"));
        dropCells(out.resolve("journal.jsonl"), "cell/hardened/adaptive/", "cell/hardened/query-only/");
        CommandRun again = run(out);
        assertThat(again.out()).contains("going on with " + out);
        assertThat(again.err())
                .contains("attacks on hardened by adaptive, eyeglass frame: 1/1 in ")
                .contains("decisions about attacks by query-only, eyeglass frame: 1/1 in ")
                .doesNotContain("grid search", "by unaware", "decisions about clean faces", "on found");
        assertSame(out);
        assertThat(Files.readAllLines(adaptive.resolve("journal.jsonl"))).hasSize(2);
    }

    private static void dropLastLine(Path journal) throws IOException {
        List<String> lines = Files.readAllLines(journal);
        Files.writeString(journal, String.join("\n", lines.subList(0, lines.size() - 1)) + "\n");
    }

    private static void dropCells(Path journal, String... pieces) throws IOException {
        List<String> lines = Files.readAllLines(journal);
        List<String> kept = lines.stream()
                .filter(line -> Stream.of(pieces).noneMatch(line::contains))
                .toList();
        assertThat(kept).hasSize(lines.size() - pieces.length);
        Files.writeString(journal, String.join("\n", kept) + "\n");
    }

    @Test
    void anotherExperimentIsRefused() throws IOException {
        Map<String, Integer> before = Fixtures.snapshot(SharedRun.whole());
        CommandRun refused = CommandRun.of(
                "run",
                SharedRun.file().toString(),
                "--out",
                SharedRun.whole().toString(),
                "--set",
                "attackers.unaware.step.size=10",
                "--set",
                "seed=7");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("visor: " + SharedRun.whole() + ": holds another experiment, with"
                        + " attackers.unaware.step.size = 20 instead of 10; choose another --out, or replace it with"
                        + " --overwrite" + System.lineSeparator());
        assertThat(Fixtures.snapshot(SharedRun.whole())).isEqualTo(before);
    }

    @Test
    void anAddressNeedsAnEngineThatWritesThere() {
        for (String address : List.of("hdfs://host/run", "s3a://bucket/run", "file:///tmp/run")) {
            for (List<String> options : List.of(List.<String>of(), List.of("--dry-run"))) {
                List<String> args = new ArrayList<>(List.of("demo", "--out", address));
                args.addAll(options);
                CommandRun refused = CommandRun.of(args.toArray(String[]::new));
                assertThat(refused.code()).isEqualTo(2);
                assertThat(refused.err())
                        .isEqualTo(
                                "visor: illegal --out: " + address + ", must be a folder; addresses need an engine that"
                                        + " writes to them, such as --engine spark" + System.lineSeparator());
            }
        }
        CommandRun unknown = CommandRun.of("demo", "--out", "hdfs://host/run", "--engine", "flink");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).startsWith("visor: illegal engine: flink");
    }

    @Test
    void aDryRunPrintsTheExperimentAndItsCostAndWritesNothing() {
        Path out = folder.resolve("dry");
        CommandRun dry = run(out, "--dry-run", "--set", "attackers.unaware.pairs=3");
        assertThat(dry.out())
                .contains("    pairs: 3\n", "    max-iterations: 8\n", "  folder: ")
                .containsPattern("\nattacks by unaware +\\d+ +\\d+ s +\\d+ s\n")
                .containsPattern("\nall +(\\d+ min )?\\d+ s +(\\d+ min )?\\d+ s\n")
                .containsPattern("forward passes per second on \\d threads, measured now: \\S+ core hours, at most")
                .containsPattern("\nunaware +eyeglass frame +none +3 +\\d+ +\\d+ +\\S+ +\\S+ +37\\.5 %")
                .containsPattern("\nadaptive +\\d+ +\\d+ +\\S+ % +\\S+ % +\\S+ % +\\S+ %\n");
        assertThat(out).doesNotExist();
    }

    /** Kills the process without warning after some attack or some picture of the grid search, twice. */
    @Test
    void theResolvedFileGivesTheSameBytesOnOneThreadThoughItIsKilledAgainAndAgain() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Path out = folder.resolve("killed");
        for (int kill = 0; kill < 2; kill++) {
            Process process = start(out);
            long enough = pieces(out) + 1 + random.nextInt(3);
            while (process.isAlive() && pieces(out) < enough) {
                Thread.sleep(5);
            }
            Thread.sleep(random.nextInt(40));
            assertThat(process.isAlive()).as("random moments of seed %d", seed).isTrue();
            process.destroyForcibly();
            assertThat(process.waitFor()).as("random moments of seed %d", seed).isNotZero();
        }
        String resolved = SharedRun.whole().resolve("experiment.yaml").toString();
        CommandRun last = CommandRun.good("run", resolved, "--out", out.toString(), "--threads", "1");
        assertSame(out);
        assertThat(Files.readAllLines(out.resolve("attacks/unaware/eyeglass frame/journal.jsonl")))
                .as("no finished attack is made twice, seed %d", seed)
                .hasSize(5);
        assertThat(last.out())
                .contains("going on with " + out, "attacks passed, at worst", "open " + out.resolve("report.html"));
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
                            + ": is being written by another process; wait for it, or choose another folder");
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
                        SharedRun.whole().resolve("experiment.yaml").toString(),
                        "--out",
                        out.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("process.log").toFile())
                .start();
    }

    /** Returns how many attacks and pieces of the grid search and of the evaluation are done. */
    private static long pieces(Path out) {
        return Stream.of(
                        "attacks/unaware/eyeglass frame/journal.jsonl", "tuning-attacks/journal.jsonl", "journal.jsonl")
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
        for (String name : SharedRun.reproducible()) {
            assertThat(out.resolve(name))
                    .hasSameBinaryContentAs(SharedRun.whole().resolve(name));
        }
    }
}
