package dev.visor.report;

import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.evaluation.GoodnessScore;
import dev.visor.evaluation.GridPoint;
import dev.visor.evaluation.TuningResult;
import dev.visor.experiment.AttackRecord;
import dev.visor.experiment.AttackSummary;
import dev.visor.experiment.ExperimentResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the grid search found. */
final class TuningSection {

    private static final String TITLE = "Tuning: the grid search";

    private TuningSection() {}

    static Section of(ExperimentResults results) {
        TuningResult tuning = results.tuning();
        if (tuning == null) {
            return Section.of(
                    "tuning",
                    TITLE,
                    Html.paragraph("Nothing was tuned in this run: the defenses below were used with the parameters "
                            + "they came with."));
        }
        return Section.of(
                "tuning",
                TITLE,
                Html.explanation(
                        "Every combination of the defense's parameters was tried. The goodness score, between 0 "
                                + "and 1, rewards being sure of honest people, being sure of who an attacker really is, and not "
                                + "believing in the target; the combination with the highest score is the one to use."),
                Html.paragraph(effort(tuning) + givenUp(tuning)),
                Html.paragraph(pictures(tuning, results.tuningAttacks(), results.attacks())),
                objectives(tuning),
                Html.div("block", maps(new GoodnessMaps(tuning))));
    }

    private static String effort(TuningResult tuning) {
        return Numbers.count(tuning.points().size(), "combination") + " tried. Many of them give the same mask: "
                + Numbers.count(tuning.distinctMasks(), "distinct cleansed picture")
                + " had to be classified, each once, instead of the "
                + Numbers.count(tuning.naiveClassifications(), "classification")
                + " of trying every combination by itself.";
    }

    private static String givenUp(TuningResult tuning) {
        int finalists = tuning.finalists().size();
        int givenUp = tuning.points().size() - finalists;
        return givenUp == 0
                ? ""
                : " " + Numbers.count(givenUp, "combination") + " fell behind on a part of the pictures and "
                        + (givenUp == 1 ? "was" : "were")
                        + " given up; in the maps below their scores are those of that "
                        + "part. The best combinations are chosen among the " + finalists
                        + " that were tried on all pictures.";
    }

    private static String pictures(TuningResult tuning, @Nullable AttackSummary tuned, AttackSummary evaluated) {
        String used = "Tuned on " + Numbers.count(tuning.cleanPictures(), "clean picture") + " and "
                + Numbers.count(tuning.adversarialPictures(), "adversarial picture")
                + (tuned == null ? "" : " (" + tuned.pictures() + ")") + ". ";
        if (tuned == null) {
            return used + "The results do not tell which pictures these are.";
        }
        Set<String> faces = faces(tuned);
        faces.retainAll(faces(evaluated));
        return faces.isEmpty()
                ? used
                        + "These are other pictures than those of the evaluation below, so that the figures there are not "
                        + "flattered by the search."
                : used + "Caution: " + Numbers.count(faces.size(), "picture") + " of the attackers can be found in the "
                        + "evaluation below as well, so the figures there are flattered by the search.";
    }

    private static Set<String> faces(AttackSummary attacks) {
        return attacks.attacks().stream().map(AttackRecord::face).collect(Collectors.toCollection(TreeSet::new));
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
        return table.row(row("clean faces kept: highest AC(clean, r)", tuning.bestClean()))
                .row(row("attackers recognized: highest AC(adv, r)", tuning.bestAdversarial()))
                .row(row("targets protected: highest 1 − AC(adv, t)", tuning.bestAgainstTarget()))
                .row(row(chosen(tuning), tuning.best()))
                .row(
                        "article, goodness score (other data)",
                        "not told",
                        "no",
                        "not told",
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
        cells.add(Html.text(Wording.reading(config.map().reading())));
        cells.add(Html.text(Wording.relative(config.map().relative())));
        cells.add(Html.text(Wording.kind(config.threshold().kind())));
        cells.add(Html.text(Numbers.threshold(config.threshold().mu())));
        cells.add(Html.text(Integer.toString(config.iterations())));
        cells.add(Html.text(Integer.toString(config.minArea())));
        cells.add(Html.text(Wording.fill(config.fill())));
        cells.add(Html.text(Numbers.decimal(score.cleanReal(), 4)));
        cells.add(Html.text(Numbers.decimal(score.adversarialReal(), 4)));
        cells.add(Html.text(Numbers.decimal(score.adversarialTarget(), 4)));
        cells.add(Html.strong(Numbers.decimal(score.value(), 4)));
        return cells;
    }

    private static Node[] maps(GoodnessMaps maps) {
        return new Node[] {
            Html.heading("The goodness score over the grid"),
            Html.explanation(maps.explanation()),
            Html.div("maps", maps.byMinArea().stream().map(HeatMap::element).toList()),
            Html.div("maps", maps.byMapAndFill().stream().map(HeatMap::element).toList())
        };
    }
}
