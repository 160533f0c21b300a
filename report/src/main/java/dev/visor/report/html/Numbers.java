package dev.visor.report.html;

import dev.visor.evaluation.Rate;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Numbers as a reader sees them; what was not measured is said so and never printed as "NaN". */
public final class Numbers {

    /** Where there is no number. */
    public static final String NOTHING = "–";

    static final String NO_TRIALS = "0/0 (nothing to measure)";

    private Numbers() {}

    /** Returns a share such as "95.0 %". */
    public static String percent(double share) {
        return Double.isFinite(share) ? decimal(share * 100, 1) + " %" : NOTHING;
    }

    private static String percent(Rate rate) {
        return decimal(rate.value() * 100, rate.decimals()) + " %";
    }

    /** Returns a number with so many decimal places. */
    public static String decimal(double value, int places) {
        if (!Double.isFinite(value)) {
            return NOTHING;
        }
        String text = String.format(Locale.ROOT, "%." + places + "f", value);
        return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
    }

    /** Returns a number as short as it can be, such as "24" or "24.5". */
    public static String shortest(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : NOTHING;
    }

    /** Returns a threshold with at least two decimal places, such as "0.90" or "0.975". */
    public static String threshold(double value) {
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        return (exact.scale() < 2 ? exact.setScale(2) : exact).toPlainString();
    }

    /** Returns a rate such as "38/40 = 95.0 % [83.5, 98.6]", the interval being that of {@link Rate}. */
    public static String rate(Rate rate) {
        return rate.trials() == 0 ? NO_TRIALS : fraction(rate) + " = " + percent(rate) + " " + interval(rate);
    }

    /** Returns a rate such as "38/40". */
    public static String fraction(Rate rate) {
        return rate.hits() + "/" + rate.trials();
    }

    /** Returns the interval of a rate with trials, in percent, such as "[83.5, 98.6]". */
    public static String interval(Rate rate) {
        int places = rate.decimals();
        return "[" + decimal(rate.low() * 100, places) + ", " + decimal(rate.high() * 100, places) + "]";
    }

    /** Returns the same text as {@link #rate} in spans that break lines only between the figure and its interval. */
    public static Node rateNode(Rate rate) {
        if (rate.trials() == 0) {
            return valued(rate, Html.span("rate", NO_TRIALS));
        }
        return valued(
                rate,
                Html.element(
                                "span",
                                Html.span("counts", fraction(rate) + " = ").add(Html.strong(percent(rate))),
                                Html.text(" "),
                                Html.span("interval", interval(rate)))
                        .styled("rate"));
    }

    /** Returns a rate such as "38/40" in bold print, with its interval below it. */
    public static Node compactRate(Rate rate) {
        return rate.trials() == 0
                ? valued(rate, Html.span("rate", NOTHING))
                : valued(
                        rate,
                        Html.element(
                                        "span",
                                        Html.strong(fraction(rate)),
                                        Html.element("br"),
                                        Html.span("interval", interval(rate) + " %"))
                                .styled("rate"));
    }

    /** Returns a rate such as "38/40" without its interval. */
    public static Node fractionNode(Rate rate) {
        return valued(rate, Html.span("rate", rate.trials() == 0 ? NOTHING : fraction(rate)));
    }

    private static Node valued(Rate rate, Element shown) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("hits", Integer.toString(rate.hits()));
        values.put("trials", Integer.toString(rate.trials()));
        values.put("low", rate.trials() == 0 ? "" : decimal(rate.low(), 4));
        values.put("high", rate.trials() == 0 ? "" : decimal(rate.high(), 4));
        return new Node.Valued(shown, rate.trials() == 0 ? "" : decimal(rate.value(), 6), values);
    }

    /** Returns a time as {@link #duration} does, which is sorted by its seconds. */
    public static Node durationNode(double seconds) {
        String text = duration(seconds);
        return new Node.Valued(Html.element("span", text), decimal(seconds, 1), Map.of("", text));
    }

    /** Returns a time such as "0.4 s" or "2 min 05 s". */
    public static String duration(double seconds) {
        if (!Double.isFinite(seconds) || seconds < 59.95) {
            return decimal(seconds, 1) + " s";
        }
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
    }
}
