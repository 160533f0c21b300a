package dev.visor.report.evidence;

import dev.visor.evaluation.AttackSummary;
import dev.visor.evaluation.AttackerSummary;
import dev.visor.experiment.ExperimentResults;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Table;
import dev.visor.report.verdict.Wording;
import java.util.ArrayList;
import java.util.List;

/** The threat model, and how the attacks on the undefended system went. */
final class Attackers {

    private Attackers() {}

    static List<Node> of(ExperimentResults results) {
        List<Node> body = new ArrayList<>();
        if (!results.attackers().isEmpty()) {
            body.add(Html.heading("Threat model"));
            body.add(threats(results.attackers()).element());
        }
        if (!results.attacks().isEmpty()) {
            body.add(undefended(results.attacks()).element());
        }
        return body;
    }

    private static Table threats(List<AttackerSummary> attackers) {
        List<List<Node>> rows = new ArrayList<>();
        for (AttackerSummary attacker : attackers) {
            rows.add(List.of(
                    Html.text(attacker.name()),
                    Html.text(Wording.sees(attacker.knowledge())),
                    Html.text(attacker.adaptive() ? "yes (adaptive)" : "no"),
                    Html.text(attacker.goal()),
                    Html.text(Integer.toString(attacker.attacks())),
                    Html.text(Wording.steps(attacker))));
        }
        return Table.of(
                        "The attackers",
                        "Attacker",
                        "Sees",
                        "Knows the defense",
                        "Goal",
                        "Attacks per accessory, at most",
                        "Budget per attack, at most")
                .withRows(rows);
    }

    private static Table undefended(List<AttackSummary> attacks) {
        List<List<Node>> rows = new ArrayList<>();
        for (AttackSummary summary : attacks) {
            rows.add(List.of(
                    Html.text(summary.attacker() + " with " + summary.accessory()),
                    Numbers.rateNode(summary.reached()),
                    Html.text(Numbers.shortest(summary.medianIterations())),
                    Html.text(Numbers.percent(summary.regionShare()))));
        }
        return Table.of(
                        "Attacks on the undefended system",
                        "Attacker and accessory",
                        "Goal reached with the confidence asked for",
                        "Median iterations",
                        "Changed share of the picture")
                .withRows(rows);
    }
}
