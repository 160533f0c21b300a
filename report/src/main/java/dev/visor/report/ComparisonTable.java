package dev.visor.report;

import dev.visor.evaluation.DefenseEvaluation;
import dev.visor.evaluation.GoodnessScore;
import dev.visor.evaluation.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All defenses beside each other and beside the article.
 *
 * @param defenses at least one
 * @param best the one to mark
 */
record ComparisonTable(List<DefenseEvaluation> defenses, Optional<DefenseEvaluation> best) {

    Element element() {
        return Html.div(
                "block",
                everyAnswer().element(),
                sureAnswers().element(),
                Html.paragraph("The two last columns: " + ArticleFigures.LABEL + ". Its adversarial accuracy at the "
                                + "confidence threshold is derived from its text (6.7 points less than without); its "
                                + "goodness score is that of its grid search.")
                        .styled("note"));
    }

    private Table everyAnswer() {
        List<List<Node>> rows = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            rows.add(row(Measured::withoutThreshold, metric, metric.articleBefore(), metric.articleAfter()));
        }
        rows.add(defenseSuccess(Measured::withoutThreshold, ArticleFigures.DEFENSE_SUCCESS));
        rows.add(goodness());
        return new Table("Every answer accepted", columns(), rows);
    }

    private Table sureAnswers() {
        List<List<Node>> rows = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            rows.add(row(Measured::withThreshold, metric, Double.NaN, metric.articleAfterAtThreshold()));
        }
        rows.add(defenseSuccess(Measured::withThreshold, ArticleFigures.DEFENSE_SUCCESS_AT_THRESHOLD));
        String title = "Only answers with a confidence of at least " + Numbers.threshold(Measured.ACCEPTANCE);
        return new Table(title, columns(), rows);
    }

    private List<Node> columns() {
        List<Node> columns = new ArrayList<>(List.of(Html.text("Figure"), Html.text("No defense")));
        for (DefenseEvaluation defense : defenses) {
            boolean isBest = best.filter(defense::equals).isPresent();
            columns.add(
                    isBest
                            ? Html.element(
                                    "span",
                                    Html.text(defense.name() + " "),
                                    Html.span("tag best", Measured.distinction(defense)))
                            : Html.text(defense.name()));
        }
        columns.add(Html.span("muted", "article, before"));
        columns.add(Html.span("muted", "article, after"));
        return columns;
    }

    private List<Node> row(
            Function<DefenseEvaluation, Optional<Measured>> measured,
            Metric metric,
            double articleBefore,
            double articleAfter) {
        List<Node> cells = new ArrayList<>();
        cells.add(Html.text(metric.label()));
        cells.add(rate(measured.apply(defenses.get(0)).map(m -> metric.of(m.before()))));
        defenses.forEach(defense -> cells.add(rate(measured.apply(defense).map(m -> metric.of(m.after())))));
        cells.add(article(Numbers.percent(articleBefore)));
        cells.add(article(Numbers.percent(articleAfter)));
        return cells;
    }

    private List<Node> defenseSuccess(Function<DefenseEvaluation, Optional<Measured>> measured, double article) {
        List<Node> cells = new ArrayList<>();
        cells.add(Html.text("defense success rate"));
        cells.add(Html.text(Numbers.NOTHING));
        defenses.forEach(defense -> cells.add(rate(measured.apply(defense).map(Measured::defenseSuccess))));
        cells.add(article(Numbers.NOTHING));
        cells.add(article(Numbers.percent(article)));
        return cells;
    }

    private List<Node> goodness() {
        List<Node> cells = new ArrayList<>();
        cells.add(Html.text("goodness score"));
        cells.add(goodness(defenses.get(0).scoreBefore()));
        defenses.forEach(defense -> cells.add(goodness(defense.score())));
        cells.add(article(Numbers.NOTHING));
        cells.add(article(Numbers.decimal(ArticleFigures.GOODNESS, 4)));
        return cells;
    }

    private static Node goodness(GoodnessScore score) {
        return Html.strong(Numbers.decimal(score.value(), 4));
    }

    private static Node rate(Optional<Rate> rate) {
        return rate.map(Numbers::rateNode).orElse(Html.text(Numbers.NOTHING));
    }

    private static Node article(String figure) {
        return Html.span("muted", figure);
    }
}
