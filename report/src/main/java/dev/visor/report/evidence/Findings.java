package dev.visor.report.evidence;

import dev.visor.evaluation.Finding;
import dev.visor.experiment.ExperimentResults;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Table;
import java.util.List;

/** What makes the figures doubtful, or explains them. */
final class Findings {

    private Findings() {}

    static List<Node> of(ExperimentResults results) {
        Node heading = Html.heading("Can these figures be believed?");
        if (results.findings().isEmpty()) {
            return List.of(
                    heading,
                    Html.paragraph(
                            "Nothing was found that makes them doubtful. Checked were gradients, weaker attackers "
                                    + "who do better, convergence, defenses that reject everybody, and certificates."));
        }
        Table table = Table.of("Findings", "Defense", "Finding", "Details");
        for (Finding finding : results.findings()) {
            table = table.row(finding.defense(), words(finding.kind()), finding.text());
        }
        return List.of(heading, table.element());
    }

    private static String words(Finding.Kind kind) {
        return switch (kind) {
            case NO_GRADIENT -> "no gradient";
            case WEAKER_ATTACKER_WINS -> "a weaker attacker wins";
            case NOT_CONVERGED -> "not converged";
            case ITERATIONS_BRING_NOTHING -> "iterations bring nothing";
            case STOPS_BY_REJECTING -> "stops by rejecting";
            case BROKEN_CERTIFICATE -> "broken certificate";
        };
    }
}
