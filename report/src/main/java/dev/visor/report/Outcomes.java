package dev.visor.report;

import dev.visor.evaluation.Answer;
import dev.visor.evaluation.DefenseEvaluation;
import dev.visor.evaluation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What became of each adversarial picture.
 *
 * @param defense the defense
 * @param attacks the attacks that its outcomes name
 */
record Outcomes(DefenseEvaluation defense, AttackIndex attacks) {

    /** Returns a bar of who was recognized before and one of who was recognized after. */
    Element bars() {
        List<Outcome> outcomes = defense.outcomes();
        if (outcomes.isEmpty()) {
            return Html.paragraph("There were no adversarial pictures.");
        }
        return Html.element(
                        "figure",
                        Html.element(
                                "figcaption",
                                "Who is recognized in " + Numbers.count(outcomes.size(), "adversarial picture")),
                        Html.paragraph("without the defense").styled("bar-title"),
                        bar(Outcome::before),
                        Html.paragraph("with the defense").styled("bar-title"),
                        bar(Outcome::after),
                        Html.paragraph("On average the defense replaced "
                                        + Numbers.percent(mean(Outcome::maskedShare)) + " of the picture and "
                                        + Numbers.percent(mean(Outcome::maskedFrameShare)) + " of the glasses.")
                                .styled("note"))
                .styled("chart");
    }

    /** Returns every picture in a table to be opened. */
    Element table() {
        List<List<Node>> rows = new ArrayList<>();
        for (Outcome outcome : defense.outcomes()) {
            rows.add(List.of(
                    Html.text(outcome.attack()),
                    AnswerLabel.brief(attacks, outcome.attack(), outcome.before()),
                    AnswerLabel.brief(attacks, outcome.attack(), outcome.after()),
                    Html.text(Numbers.percent(outcome.maskedShare())),
                    Html.text(Numbers.percent(outcome.maskedFrameShare()))));
        }
        Table table =
                Table.of("Each adversarial picture", "Attack", "Before", "After", "Picture masked", "Glasses masked");
        return Html.details(
                "Each of " + Numbers.count(rows.size(), "adversarial picture"),
                new Table(table.title(), table.columns(), rows).element());
    }

    private Element bar(Function<Outcome, Answer> when) {
        List<Element> parts = new ArrayList<>();
        List<Element> legend = new ArrayList<>();
        for (AttackIndex.Who who : AttackIndex.Who.values()) {
            long pictures = defense.outcomes().stream()
                    .filter(outcome -> attacks.who(outcome.attack(), when.apply(outcome)) == who)
                    .count();
            if (pictures > 0) {
                parts.add(Html.span(styleClass(who), Long.toString(pictures)).with("style", "flex-grow:" + pictures));
            }
            legend.add(Html.element("li", AnswerLabel.tag(who), Html.text(" " + pictures)));
        }
        return Html.div(
                "outcome",
                Html.div("outcome-bar", parts),
                Html.element("ul", legend).styled("legend"));
    }

    private static String styleClass(AttackIndex.Who who) {
        return switch (who) {
            case REAL -> "part real";
            case TARGET -> "part target";
            case OTHER -> "part other";
        };
    }

    private double mean(ToDoubleFunction<Outcome> share) {
        return defense.outcomes().stream().mapToDouble(share).average().orElse(Double.NaN);
    }
}
