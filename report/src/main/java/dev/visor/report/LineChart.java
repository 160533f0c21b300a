package dev.visor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Curves over a common axis, with a legend.
 *
 * @param title what the chart shows
 * @param plot its axes
 * @param series its curves
 */
record LineChart(String title, Plot plot, List<Series> series) {

    private static final int MARKERS = 6;
    private static final int SAMPLE_WIDTH = 36;
    private static final int SAMPLE_HEIGHT = 12;

    /**
     * A point of a curve; left out if y is no number.
     *
     * @param x along the horizontal axis
     * @param y along the vertical axis
     */
    record At(double x, double y) {}

    /**
     * A curve.
     *
     * @param label its name in the legend
     * @param tone its color and the shape of its markers
     * @param dashed whether it is dashed, with hollow markers
     * @param points from left to right
     */
    record Series(String label, Tone tone, boolean dashed, List<At> points) {
        Series {
            points = points.stream()
                    .filter(at -> Double.isFinite(at.x()) && Double.isFinite(at.y()))
                    .toList();
        }

        private String styleClass() {
            return "series " + tone.styleClass() + (dashed ? " dashed" : "");
        }
    }

    LineChart {
        series = List.copyOf(series);
    }

    Element element() {
        List<Element> curves = series.stream().map(this::curve).toList();
        List<Element> legend = series.stream().map(LineChart::legend).toList();
        return Html.element(
                        "figure",
                        Html.element("figcaption", title),
                        plot.draw(title, curves),
                        Html.element("ul", legend).styled("legend"))
                .styled("chart");
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

    /** Returns a few points of a curve, evenly spread and shifted a little, so that equal curves can be told apart. */
    private List<At> marked(Series one) {
        int size = one.points().size();
        int stride = Math.max(1, size / MARKERS);
        int shift = size > MARKERS ? series.indexOf(one) * stride / series.size() : 0;
        return IntStream.range(0, size)
                .filter(i -> i % stride == shift)
                .mapToObj(i -> one.points().get(i))
                .toList();
    }

    private static Element legend(Series one) {
        double middle = SAMPLE_HEIGHT / 2.0;
        Element sample = Html.element(
                        "svg",
                        Html.element(
                                        "g",
                                        Plot.line(0, middle, SAMPLE_WIDTH, middle),
                                        one.tone().marker(SAMPLE_WIDTH / 2.0, middle))
                                .styled(one.styleClass()))
                .with("viewBox", "0 0 " + SAMPLE_WIDTH + " " + SAMPLE_HEIGHT)
                .with("width", Integer.toString(SAMPLE_WIDTH))
                .with("height", Integer.toString(SAMPLE_HEIGHT))
                .with("aria-hidden", "true");
        return Html.element("li", sample, Html.text(" " + one.label()));
    }
}
