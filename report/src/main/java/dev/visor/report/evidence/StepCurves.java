package dev.visor.report.evidence;

import dev.visor.attack.Knowledge;
import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.report.chart.Axis;
import dev.visor.report.chart.LineChart;
import dev.visor.report.chart.Plot;
import dev.visor.report.chart.Tone;
import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.verdict.Assessment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many attacks had reached their goal after so many steps: a curve that still rises at its end is no result. */
final class StepCurves {

    private static final int MOST_SERIES = 2 * Tone.values().length;

    private final Assessment assessment;

    StepCurves(Assessment assessment) {
        this.assessment = assessment;
    }

    List<Node> nodes() {
        List<Element> charts = new ArrayList<>();
        for (AttackerSummary attacker : assessment.results().attackers()) {
            if (attacker.knowledge() == Knowledge.TRANSFER) {
                continue; // what is tried once has no curve
            }
            charts(attacker).forEach((title, cells) -> charts.addAll(split(attacker, title, cells)));
        }
        return charts.isEmpty()
                ? List.of()
                : List.of(
                        Html.heading("Were the attacks long enough?"),
                        Html.explanation(
                                "The share of the attacks whose goal had held at least once, on what the attacker "
                                        + "attacked. A curve that is level at its end has converged."),
                        Html.div("charts", charts));
    }

    /** Returns the cells of each chart by the label of its curve, by the title of the chart. */
    private Map<String, Map<String, Cell>> charts(AttackerSummary attacker) {
        Map<String, Map<String, Cell>> charts = new LinkedHashMap<>();
        for (DefenseResult defense : assessment.results().defenses()) {
            for (Cell cell : defense.cells()) {
                if (cell.attacker().equals(attacker.name()) && cell.success().trials() > 0) {
                    // Whoever does not adapt attacks the undefended system, with the same attacks for all defenses.
                    String title = attacker.adaptive()
                            ? attacker.name() + " with " + cell.accessory() + ", on each defense"
                            : attacker.name() + ", on the undefended system";
                    charts.computeIfAbsent(title, key -> new LinkedHashMap<>())
                            .putIfAbsent(attacker.adaptive() ? defense.name() : cell.accessory(), cell);
                }
            }
        }
        return charts;
    }

    private static List<Element> split(AttackerSummary attacker, String title, Map<String, Cell> cells) {
        List<Map.Entry<String, Cell>> curves = List.copyOf(cells.entrySet());
        List<Element> charts = new ArrayList<>();
        for (int from = 0; from < curves.size(); from += MOST_SERIES) {
            List<LineChart.Series> series = new ArrayList<>();
            for (Map.Entry<String, Cell> curve : curves.subList(from, Math.min(curves.size(), from + MOST_SERIES))) {
                boolean dashed = series.size() >= Tone.values().length;
                series.add(
                        new LineChart.Series(curve.getKey(), Tone.at(series.size()), dashed, points(curve.getValue())));
            }
            Plot plot = new Plot(axis(attacker, curves), Axis.ofShares("share of the attacks"));
            charts.add(new LineChart(title, plot, series).element());
        }
        return charts;
    }

    /** Iterations are few. Queries may be thousands, while the first successes come after hundreds. */
    private static Axis axis(AttackerSummary attacker, List<Map.Entry<String, Cell>> curves) {
        if (attacker.knowledge() == Knowledge.WHITE_BOX) {
            return Axis.ofCounts("iterations", attacker.maxSteps());
        }
        int first = curves.stream()
                .flatMap(curve -> curve.getValue().reachedAt().stream())
                .filter(at -> at > 0)
                .min(Comparator.naturalOrder())
                .orElse(1);
        return Axis.ofMagnitudes("queries", first, attacker.maxSteps());
    }

    /** Returns the corners of the stairs. */
    private static List<LineChart.At> points(Cell cell) {
        int trials = cell.success().trials();
        List<LineChart.At> points = new ArrayList<>();
        int reached = 0;
        points.add(new LineChart.At(0, 0));
        for (int at : cell.reachedAt()) {
            points.add(new LineChart.At(at, (double) reached / trials));
            reached++;
            points.add(new LineChart.At(at, (double) reached / trials));
        }
        points.add(new LineChart.At(cell.maxSteps(), (double) reached / trials));
        return points;
    }
}
