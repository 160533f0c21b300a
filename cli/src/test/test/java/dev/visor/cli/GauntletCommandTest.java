package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gauntlet.Cell;
import dev.visor.gauntlet.DefenseResult;
import dev.visor.gauntlet.GauntletResults;
import dev.visor.store.run.GauntletFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GauntletCommandTest {

    /** All kinds of attackers and defenses, as small as can be. */
    private static final String GAUNTLET = """
            title: A tiny gauntlet
            seed: 7
            data: {faces: embedded}
            head: {epochs: 8}
            accessories: [eyeglass frame]
            attackers:
              unaware: {kind: unaware, pairs: 2, max-iterations: 3}
              adaptive: {kind: adaptive, pairs: 2, max-iterations: 3, restarts: 1}
              query-only: {kind: query-only, pairs: 2, queries: 5}
            defenses:
              rejecting mask: [saliency-mask, rejection]
              none: []
              voting: [voting-masks]
              drawn: [{kind: randomized-mask, draws: 2}, local-gradients-smoothing]
              hardened: [{kind: tamper-detector, false-alarms: 0.4}, certified-masking, hardened-head]
            """;

    @TempDir
    static Path folder;

    private static Path file = Path.of("");
    private static Path whole = Path.of("");
    private static CommandRun first = new CommandRun(-1, "", "");

    @BeforeAll
    static void runWithoutABreak() throws IOException {
        file = Files.writeString(folder.resolve("tiny.yaml"), GAUNTLET);
        whole = folder.resolve("whole");
        first = run(whole);
    }

    private static CommandRun run(Path out, String... more) {
        List<String> args = new ArrayList<>(List.of("gauntlet", file.toString(), "--out", out.toString()));
        args.addAll(List.of(more));
        return CommandRun.good(args.toArray(String[]::new));
    }

    @Test
    void runsEveryAttackerAgainstEveryDefense() throws IOException {
        GauntletResults results = new GauntletFolder(whole).readResults();
        assertThat(results.provenance().title()).isEqualTo("A tiny gauntlet");
        assertThat(results.provenance().settings()).containsEntry("attackers.query-only.queries", "5");
        assertThat(results.heldOut().trials()).isEqualTo(results.calibrationFaces() + results.toldFaces());
        assertThat(results.hardenedHeldOut()).isNotNull();
        assertThat(results.defenses())
                .extracting(DefenseResult::name)
                .containsExactly("rejecting mask", "none", "voting", "drawn", "hardened");
        for (DefenseResult defense : results.defenses()) {
            assertThat(defense.clean().recognized().trials()).isEqualTo(results.toldFaces());
            assertThat(defense.cells()).extracting(Cell::attacker).containsExactly("unaware", "adaptive", "query-only");
            assertThat(defense.cells()).allMatch(cell -> cell.success().trials() == 2);
        }
        assertThat(results.defenses().get(1).chain()).isEmpty();
        assertThat(results.defenses().get(4).chain())
                .containsExactly("tamper detector", "certified masking", "hardened head");
        assertThat(results.defenses().get(4).cells()).allMatch(cell -> cell.brokenCertificates() != null);
        assertThat(whole.resolve("attacks/unaware/eyeglass frame/attacks.json")).exists();
        assertThat(whole.resolve("attacks/unaware/eyeglass frame/none")).doesNotExist();
        assertThat(whole.resolve("attacks/adaptive/eyeglass frame/rejecting mask/attacks.json"))
                .exists();
        assertThat(whole.resolve(".lock")).doesNotExist();
    }

    @Test
    void tellsTheWorstCaseOfEachDefense() {
        assertThat(first.out())
                .containsPattern(
                        "defense +clean accuracy +certified accuracy +highest adversarial success +attacker, accessory")
                .containsPattern("\nnone +\\d+/\\d+ = .* %.* [0-2]/2 = .*, eyeglass frame\n")
                .containsPattern("\nrejecting mask +\\d+/\\d+ = ")
                .contains("open " + whole.resolve("gauntlet.html"));
        assertThat(first.err())
                .contains("attacks on none by unaware, eyeglass frame: 2/2 in ")
                .contains("attacks on voting by adaptive, eyeglass frame: 2/2 in ")
                .contains("decisions about attacks on voting by unaware, eyeglass frame: 2/2 in ")
                .doesNotContainPattern("(?m)^attacks on voting by unaware");
        assertThat(first.messages()).isEmpty();
    }

    @Test
    void theResolvedFileGivesTheSameResultsOnOneThread() throws IOException {
        Path out = folder.resolve("repeated");
        CommandRun.good(
                "gauntlet", whole.resolve("gauntlet.yaml").toString(), "--out", out.toString(), "--threads", "1");
        assertSame(out);
    }

    @Test
    void goesOnWhereItWasBrokenOff() throws IOException {
        Path out = Fixtures.copy(whole, folder.resolve("broken"));
        Files.delete(out.resolve("results.json"));
        Files.delete(out.resolve("hardened/glasses.safetensors"));
        Path adaptive = out.resolve("attacks/adaptive/eyeglass frame/hardened");
        Files.delete(adaptive.resolve("attacks.json"));
        dropLastLine(adaptive.resolve("journal.jsonl"));
        Files.delete(out.resolve("attacks/query-only/eyeglass frame/hardened/attacks.json"));
        dropLastLine(out.resolve("cells.jsonl"));
        dropLastLine(out.resolve("cells.jsonl"));
        CommandRun again = run(out);
        assertThat(again.out()).contains("going on with " + out);
        assertThat(again.err())
                .contains("attacks on hardened by adaptive, eyeglass frame: 1/1 in ")
                .contains("attacks on hardened by query-only, eyeglass frame: 0/0 in ")
                .contains("decisions about attacks on hardened by query-only, eyeglass frame: 2/2 in ")
                .doesNotContain("voting", "none", "clean faces before");
        assertSame(out);
        assertThat(Files.readAllLines(adaptive.resolve("journal.jsonl"))).hasSize(2);
    }

    private static void dropLastLine(Path journal) throws IOException {
        List<String> lines = Files.readAllLines(journal);
        Files.writeString(journal, String.join("\n", lines.subList(0, lines.size() - 1)) + "\n");
    }

    @Test
    void aFinishedGauntletIsNotRunAgain() throws IOException {
        Map<String, Integer> before = Fixtures.snapshot(whole);
        CommandRun again = run(whole);
        assertThat(again.out()).contains("going on with " + whole, "highest adversarial success");
        assertThat(again.err()).isEmpty();
        assertThat(Fixtures.snapshot(whole)).isEqualTo(before);
    }

    @Test
    void anotherGauntletDoesNotGoIntoTheFolder() throws IOException {
        Map<String, Integer> before = Fixtures.snapshot(whole);
        CommandRun refused = CommandRun.of(
                "gauntlet", file.toString(), "--out", whole.toString(), "--set", "attackers.adaptive.step=10");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("visor: " + whole + ": holds another gauntlet, with \"step: 20\" instead of \"step: 10\";"
                        + " choose another --out" + System.lineSeparator());
        assertThat(Fixtures.snapshot(whole)).isEqualTo(before);
    }

    @Test
    void aDryRunTellsTheFileAndTheCostAndWritesNothing() {
        Path out = folder.resolve("dry");
        CommandRun dry = run(out, "--dry-run", "--set", "attackers.adaptive.pairs=3");
        assertThat(dry.out())
                .contains("    pairs: 3\n", "    - kind: hardened-head\n")
                .contains("at most 27 attacks with 101 iterations and queries");
        assertThat(out).doesNotExist();
    }

    private static void assertSame(Path out) {
        for (String name :
                List.of("results.json", "recognizer.safetensors", "hardened/glasses.safetensors", "gauntlet.yaml")) {
            assertThat(out.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
        }
    }
}
