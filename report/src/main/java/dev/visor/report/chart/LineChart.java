package dev.visor.report.chart;

import dev.visor.report.html.Download;
import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Curves over a common axis, with a legend; it can be saved as a drawing.
 *
 * @param title what the chart shows
 * @param plot its axes
 * @param series its curves
 */
public record LineChart(String title, Plot plot, List<Series> series) {

    private static final int MARKERS = 6;
    private static final int SAMPLE_WIDTH = 36;
    private static final int LEGEND_LINE = 21;
    private static final int LONGEST_HALF = 22;

    /**
     * A point of a curve; left out if y is no number.
     *
     * @param x along the horizontal axis
     * @param y along the vertical axis
     */
    public record At(double x, double y) {}

    /**
     * A curve.
     *
     * @param label its name in the legend
     * @param tone its color and the shape of its markers
     * @param dashed whether it is dashed, with hollow markers
     * @param points from left to right
     */
    public record Series(String label, Tone tone, boolean dashed, List<At> points) {

        /** Leaves out what can't be drawn. */
        public Series {
            points = points.stream()
                    .filter(at -> Double.isFinite(at.x()) && Double.isFinite(at.y()))
                    .toList();
        }

        private String styleClass() {
            return "series " + tone.styleClass() + (dashed ? " dashed" : "");
        }
    }

    /** Copies the list. */
    public LineChart {
        series = List.copyOf(series);
    }

    /** Returns the chart with its title and the link that saves it. */
    public Element element() {
        Element drawing = drawing();
        Element download = Download.svg(title, drawing, Page.styles("chart.css"));
        return Html.element("figure", Html.element("figcaption", Html.text(title), Html.text(" "), download), drawing)
                .styled("chart");
    }

    private Element drawing() {
        boolean two = series.stream().allMatch(one -> one.label().length() <= LONGEST_HALF);
        int columns = two ? 2 : 1;
        int lines = (series.size() + columns - 1) / columns;
        Element drawing = Html.element("svg", Html.element("title", title))
                .styled("plot")
                .with("viewBox", "0 0 " + Plot.WIDTH + " " + (Plot.HEIGHT + lines * LEGEND_LINE + 4))
                .with("role", "img")
                .add(plot.rules())
                .add(series.stream().map(this::curve).toList())
                .add(plot.titles());
        for (int i = 0; i < series.size(); i++) {
            double left = 8 + (i % columns) * (Plot.WIDTH / 2.0);
            double middle = Plot.HEIGHT + (i / columns + 0.5) * LEGEND_LINE;
            drawing = drawing.add(legend(series.get(i), left, middle));
        }
        return drawing;
    }

    private Element curve(Series one) {
        StringBuilder places = new StringBuilder();
        for (At at : one.points()) {
            places.append(Plot.place(plot.across(at.x())))
                    .append(',')
                    .append(Plot.place(plot.down(at.y())))
                    .append(' ');
        }
        List<Element> marks = new ArrayList<>();
        marks.add(Html.element("polyline").with("points", places.toString().trim()));
        for (At at : marked(one)) {
            marks.add(one.tone().marker(plot.across(at.x()), plot.down(at.y())));
        }
        return Html.element("g", marks).styled(one.styleClass());
    }

    /** Returns a few points of a curve, evenly spread and shifted a little, so that equal curves stay visible. */
    private List<At> marked(Series one) {
        int size = one.points().size();
        int stride = Math.max(1, size / MARKERS);
        int shift = size > MARKERS ? series.indexOf(one) * stride / series.size() : 0;
        return IntStream.range(0, size)
                .filter(i -> i % stride == shift)
                .mapToObj(i -> one.points().get(i))
                .toList();
    }

    private static Element legend(Series one, double left, double middle) {
        return Html.element(
                "g",
                Html.element(
                                "g",
                                Plot.line(left, middle, left + SAMPLE_WIDTH, middle),
                                one.tone().marker(left + SAMPLE_WIDTH / 2.0, middle))
                        .styled(one.styleClass()),
                Plot.label(one.label(), left + SAMPLE_WIDTH + 8, middle + 5, "start")
                        .styled("title"));
    }
}
