package dev.visor.report.captures;

import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.run.Count;
import java.util.ArrayList;
import java.util.List;

/**
 * What photographs of printed attacks show, for the page of the run that they are attacks of.
 *
 * @param results of the photographs
 */
public record CapturedAttacks(CapturedResults results) {

    /** Returns a heading, the rates of all photographs, and the same attacks as digital pictures and captured. */
    public List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        nodes.add(Html.heading("In front of a camera"));
        nodes.add(Html.explanation("Accessories were printed, worn and photographed: "
                + Count.of(results.pictures().size(), "photograph")
                + ". The page that 'visor captures' wrote shows some of them,"
                + " with the rates of each session, distance and light, and says what the rates mean."));
        nodes.addAll(CapturesVerdictSection.tables(results));
        nodes.addAll(SameAttacksSection.tables(results));
        return nodes;
    }
}
