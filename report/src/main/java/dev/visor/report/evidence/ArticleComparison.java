package dev.visor.report.evidence;

import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.defense.mask.TunedMask;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.Rates;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Table;
import dev.visor.report.verdict.Assessment;
import dev.visor.report.verdict.Standing;
import dev.visor.report.verdict.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Saliency masks beside the article, whose attacker does not know the defense.
 *
 * @param columns the undefended system and the saliency masks
 */
record ArticleComparison(List<Column> columns) {

    /** The names of what the article's defense is called in a chain. */
    private static final Set<List<String>> MASKS =
            Set.of(List.of(SaliencyMaskConfig.ARTICLE.name()), List.of(new TunedMask().name()));

    /**
     * A system.
     *
     * @param name in the matrix
     * @param cell how it did against the attacker of the article
     */
    private record Column(String name, Cell cell) {}

    /** Returns the comparison; nothing if no saliency mask was tried by an attacker who does not know it. */
    static List<Node> of(Assessment assessment) {
        Optional<Cell> attacked = assessment.results().undefended().cells().stream()
                .filter(cell -> !assessment.adaptive().contains(cell.attacker())
                        && !cell.rates().isEmpty())
                .findFirst();
        List<Column> columns = new ArrayList<>();
        for (Standing standing : assessment.all()) {
            if (standing.defense().isUndefended()
                    || MASKS.contains(standing.defense().chain())) {
                attacked.flatMap(cell -> standing.defense().cell(cell.attacker(), cell.accessory()))
                        .ifPresent(cell ->
                                columns.add(new Column(standing.defense().name(), cell)));
            }
        }
        return columns.size() < 2 ? List.of() : new ArticleComparison(columns).nodes(attacked.orElseThrow());
    }

    private List<Node> nodes(Cell cell) {
        return List.of(
                Html.heading("Saliency masks beside the article"),
                Html.explanation("Attacker: " + Wording.where(cell) + ", who does not know the defense. The last two "
                        + "columns are of the " + ArticleFigures.LABEL + "."),
                Html.div("pair", everyAnswer().element(), sureAnswers().element()));
    }

    private Table everyAnswer() {
        List<List<Node>> rows = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            rows.add(row(0, metric.label(), metric::of, metric.articleBefore(), metric.articleAfter()));
        }
        rows.add(row(0, "defense success rate", Rates::defenseSuccess, Double.NaN, ArticleFigures.DEFENSE_SUCCESS));
        List<Node> goodness = new ArrayList<>(List.of(Html.text("goodness score")));
        columns.forEach(column ->
                goodness.add(Html.text(Numbers.decimal(column.cell().goodness().value(), 4))));
        goodness.add(Html.text(Numbers.NOTHING));
        goodness.add(Html.text(Numbers.decimal(ArticleFigures.GOODNESS, 4)));
        rows.add(goodness);
        return new Table("Every answer accepted", headings(), rows);
    }

    private Table sureAnswers() {
        double threshold = Rates.ARTICLE_THRESHOLD;
        List<List<Node>> rows = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            rows.add(row(threshold, metric.label(), metric::of, Double.NaN, metric.articleAfterAtThreshold()));
        }
        rows.add(row(
                threshold,
                "defense success rate",
                Rates::defenseSuccess,
                Double.NaN,
                ArticleFigures.DEFENSE_SUCCESS_AT_THRESHOLD));
        return new Table("Confidence of at least " + Numbers.threshold(threshold), headings(), rows);
    }

    private List<Node> headings() {
        List<Node> headings = new ArrayList<>(List.of(Html.text("Figure")));
        columns.forEach(column -> headings.add(Html.text(column.name())));
        headings.add(Html.text("article, before"));
        headings.add(Html.text("article, after"));
        return headings;
    }

    private List<Node> row(double threshold, String label, Function<Rates, Rate> rate, double before, double after) {
        List<Node> cells = new ArrayList<>(List.of(Html.text(label)));
        columns.forEach(column ->
                cells.add(Numbers.compactRate(rate.apply(Rates.at(column.cell().rates(), threshold)))));
        cells.add(Html.span("muted", Numbers.percent(before)));
        cells.add(Html.span("muted", Numbers.percent(after)));
        return cells;
    }
}
