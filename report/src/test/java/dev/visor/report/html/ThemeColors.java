package dev.visor.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The colors of the style sheet for light or for dark pages, and how well they can be distinguished. */
public final class ThemeColors {

    /** The contrast that WCAG 2 asks of text at the level AA. */
    public static final double READABLE = 4.5;

    /** The contrast that it asks of drawings. */
    public static final double VISIBLE = 3;

    private final boolean dark;

    public ThemeColors(boolean dark) {
        this.dark = dark;
    }

    /** Returns a color as 0xRRGGBB. */
    public int get(String name) {
        Matcher colors = Pattern.compile("--" + name + ": light-dark\\(#(\\w{6}), #(\\w{6})\\)")
                .matcher(Components.styles());
        assertThat(colors.find()).as(name).isTrue();
        return Integer.parseInt(colors.group(dark ? 2 : 1), 16);
    }

    /** Returns the color between two others that {@code color-mix} makes. */
    public static int mix(int from, int to, double share) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int part = (int) Math.round(channel(from, shift) + share * (channel(to, shift) - channel(from, shift)));
            mixed |= part << shift;
        }
        return mixed;
    }

    /** Returns the contrast of two colors, from 1 to 21. */
    public static double contrast(int a, int b) {
        double lighter = Math.max(luminance(a), luminance(b));
        double darker = Math.min(luminance(a), luminance(b));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static int channel(int color, int shift) {
        return (color >> shift) & 0xff;
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
