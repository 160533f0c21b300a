package dev.visor.cli.run;

import dev.visor.api.ExperimentPlan;
import dev.visor.cli.console.Console;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.cost.AttackSize;
import dev.visor.run.IllegalSettingException;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Planning an experiment. */
@Command(
        name = "plan",
        description = {
            "Chooses how many attacks an experiment needs, so that the 95 %% interval of each success rate is narrow"
                    + " enough, and prints what they cost on this machine.",
            "Nothing runs. 'visor run --dry-run' prints the costs of the counts that a file has."
        })
public final class PlanCommand implements Callable<Integer> {

    private static final double WORST = 0.5;

    @Parameters(paramLabel = "FILE", description = "The experiment file, in YAML.")
    private Path file = Path.of("");

    @Option(
            names = "--interval",
            paramLabel = "X",
            order = 1,
            required = true,
            description = "The most that half the width of an interval may be, such as 0.02 for two percent points.")
    private double interval;

    @Option(
            names = "--success",
            paramLabel = "X",
            order = 2,
            description = "The share of attacks that are expected to pass (default: 0.5, where intervals are widest).")
    private double success = WORST;

    @Option(names = "--out", paramLabel = "FILE", order = 3, description = "Write the experiment with these counts.")
    private @Nullable Path out;

    @Option(names = "--json", paramLabel = "FILE", order = 4, description = "Write the costs to this file, too.")
    private @Nullable Path json;

    @Mixin
    private ExperimentOptions experiment = new ExperimentOptions();

    @Override
    public Integer call() throws IOException {
        IllegalSettingException.check(
                interval >= Rate.NARROWEST && interval < 0.5, "--interval", interval, "in [0.0001, 0.5)");
        IllegalSettingException.check(success >= 0 && success <= 1, "--success", success, "in [0, 1]");
        for (Path written : new Path[] {out, json}) {
            if (written != null) {
                AtomicFile.check(written);
            }
        }
        EngineOptions engine = experiment.engine();
        ExperimentFile asked = experiment.read(file, SettingOptions.none());
        ExperimentPlan plan = ExperimentPlan.of(asked, engine.compute()).narrowed(interval, success);
        Console console = engine.console();
        plan.size().attacks().forEach((attacker, size) -> print(attacker, size, console));
        new CostTable(console).print(plan, json);
        if (out != null) {
            AtomicFile.write(out, plan.file().toYaml(engine.registry()).getBytes(StandardCharsets.UTF_8));
            console.print("%nwrote %s%n", out);
        }
        return 0;
    }

    private void print(String attacker, AttackSize size, Console console) {
        double reached = size.halfWidth(success);
        String line = "attackers." + attacker + ".pairs: " + size.pairs() + ", interval of "
                + CostTable.percent(success) + " +- " + CostTable.percent(reached);
        console.paragraph(
                reached <= interval
                        ? line
                        : line + ", wider than asked for: there are no more pairs of faces and targets");
    }
}
