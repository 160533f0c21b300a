package dev.visor.report.evidence;

import dev.visor.attack.Knowledge;
import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.TransferResult;
import dev.visor.experiment.ExperimentResults;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Table;
import dev.visor.report.verdict.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How well attacks that were made on surrogates transfer, beside what they achieve on the surrogates themselves. */
public final class TransferTable {

    private static final List<String> COLUMNS = List.of(
            "Attacker", "Tried on", "On all surrogates", "Transfer rate", "Within one query", "Success on the system");

    private TransferTable() {}

    static List<Node> of(ExperimentResults results) {
        return nodes(COLUMNS, rows(results, List.of()));
    }

    /** Returns the table of several systems by name; nothing if no attack was made on surrogates. */
    public static List<Node> of(Map<String, ExperimentResults> systems) {
        List<List<Node>> rows = new ArrayList<>();
        systems.forEach((system, results) -> rows.addAll(rows(results, List.of(Html.text(system)))));
        return nodes(Stream.concat(Stream.of("System"), COLUMNS.stream()).toList(), rows);
    }

    private static List<Node> nodes(List<String> columns, List<List<Node>> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        return List.of(
                Html.heading("Do attacks that are made on other systems transfer?"),
                Html.explanation(
                        "The transfer rate is the share of attacks that succeed on the system, of those whose goal "
                                + "holds on all surrogates. Attacks that are continued by queries begin with one query about the "
                                + "picture that was made on the surrogates."),
                new Table(
                                "Attacks that were made on surrogates",
                                columns.stream().map(Html::text).toList(),
                                rows)
                        .element());
    }

    private static List<List<Node>> rows(ExperimentResults results, List<Node> first) {
        List<List<Node>> rows = new ArrayList<>();
        for (AttackerSummary attacker : results.attackers()) {
            for (DefenseResult defense : results.defenses()) {
                for (Cell cell : defense.cells()) {
                    TransferResult transfer = cell.transfer();
                    if (transfer != null && cell.attacker().equals(attacker.name())) {
                        List<Node> row = new ArrayList<>(first);
                        row.addAll(row(attacker, defense, cell, transfer));
                        rows.add(row);
                    }
                }
            }
        }
        return rows;
    }

    private static List<Node> row(AttackerSummary attacker, DefenseResult defense, Cell cell, TransferResult transfer) {
        // Queries are about what the attacker attacks: the undefended system, or the defense that is known.
        boolean continued = attacker.knowledge() != Knowledge.TRANSFER;
        boolean asked = attacker.adaptive() || defense.isUndefended();
        long atOnce = cell.reachedAt().stream().filter(at -> at <= 1).count();
        return List.of(
                Html.text(Wording.where(cell)),
                Html.text(defense.name()),
                Numbers.rateNode(transfer.onSurrogates()),
                Numbers.rateNode(transfer.transferred()),
                continued && asked
                        ? Numbers.rateNode(new Rate((int) atOnce, cell.success().trials()))
                        : Html.text(Numbers.NOTHING),
                Numbers.rateNode(cell.success()));
    }
}
