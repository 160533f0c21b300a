package dev.visor.cli.run;

import dev.visor.api.ExperimentPlan;
import dev.visor.cli.console.Console;
import dev.visor.cli.console.Durations;
import dev.visor.cli.console.Table;
import dev.visor.experiment.cost.ExperimentCost;
import dev.visor.experiment.cost.StageCost;
import dev.visor.store.file.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints what an experiment costs on this machine, and how exact its rates get. */
final class CostTable {

    private static final double HOUR = 3600;

    private final Console console;

    CostTable(Console console) {
        this.console = console;
    }

    /**
     * Measures what an experiment costs, and prints it.
     *
     * @param json a file to write it to as well; null for none
     */
    void print(ExperimentPlan plan, @Nullable Path json) throws IOException {
        Object written;
        if (plan.file().systems() == null) {
            written = printOne(plan);
        } else {
            Map<String, ExperimentCost> costs = new LinkedHashMap<>();
            for (Map.Entry<String, ExperimentPlan> system : plan.bySystem().entrySet()) {
                console.print("%nsystem %s:%n", system.getKey());
                costs.put(system.getKey(), printOne(system.getValue()));
            }
            written = costs;
        }
        if (json != null) {
            Json.write(json, written);
        }
    }

    private ExperimentCost printOne(ExperimentPlan plan) throws IOException {
        ExperimentCost cost = plan.cost();
        printStages(cost);
        plan.queries().ifPresent(queries -> console.print("%s%n", queries.line()));
        printCells(cost);
        printExactness(cost);
        return cost;
    }

    private void printStages(ExperimentCost cost) {
        console.print("%n");
        Double speed = cost.passesPerSecond();
        if (speed == null) {
            Table table = new Table("stage", "pictures expected", "at most");
            cost.stages().forEach(stage -> table.row(stage.stage(), stage.expected(), stage.most()));
            table.print(console);
            return;
        }
        Table table = new Table("stage", "forward passes", "expected", "at most");
        for (StageCost stage : cost.stages()) {
            table.row(
                    stage.stage(),
                    stage.expected(),
                    Durations.ofSeconds(stage.expected() / speed),
                    Durations.ofSeconds(stage.most() / speed));
        }
        if (cost.trainingSeconds() > 0) {
            String training = Durations.ofSeconds(cost.trainingSeconds());
            table.row("training the head", "", training, training);
        }
        table.row("all", "", Durations.ofSeconds(cost.expectedSeconds()), Durations.ofSeconds(cost.mostSeconds()));
        table.print(console);
        console.print(
                "at %.1f forward passes per second on %d threads, measured now: %s core hours, at most %s%n",
                speed,
                cost.threads(),
                hours(cost.expectedSeconds() * cost.threads() / HOUR),
                hours(cost.mostSeconds() * cost.threads() / HOUR));
    }

    private void printCells(ExperimentCost cost) {
        boolean asked = cost.passesPerSecond() == null;
        Table table = asked
                ? new Table("attacker", "accessory", "defense", "attacks", "pictures", "at most", "interval ±")
                : new Table(
                        "attacker",
                        "accessory",
                        "defense",
                        "attacks",
                        "passes",
                        "at most",
                        "core h",
                        "at most",
                        "interval ±");
        for (ExperimentCost.Cell cell : cost.cells()) {
            List<Object> row = new ArrayList<>(List.of(
                    cell.cost().attacker(),
                    cell.cost().accessory(),
                    cell.cost().defense(),
                    cell.cost().attacks(),
                    cell.cost().expected(),
                    cell.cost().most()));
            if (!asked) {
                row.add(hours(cell.expectedCoreHours()));
                row.add(hours(cell.mostCoreHours()));
            }
            row.add(percent(cell.halfWidth()));
            table.row(row.toArray());
        }
        console.print("%n");
        table.print(console);
        console.paragraph("Attacks of those who don't adapt are made once, and count in the row without a defense.");
    }

    private static String hours(@Nullable Double hours) {
        return String.format(Locale.ROOT, "%.3f", hours);
    }

    private void printExactness(ExperimentCost cost) {
        Table table =
                new Table("attacker", "pairs", "of", "interval ±", "if none passes", "twice the pairs", "all pairs");
        for (ExperimentCost.Exactness attacker : cost.attackers()) {
            table.row(
                    attacker.attacker(),
                    attacker.size().pairs(),
                    attacker.size().mostPairs(),
                    percent(attacker.halfWidth()),
                    percent(attacker.halfWidthWithoutSuccess()),
                    percent(attacker.halfWidthOfTwice()),
                    percent(attacker.halfWidthOfAll()));
        }
        console.print("%n");
        table.print(console);
        console.paragraph("Half the width of the 95 % interval of each success rate, if half of the attacks pass.");
    }

    /** Returns a share in percent, with more decimals the smaller it is. */
    static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.01 ? "%.2f %%" : "%.1f %%", 100 * share);
    }
}
