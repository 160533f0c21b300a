package dev.visor.report;

import dev.visor.evaluation.DefenseEvaluation;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.Rates;
import dev.visor.experiment.ExperimentResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How each defense did, beside the others and beside the article. */
final class EvaluationSection {

    private final ExperimentResults results;
    private final AttackIndex attacks;
    private final Optional<DefenseEvaluation> best;

    EvaluationSection(ExperimentResults results, AttackIndex attacks) {
        this.results = results;
        this.attacks = attacks;
        this.best = Measured.best(results.defenses());
    }

    Section section() {
        List<Node> body = new ArrayList<>();
        body.add(Html.explanation("The same pictures are shown to the system without and with the defense. Clean and "
                + "adversarial accuracy and the defense success rate should be high, the adversarial success rate low. "
                + "With a confidence threshold, an answer below it counts as “unknown”: neither as recognized nor as a "
                + "success of the attacker."));
        if (results.defenses().isEmpty()) {
            body.add(Html.paragraph("No defense was evaluated."));
        } else {
            body.add(Html.paragraph("Attacked pictures: " + results.attacks().pictures() + "."));
            body.add(Html.heading("All defenses beside each other"));
            body.add(new ComparisonTable(results.defenses(), best).element());
            results.defenses().forEach(defense -> body.add(defense(defense)));
        }
        return new Section("evaluation", "Evaluation", body);
    }

    private Element defense(DefenseEvaluation defense) {
        boolean isBest = best.filter(defense::equals).isPresent();
        Outcomes outcomes = new Outcomes(defense, attacks);
        Element pictures = Html.div("columns", outcomes.bars(), curves(defense));
        Element heading = Html.heading(defense.name());
        return Html.element(
                        "article",
                        isBest
                                ? heading.add(Html.text(" "), Html.span("tag best", Measured.distinction(defense)))
                                : heading,
                        Html.paragraph(Wording.setting(defense.config()) + ".").styled("muted"),
                        rates(defense),
                        isBest ? pictures : Html.details("What became of the attacks, and curves", pictures),
                        outcomes.table())
                .styled("defense");
    }

    private static Element rates(DefenseEvaluation defense) {
        Optional<Measured> without = Measured.withoutThreshold(defense);
        Optional<Measured> with = Measured.withThreshold(defense);
        String suffix = ", confidence at least " + Numbers.threshold(Measured.ACCEPTANCE);
        Table table = Table.of("Before and after", "Figure", "Before", "After", "Before" + suffix, "After" + suffix);
        for (Metric metric : Metric.values()) {
            table = table.row(
                    Html.text(metric.label()),
                    rate(without.map(m -> metric.of(m.before()))),
                    rate(without.map(m -> metric.of(m.after()))),
                    rate(with.map(m -> metric.of(m.before()))),
                    rate(with.map(m -> metric.of(m.after()))));
        }
        return table.row(
                        Html.text("defense success rate"),
                        Html.text(Numbers.NOTHING),
                        rate(without.map(Measured::defenseSuccess)),
                        Html.text(Numbers.NOTHING),
                        rate(with.map(Measured::defenseSuccess)))
                .row(
                        "goodness score",
                        Numbers.decimal(defense.scoreBefore().value(), 4),
                        Numbers.decimal(defense.score().value(), 4),
                        Numbers.NOTHING,
                        Numbers.NOTHING)
                .element();
    }

    private static Node rate(Optional<Rate> rate) {
        return rate.map(Numbers::rateNode).orElse(Html.text(Numbers.NOTHING));
    }

    private static Element curves(DefenseEvaluation defense) {
        List<LineChart.Series> series = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            series.add(series(metric, "before", true, defense.before()));
            series.add(series(metric, "after", false, defense.after()));
        }
        return new LineChart(
                        "Rates over the confidence threshold",
                        new Plot(Axis.of("confidence threshold", 0, 1, 5), Axis.ofShares("share of the pictures")),
                        series)
                .element();
    }

    private static LineChart.Series series(Metric metric, String when, boolean dashed, List<Rates> rates) {
        return new LineChart.Series(
                metric.label() + ", " + when,
                metric.tone(),
                dashed,
                rates.stream()
                        .map(one ->
                                new LineChart.At(one.threshold(), metric.of(one).value()))
                        .toList());
    }
}
