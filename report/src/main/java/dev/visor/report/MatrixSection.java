package dev.visor.report;

import dev.visor.evaluation.Cell;
import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Section;
import dev.visor.report.html.Table;
import dev.visor.report.verdict.Assessment;
import dev.visor.report.verdict.Bands;
import dev.visor.report.verdict.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every attacker with every accessory against every defense, at one glance. */
final class MatrixSection {

    /** As many columns fit a printed page. */
    private static final int MOST_COLUMNS = 7;

    private record Column(String attacker, String accessory) {}

    private final Assessment assessment;

    MatrixSection(Assessment assessment) {
        this.assessment = assessment;
    }

    /** Returns the section; empty if nothing was tried. */
    Optional<Section> section() {
        List<Column> columns = assessment.results().defenses().stream()
                .flatMap(defense -> defense.cells().stream())
                .map(cell -> new Column(cell.attacker(), cell.accessory()))
                .distinct()
                .toList();
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        List<Node> body = new ArrayList<>();
        body.add(Html.explanation("Each cell shows the attacks that passed, their share, and the 95 % interval in "
                + "percent. The worst cell of each defense is framed."));
        List<List<Column>> parts = parts(columns);
        parts.forEach(part -> body.add(table(part, parts.size() > 1)));
        body.add(Bands.legend());
        return Optional.of(new Section("matrix", "Attackers against defenses", body));
    }

    /** Returns all columns, or those of one attacker after another if they are too many for one table. */
    private static List<List<Column>> parts(List<Column> columns) {
        if (columns.size() <= MOST_COLUMNS) {
            return List.of(columns);
        }
        List<List<Column>> parts = new ArrayList<>();
        for (String attacker : columns.stream().map(Column::attacker).distinct().toList()) {
            List<Column> own = columns.stream()
                    .filter(column -> column.attacker().equals(attacker))
                    .toList();
            for (int from = 0; from < own.size(); from += MOST_COLUMNS) {
                parts.add(own.subList(from, Math.min(own.size(), from + MOST_COLUMNS)));
            }
        }
        return parts;
    }

    private Element table(List<Column> columns, boolean several) {
        List<Node> headings = new ArrayList<>();
        headings.add(Html.text("Defense"));
        columns.forEach(column -> headings.add(heading(column)));
        List<List<Node>> rows = new ArrayList<>();
        for (Standing standing : assessment.all()) {
            List<Node> row = new ArrayList<>();
            row.add(Html.strong(standing.defense().name()));
            columns.forEach(column -> row.add(cell(standing, column)));
            rows.add(row);
        }
        String attackers = columns.stream().map(Column::attacker).distinct().collect(Collectors.joining(", "));
        return new Table("Attacks that passed" + (several ? ": " + attackers : ""), headings, rows, "matrix").element();
    }

    private Node heading(Column column) {
        return Html.element(
                "span",
                Html.text(column.attacker()),
                Html.element("br"),
                Html.span(
                        "muted",
                        assessment.adaptive().contains(column.attacker()) ? "knows the defense" : "does not know it"),
                Html.element("br"),
                Html.text(column.accessory()));
    }

    private static Node cell(Standing standing, Column column) {
        Optional<Cell> found = standing.defense().cell(column.attacker(), column.accessory());
        if (found.isEmpty()) {
            return Html.element("td", Numbers.NOTHING).styled("band none");
        }
        boolean worst = found.get().success().hits() > 0 && standing.worst().equals(found);
        String band = "band " + standing.band(found.get()).styleClass();
        return Html.element("td", Numbers.rateNode(found.get().success())).styled(worst ? band + " worst" : band);
    }
}
