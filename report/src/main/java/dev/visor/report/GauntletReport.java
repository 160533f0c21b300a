package dev.visor.report;

import dev.visor.gauntlet.GauntletResults;
import java.util.List;

/** The results of a gauntlet as one HTML page that stands by itself, in the manner of the {@link HtmlReport}. */
public final class GauntletReport {

    private GauntletReport() {}

    /**
     * Returns the page; the same results give the same page.
     *
     * @param results what the gauntlet came to, at least one defense with at least one cell
     */
    public static String render(GauntletResults results) {
        List<Section> sections = List.of(
                MatrixSection.worst(results),
                MatrixSection.matrix(results),
                FindingsSection.of(results),
                CurvesSection.of(results),
                CellsSection.of(results),
                ProvenanceSection.of(results.provenance(), results.data()));
        return new Page(
                        "Face recognition under attack: attackers against defenses",
                        results.provenance().title(),
                        HtmlReport.facts(results.data(), results.provenance()),
                        sections,
                        List.of())
                .render();
    }
}
