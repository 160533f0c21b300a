package dev.visor.report.verdict;

import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Numbers;

/** The legend of the colors. */
public final class Bands {

    private Bands() {}

    /** Returns what the colors of success rates mean. */
    public static Element legend() {
        String often = Numbers.decimal(Band.OFTEN * 100, 0) + " %";
        String few = Numbers.decimal(Band.FEW * 100, 0) + " %";
        return Html.element(
                        "ul",
                        entry(Band.BROKEN, "more than " + often + " of the attacks passed"),
                        entry(Band.LEAKS, "some passed, at most " + often),
                        entry(Band.HELD, "an attacker who knows the defense was tried; the interval ends below " + few),
                        entry(Band.OPEN, "not known: no such attacker was tried, or attacks were too few or too weak"))
                .styled("legend");
    }

    private static Element entry(Band band, String meaning) {
        return Html.element("li", Html.span("swatch band " + band.styleClass(), ""), Html.text(" " + meaning));
    }
}
