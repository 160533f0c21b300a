package dev.visor.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.report.html.Html;
import dev.visor.report.html.Page;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HeatMapTest {

    /** What WCAG 2 asks for at the level AA. */
    private static final double READABLE = 4.5;

    private static final HeatMap.Scale PERCENT = new HeatMap.Scale(0, 100);

    @Test
    void everyShadeCanBeRead() {
        for (int theme = 0; theme < 2; theme++) {
            int low = color("heat-low", theme);
            int high = color("heat-high", theme);
            for (int percent = 0; percent <= 100; percent++) {
                String cell = PERCENT.cell(percent, Html.text("")).markup();
                int ink = color(cell.contains("high") ? "heat-high-ink" : "heat-low-ink", theme);
                assertThat(contrast(mix(low, high, percent / 100.0), ink))
                        .as("theme %s, %s %%", theme, percent)
                        .isGreaterThanOrEqualTo(READABLE);
            }
        }
    }

    /** Returns a color of the style sheet for light (0) or dark (1) pages. */
    private static int color(String name, int theme) {
        Matcher colors = Pattern.compile("--" + name + ": light-dark\\(#(\\w{6}), #(\\w{6})\\)")
                .matcher(Page.styles("components/theme.css"));
        assertThat(colors.find()).isTrue();
        return Integer.parseInt(colors.group(theme + 1), 16);
    }

    private static int channel(int color, int shift) {
        return (color >> shift) & 0xff;
    }

    private static int mix(int from, int to, double share) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int part = (int) Math.round(channel(from, shift) + share * (channel(to, shift) - channel(from, shift)));
            mixed |= part << shift;
        }
        return mixed;
    }

    private static double contrast(int a, int b) {
        double lighter = Math.max(luminance(a), luminance(b));
        double darker = Math.min(luminance(a), luminance(b));
        return (lighter + 0.05) / (darker + 0.05);
    }

    /** Returns the relative luminance of WCAG 2. */
    private static double luminance(int color) {
        return 0.2126 * linear(channel(color, 16))
                + 0.7152 * linear(channel(color, 8))
                + 0.0722 * linear(channel(color, 0));
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
