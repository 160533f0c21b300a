package dev.visor.report.evidence;

import dev.visor.attack.Knowledge;
import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Table;
import dev.visor.report.verdict.Assessment;
import dev.visor.report.verdict.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How many attacks without gradients had reached their goal within so many queries. */
final class QueryBudgets {

    private static final List<Integer> BUDGETS = List.of(10, 30, 100, 300, 1000, 3000, 10_000, 30_000);

    private final Assessment assessment;

    QueryBudgets(Assessment assessment) {
        this.assessment = assessment;
    }

    List<Node> nodes() {
        List<AttackerSummary> attackers = assessment.results().attackers().stream()
                .filter(attacker ->
                        attacker.knowledge() != Knowledge.WHITE_BOX && attacker.knowledge() != Knowledge.TRANSFER)
                .toList();
        List<Integer> budgets = budgets(attackers);
        List<List<Node>> rows = new ArrayList<>();
        for (AttackerSummary attacker : attackers) {
            for (DefenseResult defense : assessment.results().defenses()) {
                // Whoever does not adapt attacks the undefended system alone.
                if (attacker.adaptive() || defense.isUndefended()) {
                    rows.addAll(rows(attacker, defense, budgets));
                }
            }
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        Stream<String> columns = budgets.stream().map(budget -> "Within " + budget);
        Table table = new Table(
                "Success over queries",
                Stream.concat(Stream.of("Attacker", "Attacked system"), columns)
                        .map(Html::text)
                        .toList(),
                rows);
        return List.of(
                Html.heading("How many queries does an attack without gradients need?"),
                Html.explanation("Attacks whose goal had held at least once after so many queries about pictures "
                        + "with the accessory, on what the attacker attacked."),
                table.element());
    }

    /** Returns the budgets below the largest one, and that. */
    private static List<Integer> budgets(List<AttackerSummary> attackers) {
        int most = attackers.stream().mapToInt(AttackerSummary::maxSteps).max().orElse(0);
        return Stream.concat(BUDGETS.stream().filter(budget -> budget < most), Stream.of(most))
                .toList();
    }

    private static List<List<Node>> rows(AttackerSummary attacker, DefenseResult defense, List<Integer> budgets) {
        return defense.cells().stream()
                .filter(cell -> cell.attacker().equals(attacker.name())
                        && cell.success().trials() > 0)
                .map(cell -> row(cell, defense, budgets))
                .toList();
    }

    private static List<Node> row(Cell cell, DefenseResult defense, List<Integer> budgets) {
        List<Node> row = new ArrayList<>();
        row.add(Html.text(Wording.where(cell)));
        row.add(Html.text(defense.name()));
        int trials = cell.success().trials();
        for (int i = 0; i < budgets.size(); i++) {
            int budget = budgets.get(i);
            // An attack with a smaller budget has nothing to show beyond it.
            boolean within = i == 0 || budgets.get(i - 1) < cell.maxSteps();
            long hits = cell.reachedAt().stream().filter(at -> at <= budget).count();
            row.add(within ? Numbers.rateNode(new Rate((int) hits, trials)) : Html.text(Numbers.NOTHING));
        }
        return row;
    }
}
