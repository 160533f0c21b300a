package dev.visor.report.evidence;

import dev.visor.attack.Knowledge;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.Finding;
import dev.visor.experiment.ExperimentResults;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What makes the figures doubtful, or explains them. */
final class Findings {

    private Findings() {}

    static List<Node> of(ExperimentResults results) {
        Node heading = Html.heading("Can these figures be believed?");
        if (results.findings().isEmpty()) {
            return List.of(heading, Html.paragraph("Nothing was found that makes them doubtful. " + checks(results)));
        }
        Table table = Table.of("Findings", "Defense", "Finding", "Details");
        for (Finding finding : results.findings()) {
            table = table.row(finding.defense(), words(finding.kind()), finding.text());
        }
        return List.of(heading, table.element(), Html.paragraph(checks(results)));
    }

    /** Returns what was checked, and what could not be because nothing of the kind was tried. */
    private static String checks(ExperimentResults results) {
        List<Cell> cells = results.defenses().stream()
                .flatMap(defense -> defense.cells().stream())
                .toList();
        Map<String, Boolean> tried = new LinkedHashMap<>();
        tried.put("gradients through defenses", cells.stream().anyMatch(cell -> cell.gradients() != null));
        tried.put(
                "weaker attackers who do better",
                results.attackers().size() > 1
                        && results.attackers().stream()
                                .anyMatch(who -> who.adaptive() && who.knowledge() == Knowledge.WHITE_BOX));
        tried.put("convergence", results.attackers().stream().anyMatch(who -> who.knowledge() != Knowledge.TRANSFER));
        tried.put("defenses that reject everybody", results.defenses().size() > 1);
        tried.put("proofs", cells.stream().anyMatch(cell -> cell.brokenCertificates() != null));
        String left = listed(tried, false);
        return "Checked: " + listed(tried, true) + "." + (left.isEmpty() ? "" : " Not tried: " + left + ".");
    }

    private static String listed(Map<String, Boolean> tried, boolean which) {
        return tried.entrySet().stream()
                .filter(check -> check.getValue() == which)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }

    private static String words(Finding.Kind kind) {
        return switch (kind) {
            case GRADIENTS_NOT_TRIED -> "gradients not tried";
            case NO_GRADIENT -> "no gradient";
            case WEAKER_ATTACKER_WINS -> "a weaker attacker wins";
            case NOT_CONVERGED -> "not converged";
            case ITERATIONS_BRING_NOTHING -> "iterations bring nothing";
            case STOPS_BY_REJECTING -> "stops by rejecting";
            case BROKEN_CERTIFICATE -> "broken proof";
        };
    }
}
