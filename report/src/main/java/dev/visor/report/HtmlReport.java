package dev.visor.report;

import dev.visor.experiment.DataSummary;
import dev.visor.experiment.Example;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.Provenance;
import dev.visor.experiment.StageTime;
import java.util.List;
import java.util.function.Function;

/**
 * The results of an experiment as one HTML page that stands by itself: styles, charts and pictures are part of it, it
 * runs no script and loads nothing. It is well-formed XML as well.
 */
public final class HtmlReport {

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
                ProvenanceSection.of(results.provenance(), results.data()),
                TrainingSection.of(results),
                new AttackSection(results, attacks, album).section(),
                examples.saliency(),
                examples.defense(),
                TuningSection.of(results),
                new EvaluationSection(results, attacks).section(),
                DefinitionsSection.of(),
                TimesSection.of(times));
        return new Page(
                        "Face recognition under attack: a red-team report",
                        results.provenance().title(),
                        facts(results.data(), results.provenance()),
                        sections,
                        List.of(album.embedded()))
                .render();
    }

    /** Returns the line below the heading of a page. */
    static String facts(DataSummary data, Provenance provenance) {
        return data.name() + " · " + Numbers.people(data.picturesPerPerson().size()) + " · backbone "
                + provenance.backbone() + " · seed " + provenance.seed();
    }
}
