package dev.visor.report;

import static dev.visor.report.Html.paragraph;
import static dev.visor.report.Html.text;
import static dev.visor.report.Numbers.rateNode;

import dev.visor.evaluation.DefenseEvaluation;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.AttackRecord;
import dev.visor.experiment.ExperimentResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The box at the top: four questions, answered from the numbers. */
final class SummarySection {

    /** The share of successes that must go for a defense to be called more than partly effective. */
    private static final double MOSTLY = 0.8;

    private final ExperimentResults results;
    private final Optional<DefenseEvaluation> best;
    private final Optional<Measured> measured;

    SummarySection(ExperimentResults results) {
        this.results = results;
        best = Measured.best(results.defenses());
        measured = best.flatMap(Measured::withoutThreshold);
    }

    Section section() {
        return Section.of(
                "summary",
                "Summary",
                Html.div("cards", attack(), defense(), cost(), evidence()),
                Html.explanation(
                        "Rates are told as hits/trials = percentage [95 % Wilson interval in percent]: with so "
                                + "many trials, the true rate plausibly lies anywhere in the brackets."));
    }

    private Element attack() {
        Rate reached = results.attacks().reached();
        Rate success = measured.map(m -> m.before().success()).orElse(reached);
        List<Node> answer = new ArrayList<>();
        if (reached.trials() == 0) {
            answer.add(text("No attack was run, so this report cannot say."));
        } else {
            answer.add(rateNode(success));
            answer.add(
                    text(" of the attacks got the answer they wanted from the undefended system (adversarial success "
                            + "rate), "));
            answer.add(rateNode(reached));
            answer.add(text(" with the confidence they had set out for, after a median of "
                    + Numbers.shortest(results.attacks().medianIterations())
                    + " iterations. They changed pixels within "
                    + Numbers.percent(results.attacks().frameShare())
                    + " of the picture, under the frame."));
        }
        return card(question(), howOften(success), success.hits() > 0 ? "bad" : "good", answer);
    }

    private String question() {
        List<AttackRecord> attacks = results.attacks().attacks();
        boolean allDodge = !attacks.isEmpty() && attacks.stream().allMatch(attack -> attack.target() == null);
        return allDodge
                ? "Can somebody with adversarial glasses avoid being recognized?"
                : "Can somebody with adversarial glasses pass as one of our people?";
    }

    private static String howOften(Rate success) {
        if (success.trials() == 0) {
            return "Not tested";
        }
        if (success.hits() == success.trials()) {
            return "Yes, in every attack tried";
        }
        if (success.hits() == 0) {
            return "Not in this test";
        }
        return "Yes, in " + success.hits() + " of " + success.trials() + " attacks";
    }

    private Element defense() {
        String question = "What stops it?";
        if (best.isEmpty() || measured.isEmpty()) {
            return card(question, "Not tested", "open", List.of(text("No defense was evaluated.")));
        }
        DefenseEvaluation defense = best.get();
        Rate before = measured.get().before().success();
        Rate after = measured.get().after().success();
        Rate real = measured.get().after().adversarial();
        List<Node> answer = List.of(
                text((Measured.isTuned(defense)
                                ? "Chosen by tuning, on other pictures (goodness score "
                                : "Best of " + Numbers.count(results.defenses().size(), "defense")
                                        + " by goodness score (")
                        + Numbers.decimal(defense.scoreBefore().value(), 4) + " → "
                        + Numbers.decimal(defense.score().value(), 4) + "): “" + defense.name()
                        + "”. Adversarial success rate before "),
                rateNode(before),
                text(", after "),
                rateNode(after),
                text(". Attackers recognized as who they are, after: "),
                rateNode(real),
                text("."));
        return card(
                question, verdict(defense, before, after), isBetter(defense, before, after) ? "good" : "bad", answer);
    }

    private static boolean isBetter(DefenseEvaluation defense, Rate before, Rate after) {
        return before.trials() > 0
                && after.trials() > 0
                && after.value() < before.value()
                && defense.score().value() > defense.scoreBefore().value();
    }

    private static String verdict(DefenseEvaluation defense, Rate before, Rate after) {
        if (before.trials() == 0 || after.trials() == 0) {
            return "Not tested";
        }
        if (before.hits() == 0) {
            return "Nothing to stop in this test";
        }
        if (!isBetter(defense, before, after)) {
            return "None of the defenses tried";
        }
        if (after.hits() == 0) {
            return "“" + defense.name() + "” stopped every attack tried";
        }
        boolean mostly = after.value() <= (1 - MOSTLY) * before.value();
        return "“" + defense.name() + "” stops " + (mostly ? "most" : "a part") + " of the attacks";
    }

    private Element cost() {
        String question = "What does it cost honest people?";
        if (measured.isEmpty()) {
            return card(question, "Not tested", "open", List.of(text("No defense was evaluated.")));
        }
        Rate before = measured.get().before().clean();
        Rate after = measured.get().after().clean();
        List<Node> answer = new ArrayList<>(List.of(
                text("Pictures without glasses recognized as who they are (clean accuracy): before "),
                rateNode(before),
                text(", after "),
                rateNode(after),
                text(".")));
        best.flatMap(Measured::withThreshold).ifPresent(m -> {
            answer.add(text(" If answers below " + Numbers.threshold(Measured.ACCEPTANCE)
                    + " confidence are not accepted, after: "));
            answer.add(rateNode(m.after().clean()));
            answer.add(text("."));
        });
        boolean lost = before.trials() > 0 && after.trials() > 0 && after.value() < before.value();
        return card(question, loss(before, after), lost ? "bad" : after.trials() == 0 ? "open" : "good", answer);
    }

    private static String loss(Rate before, Rate after) {
        if (before.trials() == 0 || after.trials() == 0) {
            return "Not tested";
        }
        double points = (before.value() - after.value()) * 100;
        if (points > 0) {
            return Numbers.decimal(points, 1) + " points of clean accuracy";
        }
        return "Nothing on these pictures";
    }

    private Element evidence() {
        int people = results.data().picturesPerPerson().size();
        int attacks = results.attacks().reached().trials();
        int clean = measured.map(m -> m.after().clean().trials()).orElse(0);
        String headline = Numbers.count(attacks, "attack") + ", "
                + (measured.isPresent() ? Numbers.count(clean, "clean picture") + ", " : "")
                + Numbers.people(people);
        String sentence = "Data set “" + results.data().name() + "”, attackers from: "
                + results.attacks().pictures() + ". Seed "
                + results.provenance().seed() + ", backbone “"
                + results.provenance().backbone() + "”. Everything was measured in the digital domain against an "
                + "attacker who does not know the defense; no glasses were printed. ";
        return card(
                "On what evidence?",
                headline,
                "open",
                List.of(text(sentence), Html.element("a", "Limits").with("href", "#limits"), text(".")));
    }

    private static Element card(String question, String headline, String tone, List<Node> answer) {
        return Html.div(
                "card " + tone,
                paragraph(question).styled("question"),
                paragraph(headline).styled("headline"),
                Html.element("p", answer));
    }
}
