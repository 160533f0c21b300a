package dev.visor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
record HeatMap(
        String title,
        String down,
        String across,
        List<String> rows,
        List<String> columns,
        List<List<OptionalDouble>> values,
        Scale scale,
        double best) {

    private static final int[] LIGHT = {0xF0, 0xF5, 0xFB};
    private static final int[] DARK = {0x12, 0x43, 0x7A};
    private static final double WHITE_TEXT_FROM = 0.5;

    /**
     * A scale of colors.
     *
     * @param low the value of the lightest cell
     * @param high the value of the darkest cell
     */
    record Scale(double low, double high) {

        /** Returns the style of a cell with a value. */
        String style(double value) {
            double share = high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 1;
            return "background:" + color(share) + ";color:" + (share >= WHITE_TEXT_FROM ? "#fff" : "#16202c");
        }
    }

    HeatMap {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        values = values.stream().map(List::copyOf).toList();
    }

    Element element() {
        List<Element> body = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            List<Element> cells = new ArrayList<>();
            cells.add(Html.element("th", rows.get(r)).with("scope", "row"));
            values.get(r).forEach(value -> cells.add(cell(value)));
            body.add(Html.element("tr", cells));
        }
        Element table = Html.element("table", Html.element("thead", headings()), Html.element("tbody", body))
                .styled("heat");
        return Html.element("figure", Html.element("figcaption", title), Table.scrolling(title, table), legend())
                .styled("heatmap");
    }

    private List<Element> headings() {
        Element over = Html.element("th", across)
                .with("colspan", Integer.toString(columns.size()))
                .styled("across");
        Element corner = Html.element("th", down).with("rowspan", "2").styled("down");
        List<Element> labels = columns.stream()
                .map(label -> Html.element("th", label).with("scope", "col"))
                .toList();
        return List.of(Html.element("tr", corner, over), Html.element("tr", labels));
    }

    private Element cell(OptionalDouble value) {
        if (value.isEmpty()) {
            return Html.element("td", Numbers.NOTHING);
        }
        String text = Numbers.decimal(value.getAsDouble(), 3);
        boolean framed = value.getAsDouble() >= best;
        return Html.element("td", framed ? Html.strong(text) : Html.text(text))
                .styled(framed ? "best" : "plain")
                .with("style", scale.style(value.getAsDouble()));
    }

    private Element legend() {
        return Html.div(
                "scale",
                Html.span("low", Numbers.decimal(scale.low(), 3)),
                Html.span("ramp", "")
                        .with("style", "background:linear-gradient(90deg," + color(0) + "," + color(1) + ")"),
                Html.span("high", Numbers.decimal(scale.high(), 3)));
    }

    private static String color(double share) {
        int[] mixed = new int[LIGHT.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (int) Math.round(LIGHT[i] + share * (DARK[i] - LIGHT[i]));
        }
        return String.format(Locale.ROOT, "#%02x%02x%02x", mixed[0], mixed[1], mixed[2]);
    }
}
