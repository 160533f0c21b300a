package dev.visor.cli.run;

import dev.visor.cli.console.Console;
import dev.visor.cli.console.Table;
import dev.visor.experiment.ExperimentResults;
import dev.visor.report.SystemsVerdict;
import dev.visor.report.verdict.Wording;
import java.util.Map;

/** Prints the verdict of each system, and the worst case of each defense over all of them. */
final class SystemsTable {

    private SystemsTable() {}

    static void print(Map<String, ExperimentResults> systems, Console console) {
        systems.forEach((system, results) -> {
            console.print("%nsystem %s:%n", system);
            VerdictTable.print(results, console);
        });
        SystemsVerdict verdict = new SystemsVerdict(systems);
        Table table = new Table("defense", "attacks passed, at worst over all systems", "system", "by");
        verdict.defenses()
                .forEach(defense -> verdict.worst(defense)
                        .ifPresentOrElse(
                                worst -> table.row(
                                        defense,
                                        Console.text(worst.cell().success()),
                                        worst.system(),
                                        worst.cell().success().hits() == 0 ? "nobody" : Wording.where(worst.cell())),
                                () -> table.row(defense, "-", "-", "-")));
        console.print("%n");
        table.print(console);
    }
}
