package dev.visor.report.chart;

import dev.visor.report.html.Element;
import dev.visor.report.html.Html;

/** What distinguishes the series of a chart: a color of the style sheet and, for those who see no colors, a shape. */
public enum Tone {
    /** Blue, with circles. */
    CIRCLE("M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0z"),
    /** Orange, with squares. */
    SQUARE("M-3.8,-3.8h7.6v7.6h-7.6z"),
    /** Teal, with triangles. */
    TRIANGLE("M0,-5l4.8,8.5h-9.6z"),
    /** Purple, with diamonds. */
    DIAMOND("M0,-5.4l5.4,5.4l-5.4,5.4l-5.4,-5.4z"),
    /** Grey, with hanging triangles. */
    WEDGE("M0,5l4.8,-8.5h-9.6z"),
    /** Brown, with bars. */
    BAR("M-2,-5h4v10h-4z");

    private final String outline;

    Tone(String outline) {
        this.outline = outline;
    }

    /** Returns the tone of the series at a place; they recur. */
    public static Tone at(int index) {
        return values()[index % values().length];
    }

    /** Returns the class of the style sheet. */
    String styleClass() {
        return "tone-" + (ordinal() + 1);
    }

    /** Returns the shape at a place of the drawing. */
    Element marker(double x, double y) {
        return Html.element("path")
                .styled("marker")
                .with("d", outline)
                .with("transform", "translate(" + Plot.place(x) + " " + Plot.place(y) + ")");
    }
}
