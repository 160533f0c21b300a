package dev.visor.report;

import java.util.ArrayList;
import java.util.List;

/**
 * How often each of a range of whole numbers occurs, in bins of a round width, for two groups on top of each other.
 *
 * @param title what the chart shows
 * @param axis what is counted, with its unit
 * @param lower the numbers of the group at the bottom, none negative
 * @param lowerLabel its name in the legend
 * @param upper the numbers of the group on top, none negative
 * @param upperLabel its name in the legend
 */
record Histogram(
        String title, String axis, List<Integer> lower, String lowerLabel, List<Integer> upper, String upperLabel) {

    private static final int BINS = 20;

    Histogram {
        lower = List.copyOf(lower);
        upper = List.copyOf(upper);
    }

    Element element() {
        int largest = Math.max(largest(lower), largest(upper));
        int width = (int) Math.max(1, Axis.roundStep((largest + 1.0) / BINS));
        int bins = largest / width + 1;
        int[] below = count(lower, width, bins);
        int[] above = count(upper, width, bins);
        int highest = 0;
        for (int i = 0; i < bins; i++) {
            highest = Math.max(highest, below[i] + above[i]);
        }
        Plot plot = new Plot(Axis.of(axis, 0, (double) bins * width, 6), Axis.ofCounts("number of attacks", highest));
        List<Element> bars = new ArrayList<>();
        for (int i = 0; i < bins; i++) {
            bars.addAll(bar(plot, i * width, width, 0, below[i], "reached"));
            bars.addAll(bar(plot, i * width, width, below[i], above[i], "missed"));
        }
        return Html.element("figure", Html.element("figcaption", title), plot.draw(title, bars), legend())
                .styled("chart");
    }

    private Element legend() {
        Element entries = Html.element("ul", legend("reached", lowerLabel)).styled("legend");
        return upper.isEmpty() ? entries : entries.add(legend("missed", upperLabel));
    }

    private static Element legend(String styleClass, String label) {
        return Html.element("li", Html.span("swatch " + styleClass, ""), Html.text(" " + label));
    }

    private static List<Element> bar(Plot plot, double from, double width, int bottom, int height, String styleClass) {
        if (height == 0) {
            return List.of();
        }
        double left = plot.across(from) + 1;
        double top = plot.down((double) bottom + height);
        return List.of(Plot.rectangle(left, top, plot.across(from + width) - left - 1, plot.down(bottom) - top)
                .styled("bar " + styleClass));
    }

    private static int[] count(List<Integer> numbers, int width, int bins) {
        int[] counts = new int[bins];
        numbers.forEach(number -> counts[number / width]++);
        return counts;
    }

    private static int largest(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
