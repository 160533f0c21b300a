package dev.visor.report;

import dev.visor.gauntlet.Finding;
import dev.visor.gauntlet.GauntletResults;
import java.util.ArrayList;
import java.util.List;

/** What makes the figures doubtful, or tells how they came about. */
final class FindingsSection {

    private FindingsSection() {}

    static Section of(GauntletResults results) {
        List<Node> body = new ArrayList<>();
        body.add(
                Html.explanation(
                        "Looked for in every cell: pictures without a gradient to follow, an attacker who knows "
                                + "less and does better, attacks that still begin to succeed when their steps end, steps that bring "
                                + "nothing, a defense that stops attacks by recognizing nobody, and certificates that were broken."));
        if (results.findings().isEmpty()) {
            body.add(Html.paragraph("Nothing was found."));
        } else {
            Table table = Table.of("Findings", "Defense", "What", "Details");
            for (Finding finding : results.findings()) {
                table = table.row(finding.defense(), words(finding.kind()), finding.text());
            }
            body.add(table.element());
        }
        return new Section("soundness", "Can these figures be believed?", body);
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
