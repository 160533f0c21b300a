package dev.visor.report;

import dev.visor.gauntlet.Cell;
import dev.visor.gauntlet.DefenseResult;
import dev.visor.gauntlet.GauntletResults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many attacks had ever reached their goal after so many steps: a curve that still rises at its end is no result. */
final class CurvesSection {

    private CurvesSection() {}

    static Section of(GauntletResults results) {
        List<Node> body = new ArrayList<>();
        body.add(
                Html.explanation(
                        "The share of the attacks whose goal had held at least once after so many iterations or "
                                + "queries, for what the attacker attacked: an attacker who does not adapt attacks the undefended system, "
                                + "and one who adapts cannot see what a detector thinks. A curve that is level at its end has converged."));
        for (DefenseResult defense : results.defenses()) {
            List<Element> charts = new ArrayList<>();
            byAttacker(defense).forEach((attacker, cells) -> {
                for (int from = 0; from < cells.size(); from += 2 * Tone.values().length) {
                    int to = Math.min(cells.size(), from + 2 * Tone.values().length);
                    charts.add(chart(attacker, cells.subList(from, to)));
                }
            });
            body.add(Html.heading(defense.name()));
            body.add(Html.div("columns", charts));
        }
        return new Section("curves", "Were the attacks long enough?", body);
    }

    private static Map<String, List<Cell>> byAttacker(DefenseResult defense) {
        Map<String, List<Cell>> cells = new LinkedHashMap<>();
        for (Cell cell : defense.cells()) {
            cells.computeIfAbsent(cell.attacker(), name -> new ArrayList<>()).add(cell);
        }
        return cells;
    }

    private static Element chart(String attacker, List<Cell> cells) {
        List<LineChart.Series> series = new ArrayList<>();
        for (Cell cell : cells) {
            Tone tone = Tone.values()[series.size() % Tone.values().length];
            series.add(
                    new LineChart.Series(cell.accessory(), tone, series.size() >= Tone.values().length, points(cell)));
        }
        return new LineChart(
                        attacker,
                        new Plot(
                                Axis.ofCounts(
                                        "iterations or queries", cells.get(0).most()),
                                Axis.ofShares("share of the attacks")),
                        series)
                .element();
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
        points.add(new LineChart.At(cell.most(), (double) reached / trials));
        return points;
    }
}
