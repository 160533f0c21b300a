package dev.visor.report.evidence;

import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.Rates;
import dev.visor.report.chart.Axis;
import dev.visor.report.chart.LineChart;
import dev.visor.report.chart.Plot;
import dev.visor.report.html.Download;
import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.verdict.Assessment;
import dev.visor.report.verdict.Standing;
import dev.visor.report.verdict.Wording;
import java.util.ArrayList;
import java.util.List;

/** The article's figures: the rates of each defense over the confidence threshold, in its worst case. */
final class RateCurves {

    private final Assessment assessment;

    RateCurves(Assessment assessment) {
        this.assessment = assessment;
    }

    List<Node> nodes() {
        List<Standing> shown = assessment.defenses().isEmpty() ? assessment.all() : assessment.defenses();
        List<Element> charts = shown.stream()
                .flatMap(standing -> standing.worst().stream()
                        .filter(cell -> !cell.rates().isEmpty())
                        .map(cell -> chart(standing.defense(), cell)))
                .toList();
        return charts.isEmpty()
                ? List.of()
                : List.of(
                        Html.heading("What does a confidence threshold change?"),
                        Html.element(
                                        "p",
                                        Html.text(
                                                "An answer below the threshold counts as unknown. Each defense is shown "
                                                        + "in its worst case, with the undefended system dashed. "),
                                        Download.csv("all rates as CSV", "rates over the confidence threshold", file()))
                                .styled("explanation"),
                        Html.div("charts", charts));
    }

    private Element chart(DefenseResult defense, Cell cell) {
        List<LineChart.Series> series = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            series.add(series(metric.label(), metric, false, cell.rates()));
        }
        if (!defense.isUndefended()) {
            assessment
                    .results()
                    .undefended()
                    .cell(cell.attacker(), cell.accessory())
                    .ifPresent(before -> {
                        for (Metric metric : Metric.values()) {
                            series.add(series(metric.label() + ", undefended", metric, true, before.rates()));
                        }
                    });
        }
        return new LineChart(
                        defense.name() + ": " + Wording.where(cell),
                        new Plot(Axis.of("confidence threshold", 0, 1, 5), Axis.ofShares("share of the pictures")),
                        series)
                .element();
    }

    private static LineChart.Series series(String label, Metric metric, boolean dashed, List<Rates> rates) {
        return new LineChart.Series(
                label,
                metric.tone(),
                dashed,
                rates.stream()
                        .map(one ->
                                new LineChart.At(one.threshold(), metric.of(one).value()))
                        .toList());
    }

    private List<List<String>> file() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "defense",
                "attacker",
                "accessory",
                "threshold",
                "clean hits",
                "clean trials",
                "adversarial hits",
                "adversarial trials",
                "success hits",
                "success trials",
                "defense success hits",
                "defense success trials"));
        for (DefenseResult defense : assessment.results().defenses()) {
            for (Cell cell : defense.cells()) {
                cell.rates().forEach(rates -> lines.add(line(defense, cell, rates)));
            }
        }
        return lines;
    }

    private static List<String> line(DefenseResult defense, Cell cell, Rates rates) {
        List<String> line = new ArrayList<>(
                List.of(defense.name(), cell.attacker(), cell.accessory(), Numbers.shortest(rates.threshold())));
        for (Rate rate : List.of(rates.clean(), rates.adversarial(), rates.success(), rates.defenseSuccess())) {
            line.add(Integer.toString(rate.hits()));
            line.add(Integer.toString(rate.trials()));
        }
        return line;
    }
}
