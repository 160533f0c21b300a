package dev.visor.report;

import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.experiment.Example;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.cost.StageTime;
import dev.visor.report.captures.CapturesVerdict;
import dev.visor.report.evidence.EvidenceSection;
import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Page;
import dev.visor.report.html.Pictures;
import dev.visor.report.html.Section;
import dev.visor.report.verdict.Assessment;
import dev.visor.report.verdict.AttackIndex;
import dev.visor.report.verdict.Verdict;
import dev.visor.report.verdict.VerdictSection;
import dev.visor.run.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The results of an experiment as one HTML page that stands by itself, see {@link Page}.
 */
public final class HtmlReport {

    private HtmlReport() {}

    /**
     * Returns the page; the same input gives the same page.
     *
     * @param results what the experiment found, with the undefended system among the defenses
     * @param captures what photographs of its printed attacks show; null if there are none
     * @param times how long its stages took; may be empty
     * @param command what to type to repeat the run
     * @param picture gives the PNG bytes of a picture by the names in {@link Example}; asked only for the pictures that
     *     the page shows
     * @throws IllegalArgumentException if a picture is no PNG
     * @throws IllegalStateException if the results lack the undefended system
     */
    public static String render(
            ExperimentResults results,
            @Nullable CapturedResults captures,
            List<StageTime> times,
            String command,
            Function<String, byte[]> picture) {
        Pictures pictures = new Pictures(picture);
        Assessment assessment = new Assessment(results, captures);
        AttackIndex attacks = new AttackIndex(results);
        List<Section> sections = new ArrayList<>();
        sections.add(VerdictSection.of(assessment));
        new FacesSection(assessment, attacks, pictures).section().ifPresent(sections::add);
        new MatrixSection(assessment).section().ifPresent(sections::add);
        WearersSection.of(results).ifPresent(sections::add);
        PhotographSection.of(results, attacks, pictures).ifPresent(sections::add);
        PrintedSection.of(assessment, attacks, pictures).ifPresent(sections::add);
        OpenSetSection.of(results).ifPresent(sections::add);
        sections.add(new EvidenceSection(assessment, attacks).section());
        sections.add(DefinitionsSection.of(results));
        sections.add(ProvenanceSection.of(results, times, command));
        return new Page(results.provenance().title(), header(assessment), sections, List.of(pictures.embedded()))
                .render();
    }

    private static Element header(Assessment assessment) {
        ExperimentResults results = assessment.results();
        Verdict verdict = new Verdict(assessment);
        List<Node> lines = new ArrayList<>();
        lines.add(Html.paragraph(results.provenance().title()).styled("kicker"));
        lines.add(Html.element("h1", verdict.headline()));
        CapturedResults captures = assessment.captures();
        if (captures != null) {
            lines.add(Html.paragraph("In front of a camera: " + new CapturesVerdict(captures).headline()));
        }
        verdict.caution().ifPresent(caution -> lines.add(Html.paragraph(caution).styled("caution")));
        lines.add(Html.paragraph("Visor red-team report · data set "
                        + results.data().name() + " · "
                        + Count.ofPeople(results.data().picturesPerPerson().size()) + " · system under test "
                        + results.provenance().system() + " · seed "
                        + results.provenance().seed())
                .styled("muted"));
        return Html.element("header", lines);
    }
}
