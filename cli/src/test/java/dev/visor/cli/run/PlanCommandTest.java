package dev.visor.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.cli.CommandRun;
import dev.visor.cli.Fixtures;
import dev.visor.cli.SharedRun;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.cost.ExperimentCost;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.file.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandTest {

    /** Three people have six held-out faces and twelve pairs. */
    private static final int PAIRS = 12;

    @TempDir
    Path folder;

    private static CommandRun plan(String... more) {
        List<String> args =
                new java.util.ArrayList<>(List.of("plan", SharedRun.file().toString()));
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }

    @Test
    void writesTheExperimentWithTheFewestPairsAndWhatItCosts() throws IOException {
        Path out = folder.resolve("planned.yaml");
        Path json = folder.resolve("cost.json");
        CommandRun run = plan("--interval", "0.3", "--out", out.toString(), "--json", json.toString());

        assertThat(run.code()).as(run.err()).isZero();
        int pairs = Rate.trialsFor(0.5, 0.3);
        assertThat(run.out())
                .contains("attackers.adaptive.pairs: " + pairs + ", interval of 50.0 % +- ")
                .doesNotContain("wider than asked for")
                .containsPattern("\nattacks by adaptive +\\d+ ")
                .containsPattern("\nadaptive +eyeglass frame +found +" + pairs + " ")
                .contains("wrote " + out);
        ExperimentFile asked = ExperimentFile.read(SharedRun.file(), List.of(), Registry.standard());
        ExperimentFile planned = ExperimentFile.read(out, List.of(), Registry.standard());
        assertThat(planned.config().attackers().values())
                .extracting(Attacker::pairs)
                .containsOnly(pairs);
        assertThat(planned.config().withAttackers(asked.config().attackers())).isEqualTo(asked.config());
        ExperimentCost cost = Json.read(json, ExperimentCost.class);
        assertThat(cost.attackers())
                .extracting(attacker -> attacker.size().pictures())
                .containsOnly(pairs);
        assertThat(cost.cells()).allMatch(cell -> cell.halfWidth() <= 0.3);
    }

    @Test
    void saysWhereTooFewPairsLeaveAnIntervalWider() {
        CommandRun run = plan("--interval", "0.02", "--success", "0");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("attackers.unaware.pairs: " + PAIRS + ", interval of 0.00 % +- 12.1 %, wider than asked for");
        assertThat(plan("--interval", "0.13", "--success", "0").out())
                .contains("attackers.unaware.pairs: " + Rate.trialsFor(0, 0.13) + ", ")
                .doesNotContain("wider than asked for");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --interval 0.5                | illegal --interval: 0.5, must be in [0.0001, 0.5)
            --interval 0                  | illegal --interval: 0.0, must be in [0.0001, 0.5)
            --interval NaN                | illegal --interval: NaN, must be in [0.0001, 0.5)
            --interval 0.1 --success 1.01 | illegal --success: 1.01, must be in [0, 1]
            --interval 0.1 --success NaN  | illegal --success: NaN, must be in [0, 1]
            --success 0.1                 | Missing required option: '--interval=X'
            --interval 0.1 --out DIR      | DIR: is a folder, must be a file to write
            """)
    void badInput(String options, String message) throws IOException {
        var before = Fixtures.snapshot(folder);
        CommandRun run = plan(options.replace("DIR", folder.toString()).split(" +"));
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.messages()).hasSize(1);
        assertThat(run.err()).contains(message.replace("DIR", folder.toString()));
        assertThat(run.out()).isEmpty();
        assertThat(Fixtures.snapshot(folder)).isEqualTo(before);
    }

    @Test
    void onlyADryRunWritesItsCosts() {
        CommandRun run = CommandRun.of(
                "run",
                SharedRun.file().toString(),
                "--out",
                folder.resolve("run").toString(),
                "--json",
                folder.resolve("cost.json").toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("illegal --json: ", "must be left out without --dry-run");
        assertThat(folder).isEmptyDirectory();
    }
}
