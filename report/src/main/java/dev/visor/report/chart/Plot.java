package dev.visor.report.chart;

import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * The area of a chart between its two labeled axes, as SVG that takes its colors from the style sheet and grows with
 * the page.
 *
 * @param x the horizontal axis
 * @param y the vertical axis
 */
public record Plot(Axis x, Axis y) {

    static final int WIDTH = 480;
    static final int HEIGHT = 290;
    static final int LEFT = 64;

    private static final int RIGHT = 16;
    private static final int TOP = 12;
    private static final int BOTTOM = 54;
    private static final int TICK_GAP = 8;
    private static final int TEXT_DROP = 5;
    private static final double HALF_CHARACTER = 4.6;

    /** Returns the horizontal place of a value in the drawing. */
    double across(double value) {
        return LEFT + x.position(value) * (WIDTH - LEFT - RIGHT);
    }

    /** Returns the vertical place of a value in the drawing. */
    double down(double value) {
        return HEIGHT - BOTTOM - y.position(value) * (HEIGHT - TOP - BOTTOM);
    }

    /** Returns the rules and tick marks, which curves are drawn over. */
    List<Element> rules() {
        List<Element> rules = new ArrayList<>();
        for (double tick : y.ticks()) {
            rules.add(line(LEFT, down(tick), WIDTH - RIGHT, down(tick)).styled("grid"));
            rules.add(label(y.label().apply(tick), LEFT - TICK_GAP, down(tick) + TEXT_DROP, "end"));
        }
        double bottom = HEIGHT - BOTTOM;
        for (double tick : x.ticks()) {
            rules.add(
                    line(across(tick), bottom, across(tick), bottom + TEXT_DROP).styled("axis"));
            String label = x.label().apply(tick);
            // A long one at the end of the axis would leave the drawing.
            double middle = Math.min(across(tick), WIDTH - HALF_CHARACTER * label.length());
            rules.add(label(label, middle, bottom + TICK_GAP + 3 * TEXT_DROP, "middle"));
        }
        rules.add(line(LEFT, bottom, WIDTH - RIGHT, bottom).styled("axis"));
        return rules;
    }

    /** Returns the titles of the axes. */
    List<Element> titles() {
        double middle = (TOP + HEIGHT - BOTTOM) / 2.0;
        return List.of(
                label(x.title(), (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - TICK_GAP, "middle")
                        .styled("title"),
                label(y.title(), 0, 0, "middle")
                        .styled("title")
                        .with("transform", "translate(14 " + place(middle) + ") rotate(-90)"));
    }

    /** Returns a line from one place of the drawing to another. */
    static Element line(double x1, double y1, double x2, double y2) {
        return Html.element("line")
                .with("x1", place(x1))
                .with("y1", place(y1))
                .with("x2", place(x2))
                .with("y2", place(y2));
    }

    /** Returns text at a place of the drawing. */
    static Element label(String text, double x, double y, String anchor) {
        return Html.element("text", text)
                .with("x", place(x))
                .with("y", place(y))
                .with("text-anchor", anchor);
    }

    /** Returns a place in the drawing as an attribute. */
    static String place(double place) {
        return Numbers.decimal(place, 1);
    }
}
