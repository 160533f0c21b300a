package dev.visor.cli.captures;

import dev.visor.cli.console.Console;
import dev.visor.cli.console.Table;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.captured.AttackPresentations;
import dev.visor.evaluation.captured.BonaFidePresentations;
import dev.visor.evaluation.captured.CaptureCondition;
import dev.visor.evaluation.captured.CapturedGroup;
import dev.visor.evaluation.captured.CapturedRates;
import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.report.captures.CapturesVerdict;
import java.util.List;

/** Prints the verdict, the rates over all photographs, and those of each session, distance, light and accessory. */
final class CapturesTable {

    private static final String NOTHING = "-";

    private CapturesTable() {}

    static void print(CapturedResults results, Console console) {
        console.paragraph(new CapturesVerdict(results).headline());
        AttackPresentations attacks = results.overall().get(0).attacks();
        BonaFidePresentations honest = results.overall().get(0).honest();
        console.print(
                "%nno usable face: %s photographs of attackers, %s of honest people%n%n",
                counts(attacks.noFace()), counts(honest.noFace()));
        Table all = new Table("defense", "IAPAR", "APCER", "BPCER", "honest rejected");
        for (int i = 0; i < results.systems().size(); i++) {
            row(results.overall().get(i), results.systems().get(i).isUndefended(), "", all);
        }
        all.print(console);
        for (CaptureCondition condition : CaptureCondition.values()) {
            List<CapturedGroup> groups = results.groups(condition);
            if (!groups.isEmpty()) {
                console.print("%n");
                table(condition, groups, results).print(console);
            }
        }
        if (!results.gaps().isEmpty()) {
            console.print("%nNot tried:%n");
            results.gaps().forEach(gap -> console.paragraph("- " + gap));
        }
    }

    private static Table table(CaptureCondition condition, List<CapturedGroup> groups, CapturedResults results) {
        Table table = new Table(condition.title(), "defense", "IAPAR", "APCER", "BPCER", "honest rejected");
        for (CapturedGroup group : groups) {
            for (int i = 0; i < group.rates().size(); i++) {
                String value = group.value().isEmpty() ? NOTHING : group.value();
                row(group.rates().get(i), results.systems().get(i).isUndefended(), value, table);
            }
        }
        return table;
    }

    private static void row(CapturedRates rates, boolean undefended, String value, Table table) {
        // The undefended system has no detector, whose rates APCER and BPCER are.
        List<String> cells = List.of(
                rates.system(),
                rate(rates.attacks().iapar()),
                undefended ? NOTHING : rate(rates.attacks().apcer()),
                undefended ? NOTHING : rate(rates.honest().bpcer()),
                rate(rates.honest().rejected()));
        if (value.isEmpty()) {
            table.row(cells.toArray());
        } else {
            table.row(value, cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4));
        }
    }

    private static String rate(Rate rate) {
        return rate.trials() == 0 ? NOTHING : Console.text(rate);
    }

    private static String counts(Rate rate) {
        return rate.hits() + " of " + rate.trials();
    }
}
