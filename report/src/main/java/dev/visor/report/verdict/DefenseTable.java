package dev.visor.report.verdict;

import dev.visor.evaluation.Cell;
import dev.visor.evaluation.CleanResult;
import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each defense is worth: its worst case, what it costs honest people, and what it proves. */
final class DefenseTable {

    private DefenseTable() {}

    static Element of(Assessment assessment) {
        List<List<Node>> rows = new ArrayList<>();
        assessment.all().forEach(standing -> rows.add(row(standing)));
        return Table.of(
                        "Each defense at its worst",
                        "Defense",
                        "Worst case: attacks that passed",
                        "By",
                        "Adaptive attacker at worst",
                        "Clean accuracy",
                        "False alarms",
                        "Unknown",
                        "Proven")
                .withRows(rows)
                .styled("verdicts")
                .element();
    }

    private static List<Node> row(Standing standing) {
        CleanResult clean = standing.defense().clean();
        return List.of(
                name(standing),
                Html.element("td", rate(standing.worst()))
                        .styled("band " + standing.band().styleClass()),
                Html.text(standing.worst().map(DefenseTable::by).orElse(Numbers.NOTHING)),
                standing.defense().isUndefended() || standing.triedByAdaptive()
                        ? rate(standing.worstAdaptive())
                        : Html.span("tag open", "not tried"),
                Numbers.rateNode(clean.recognized()),
                Numbers.fractionNode(clean.tampered()),
                Numbers.fractionNode(clean.unknown()),
                clean.certified().hits() == 0 ? Html.text(Numbers.NOTHING) : Numbers.rateNode(clean.certified()));
    }

    private static Node name(Standing standing) {
        String chain = String.join(" → ", standing.defense().chain());
        return Html.element(
                "span",
                Html.strong(standing.defense().name()),
                Html.element("br"),
                Html.span("muted", standing.defense().isUndefended() ? "no defense" : chain));
    }

    private static String by(Cell cell) {
        return cell.success().hits() == 0 ? "nobody" : Wording.where(cell);
    }

    private static Node rate(Optional<Cell> cell) {
        return cell.map(Cell::success).map(Numbers::rateNode).orElse(Html.text(Numbers.NOTHING));
    }
}
