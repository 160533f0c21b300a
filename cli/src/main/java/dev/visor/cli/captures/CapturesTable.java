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
import java.util.function.Function;

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
        overall(results).print(console);
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

    /** Of groups, the table has room for the intervals of one rate; the page has all of them. */
    private static Table table(CaptureCondition condition, List<CapturedGroup> groups, CapturedResults results) {
        Table table = new Table(condition.title(), "defense", "IAPAR", "APCER", "BPCER", "honest rejected");
        for (CapturedGroup group : groups) {
            for (int i = 0; i < group.rates().size(); i++) {
                CapturedRates rates = group.rates().get(i);
                boolean detects = !results.systems().get(i).isUndefended();
                table.row(
                        group.words(),
                        rates.system(),
                        rate(rates.attacks().iapar(), Console::text),
                        detects ? rate(rates.attacks().apcer(), Console::counts) : NOTHING,
                        detects ? rate(rates.honest().bpcer(), Console::counts) : NOTHING,
                        rate(rates.honest().rejected(), Console::counts));
            }
        }
        return table;
    }

    private static Table overall(CapturedResults results) {
        Table table = new Table("defense", "IAPAR", "APCER", "BPCER", "honest rejected");
        for (int i = 0; i < results.systems().size(); i++) {
            CapturedRates rates = results.overall().get(i);
            // The undefended system has no detector, whose rates APCER and BPCER are.
            boolean detects = !results.systems().get(i).isUndefended();
            table.row(
                    rates.system(),
                    rate(rates.attacks().iapar(), Console::text),
                    detects ? rate(rates.attacks().apcer(), Console::text) : NOTHING,
                    detects ? rate(rates.honest().bpcer(), Console::text) : NOTHING,
                    rate(rates.honest().rejected(), Console::text));
        }
        return table;
    }

    private static String rate(Rate rate, Function<Rate, String> words) {
        return rate.trials() == 0 ? NOTHING : words.apply(rate);
    }

    private static String counts(Rate rate) {
        return rate.hits() + " of " + rate.trials();
    }
}
