package dev.visor.report.captures;

import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Page;
import dev.visor.report.html.Pictures;
import dev.visor.report.html.Section;
import dev.visor.run.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What captures show as one HTML page that stands by itself, see {@link Page}. It shows the faces of at most {@link CapturedFaces#MOST} captures.
 */
public final class CapturesReport {

    private CapturesReport() {}

    /**
     * Returns the page; the same input gives the same page.
     *
     * @param results what was counted, the undefended system first
     * @param command what to type to repeat it
     * @param face gives the PNG bytes of the face of a capture by its file; asked only for those that the page shows
     * @throws IllegalArgumentException if a picture is no PNG
     */
    public static String render(CapturedResults results, String command, Function<String, byte[]> face) {
        Pictures pictures = new Pictures(face);
        CapturesVerdict verdict = new CapturesVerdict(results);
        List<Section> sections = new ArrayList<>();
        sections.add(CapturesVerdictSection.of(results, verdict));
        ConditionsSection.of(results).ifPresent(sections::add);
        new CapturedFaces(results, pictures).section().ifPresent(sections::add);
        SameAttacksSection.of(results).ifPresent(sections::add);
        sections.add(CapturesDefinitions.section());
        sections.add(Section.of(
                "provenance",
                "Provenance",
                Html.paragraph("This command repeats the evaluation:"),
                Html.element("pre", Html.element("code", command)).styled("command")));
        return new Page(
                        "Captures: " + results.title(),
                        header(results, verdict),
                        sections,
                        List.of(pictures.embedded()))
                .render();
    }

    private static Element header(CapturedResults results, CapturesVerdict verdict) {
        List<Node> lines = new ArrayList<>();
        lines.add(Html.paragraph("Printed and worn: " + results.title()).styled("kicker"));
        lines.add(Html.element("h1", verdict.headline()));
        verdict.caution().ifPresent(caution -> lines.add(Html.paragraph(caution).styled("caution")));
        lines.add(Html.paragraph("Visor captures · "
                        + Count.of(results.pictures().size(), "photograph") + " · system under test "
                        + results.network())
                .styled("muted"));
        return Html.element("header", lines);
    }
}
