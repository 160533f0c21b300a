package dev.visor.report.evidence;

import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.evaluation.AttackRecord;
import dev.visor.evaluation.AttackSummary;
import dev.visor.evaluation.GoodnessScore;
import dev.visor.evaluation.grid.GridPoint;
import dev.visor.evaluation.grid.TuningResult;
import dev.visor.experiment.ExperimentResults;
import dev.visor.report.chart.HeatMap;
import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Table;
import dev.visor.run.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the grid search found. */
final class TuningPart {

    private TuningPart() {}

    static Element of(ExperimentResults.Tuning tuning, List<AttackSummary> evaluated) {
        TuningResult result = tuning.result();
        GoodnessMaps maps = new GoodnessMaps(result);
        return Html.div(
                "block",
                Html.explanation(
                        "Every combination of the saliency mask's settings was tried. The goodness score rewards "
                                + "being sure of honest people and of attackers, and not believing in the target."),
                Html.paragraph(effort(result) + givenUp(result) + " " + pictures(tuning, evaluated)),
                objectives(result),
                Html.explanation(maps.explanation()),
                Html.div("maps", maps.byMinArea().stream().map(HeatMap::element).toList())
                        .add(maps.byMapAndFill().stream().map(HeatMap::element).toList()));
    }

    private static String effort(TuningResult tuning) {
        return Count.of(tuning.points().size(), "combination") + " tried; "
                + Count.of(tuning.distinctMasks(), "distinct picture") + " classified, instead of "
                + tuning.naiveClassifications() + ".";
    }

    private static String givenUp(TuningResult tuning) {
        int finalists = tuning.finalists().size();
        int givenUp = tuning.points().size() - finalists;
        return givenUp == 0
                ? ""
                : " " + Count.of(givenUp, "combination") + " fell behind on a part of the pictures and "
                        + (givenUp == 1 ? "was" : "were")
                        + " given up; the maps show their scores on that part. The best "
                        + "ones are chosen among the " + finalists + " that were tried on all pictures.";
    }

    private static String pictures(ExperimentResults.Tuning tuning, List<AttackSummary> evaluated) {
        String used = "Tuned on " + Count.of(tuning.result().cleanPictures(), "clean picture") + " and "
                + Count.of(tuning.result().adversarialPictures(), "adversarial picture") + ". ";
        Set<String> faces = faces(List.of(tuning.attacks()));
        faces.retainAll(faces(evaluated));
        return faces.isEmpty()
                ? used + "The evaluation uses other pictures, so the search does not flatter its figures."
                : used + "Caution: the evaluation uses " + Count.of(faces.size(), "picture")
                        + " of these attackers as well, so the search flatters its figures.";
    }

    private static Set<String> faces(List<AttackSummary> summaries) {
        return summaries.stream()
                .flatMap(summary -> summary.attacks().stream())
                .map(AttackRecord::face)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Element objectives(TuningResult tuning) {
        Table table = Table.of(
                "The best combination for each objective and for the goodness score",
                "Objective",
                "Map",
                "Relative",
                "μ is a",
                "μ",
                "n",
                "φ",
                "Fill",
                "AC(clean,\u00a0r)",
                "AC(adv,\u00a0r)",
                "AC(adv,\u00a0t)",
                "Goodness");
        return table.withRows(List.of(
                        row("clean faces kept: highest AC(clean, r)", tuning.bestClean()),
                        row("attackers recognized: highest AC(adv, r)", tuning.bestAdversarial()),
                        row("targets protected: highest 1 − AC(adv, t)", tuning.bestAgainstTarget()),
                        row(chosen(tuning), tuning.best())))
                .row(
                        "article, goodness score (other data)",
                        "not given",
                        "no",
                        "not given",
                        Numbers.threshold(ArticleFigures.MU),
                        Integer.toString(ArticleFigures.ITERATIONS),
                        Integer.toString(ArticleFigures.MIN_AREA),
                        "black",
                        Numbers.NOTHING,
                        Numbers.NOTHING,
                        Numbers.NOTHING,
                        Numbers.decimal(ArticleFigures.GOODNESS, 4))
                .element();
    }

    private static String chosen(TuningResult tuning) {
        return tuning.minClean() > 0
                ? "goodness score, AC(clean, r) at least " + Numbers.decimal(tuning.minClean(), 2)
                : "goodness score";
    }

    private static List<Node> row(String objective, GridPoint point) {
        SaliencyMaskConfig config = point.config();
        GoodnessScore score = point.score();
        List<Node> cells = new ArrayList<>();
        cells.add(Html.text(objective));
        cells.add(Html.text(MaskWords.reading(config.map())));
        cells.add(Html.text(config.map().relative() ? "yes" : "no"));
        cells.add(Html.text(MaskWords.kind(config.threshold())));
        cells.add(Html.text(Numbers.threshold(config.threshold().mu())));
        cells.add(Html.text(Integer.toString(config.iterations())));
        cells.add(Html.text(Integer.toString(config.minArea())));
        cells.add(Html.text(MaskWords.fill(config)));
        cells.add(Html.text(Numbers.decimal(score.cleanReal(), 4)));
        cells.add(Html.text(Numbers.decimal(score.adversarialReal(), 4)));
        cells.add(Html.text(Numbers.decimal(score.adversarialTarget(), 4)));
        cells.add(Html.strong(Numbers.decimal(score.value(), 4)));
        return cells;
    }
}
