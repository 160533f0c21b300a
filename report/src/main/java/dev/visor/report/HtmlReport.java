package dev.visor.report;

import dev.visor.experiment.Example;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.StageTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The results of an experiment as one HTML page that stands by itself: styles, charts and pictures are part of it, it
 * runs no script and loads nothing. It is well-formed XML as well.
 */
public final class HtmlReport {

    /** Forbids the page to load anything, whatever a name in the data looks like. */
    private static final String CONTENT_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    private HtmlReport() {}

    /**
     * Returns the page; the same input gives the same page.
     *
     * @param results what the experiment found
     * @param times how long its stages took; may be empty
     * @param pictures gives the PNG bytes of a picture by the names in {@link Example}; asked only for the pictures that
     *     the page shows
     * @throws IllegalArgumentException if a picture is no PNG, or if an example or an outcome names an attack that the
     *     results do not have
     */
    public static String render(ExperimentResults results, List<StageTime> times, Function<String, byte[]> pictures) {
        Pictures album = new Pictures(pictures);
        AttackIndex attacks = new AttackIndex(results);
        ExampleSections examples = new ExampleSections(results, attacks, album);
        List<Section> sections = List.of(
                new SummarySection(results).section(),
                ProvenanceSection.of(results),
                TrainingSection.of(results),
                new AttackSection(results, attacks, album).section(),
                examples.saliency(),
                examples.defense(),
                TuningSection.of(results),
                new EvaluationSection(results, attacks).section(),
                DefinitionsSection.of(),
                TimesSection.of(times));
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n");
        Html.element("html", head(results), body(results, sections, album))
                .with("lang", "en")
                .write(page);
        return page.toString();
    }

    private static Element head(ExperimentResults results) {
        return Html.element(
                "head",
                Html.element("meta").with("charset", "utf-8"),
                Html.element("meta")
                        .with("http-equiv", "Content-Security-Policy")
                        .with("content", CONTENT_POLICY),
                Html.element("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"),
                Html.element("title", results.provenance().title()),
                Html.element("style", new Node.Markup(styles())));
    }

    private static Element body(ExperimentResults results, List<Section> sections, Pictures album) {
        Element header = Html.element(
                "header",
                Html.paragraph("Face recognition under attack: a red-team report")
                        .styled("kicker"),
                Html.element("h1", results.provenance().title()),
                Html.paragraph(results.data().name() + " · "
                                + Numbers.people(
                                        results.data().picturesPerPerson().size()) + " · backbone "
                                + results.provenance().backbone() + " · seed "
                                + results.provenance().seed())
                        .styled("muted"));
        Element contents = Html.element(
                        "nav",
                        Html.element("ul", sections.stream().map(Section::link).toList()))
                .with("aria-label", "Contents");
        Element main =
                Html.element("main", sections.stream().map(Section::element).toList());
        return Html.element("body", header, contents, main, album.embedded());
    }

    private static String styles() {
        try (InputStream styles =
                Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"), "report.css is missing")) {
            return new String(styles.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read report.css", e);
        }
    }
}
