package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.experiment.ExperimentResults;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    @TempDir
    static Path folder;

    /** Runs the demo with next to no attacks. */
    private static CommandRun demo(Path out, String... more) {
        List<String> args = new ArrayList<>(List.of("demo", "--out", out.toString()));
        args.addAll(List.of("--pairs", "1", "--max-iterations", "1", "--tuning-attacks", "1", "--epochs", "3"));
        args.addAll(List.of("--set", "attackers.adaptive={knows: defense, pairs: 1, max-iterations: 1}"));
        args.addAll(List.of("--set", "tuning.grid={mu: [0.9], n: [2], phi: [20], fill: [zero], map: [absolute]}"));
        args.addAll(List.of("--set", "defenses={none: [], TUNED: TUNED}"));
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }

    @Test
    void theDemoRunsOnTheEmbeddedFacesAndAnotherSeedDoesNotReplaceIt() throws IOException {
        Path out = folder.resolve("embedded");
        CommandRun first = demo(out);
        assertThat(first.code()).as(first.err()).isZero();
        ExperimentResults results = new RunFolder(out).readResults(Registry.standard());
        assertThat(results.provenance().seed()).isEqualTo(1);
        assertThat(results.data().picturesPerPerson()).hasSize(5);
        assertThat(results.training().validation().value()).isGreaterThanOrEqualTo(0.9);
        assertThat(out.resolve("report.html")).isNotEmptyFile();

        Map<String, Integer> before = Fixtures.snapshot(out);
        CommandRun again = demo(out);
        assertThat(again.out()).startsWith("going on with " + out).contains("attacks passed, at worst");
        before.remove("report.html");
        Map<String, Integer> after = Fixtures.snapshot(out);
        after.remove("report.html");
        assertThat(after).isEqualTo(before);

        CommandRun other = demo(out, "--seed", "2");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err())
                .isEqualTo("visor: " + out
                        + ": holds another experiment, with seed = 1 instead of 2; choose another --out,"
                        + " or replace it with --overwrite" + System.lineSeparator());
        Map<String, Integer> refused = Fixtures.snapshot(out);
        refused.remove("report.html");
        assertThat(refused).isEqualTo(before);

        CommandRun replaced = demo(
                out, "--seed", "2", "--overwrite", "--faces", SharedRun.faces().toString());
        assertThat(replaced.code()).as(replaced.err()).isZero();
        assertThat(replaced.out()).doesNotContain("going on");
        results = new RunFolder(out).readResults(Registry.standard());
        assertThat(results.provenance().seed()).isEqualTo(2);
        assertThat(results.data().picturesPerPerson()).hasSize(3);
    }

    @Test
    void whatCanNotBeRunReplacesNothing() throws IOException {
        Path out = Fixtures.copy(SharedRun.trained(), folder.resolve("kept"));
        Map<String, Integer> before = Fixtures.snapshot(out);
        CommandRun refused =
                demo(out, "--overwrite", "--faces", folder.resolve("none").toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(Fixtures.snapshot(out)).isEqualTo(before);
        CommandRun strict = demo(out, "--overwrite", "--set", "defenses={none: [], strict: [tamper-detector]}");
        assertThat(strict.code()).isEqualTo(2);
        assertThat(strict.messages())
                .containsExactly(
                        "visor: the defense \"strict\" can't be calibrated: there are 5 clean faces for a false"
                                + " alarm rate of 0.01, must be at least 99; false-alarms: 0.17 is the lowest rate for 5");
        assertThat(Fixtures.snapshot(out)).isEqualTo(before);
    }

    @Test
    void aDryRunPrintsTheFileOfTheDemoAndItsCost() {
        Path out = folder.resolve("dry");
        CommandRun dry = CommandRun.good("demo", "--dry-run", "--out", out.toString());
        assertThat(dry.out())
                .startsWith(ExperimentFile.demoText())
                .containsPattern("\nstage +forward passes +expected +at most\n");
        CommandRun changed = CommandRun.good("demo", "--dry-run", "--pairs", "3", "--out", out.toString());
        assertThat(changed.out()).startsWith("# An experiment with every value").contains("    pairs: 3\n");
        assertThat(out).doesNotExist();
    }
}
