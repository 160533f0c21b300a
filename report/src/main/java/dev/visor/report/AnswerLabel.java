package dev.visor.report;

import dev.visor.evaluation.Answer;
import dev.visor.experiment.AttackRecord;
import java.util.ArrayList;
import java.util.List;

/** What a recognizer answered, marked by word, sign and color as the real person, the target or somebody else. */
final class AnswerLabel {

    private AnswerLabel() {}

    /** Returns the person with the confidence and how sure the recognizer is of the real person and the target. */
    static Element full(AttackIndex attacks, String attack, Answer answer) {
        AttackRecord record = attacks.get(attack);
        String sure = unbroken("real " + Numbers.percent(answer.realConfidence()))
                + (record.target() == null
                        ? ""
                        : " · " + unbroken("target " + Numbers.percent(answer.targetConfidence())));
        List<Node> content = new ArrayList<>(content(attacks.who(attack, answer), answer));
        content.add(Html.element("br"));
        content.add(Html.span("muted", sure));
        return Html.element("p", content).styled("answer");
    }

    /** Returns the person with the confidence. */
    static Element brief(AttackIndex attacks, String attack, Answer answer) {
        return Html.element("span", content(attacks.who(attack, answer), answer))
                .styled("answer");
    }

    /** Returns the mark by itself. */
    static Element tag(AttackIndex.Who who) {
        return switch (who) {
            case REAL -> Html.span("tag real", "✓ real");
            case TARGET -> Html.span("tag target", "✗ target");
            case OTHER -> Html.span("tag other", "? other");
        };
    }

    private static String unbroken(String words) {
        return words.replace(' ', '\u00a0');
    }

    private static List<Node> content(AttackIndex.Who who, Answer answer) {
        return List.of(
                tag(who),
                Html.text(" " + Wording.person(answer.person()) + " "),
                Html.strong(Numbers.percent(answer.confidence())));
    }
}
