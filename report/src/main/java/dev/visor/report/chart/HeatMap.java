package dev.visor.report.chart;

import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A table whose cells are darker the higher their value is, with a legend.
 *
 * @param title what the map shows
 * @param down what the rows stand for
 * @param across what the columns stand for
 * @param rows the labels of the rows
 * @param columns the labels of the columns
 * @param values a row per row, a column per column; empty where nothing was tried
 * @param scale from the value of the lightest to that of the darkest cell
 * @param best the value that is framed wherever it occurs
 */
public record HeatMap(
        String title,
        String down,
        String across,
        List<String> rows,
        List<String> columns,
        List<List<OptionalDouble>> values,
        Scale scale,
        double best) {

    /** The percentage from which on light ink on a dark cell is easier to read than dark ink, or the other way round. */
    private static final int HIGH_FROM = 70;

    /**
     * A scale of colors.
     *
     * @param low the value of the lightest cell
     * @param high the value of the darkest cell
     */
    public record Scale(double low, double high) {

        /** Returns a cell of a table in the color of its value. */
        public Element cell(double value, Node content) {
            double share = high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 1;
            long percent = Math.round(share * 100);
            return Html.element("td", content)
                    .styled(percent >= HIGH_FROM ? "shaded high" : "shaded")
                    .with("style", "--share:" + percent + "%");
        }
    }

    /** Copies the lists. */
    public HeatMap {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        values = values.stream().map(List::copyOf).toList();
    }

    /** Returns the table with its title and its legend. */
    public Element element() {
        List<Node> headings = new ArrayList<>();
        headings.add(Html.text(down + " ↓ " + across + " →"));
        columns.forEach(column -> headings.add(Html.text(column)));
        List<List<Node>> body = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            List<Node> cells = new ArrayList<>();
            cells.add(Html.text(rows.get(r)));
            values.get(r).forEach(value -> cells.add(cell(value)));
            body.add(cells);
        }
        return Html.div(
                "heatmap", new Table(title, headings, body, "heat").unsorted().element(), legend());
    }

    private Element cell(OptionalDouble value) {
        if (value.isEmpty()) {
            return Html.element("td", Numbers.NOTHING);
        }
        String text = Numbers.decimal(value.getAsDouble(), 3);
        boolean framed = value.getAsDouble() >= best;
        return scale.cell(value.getAsDouble(), framed ? Html.strong(text).styled("framed") : Html.text(text));
    }

    private Element legend() {
        return Html.div(
                "scale",
                Html.span("low", Numbers.decimal(scale.low(), 3)),
                Html.span("ramp", ""),
                Html.span("high", Numbers.decimal(scale.high(), 3)));
    }
}
