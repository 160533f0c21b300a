package dev.visor.report.verdict;

import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Section;
import java.util.ArrayList;
import java.util.List;

/** The customer's questions with their answers, each defense at its worst, and what was not tried. */
public final class VerdictSection {

    private VerdictSection() {}

    /** Returns the section. */
    public static Section of(Assessment assessment) {
        Verdict verdict = new Verdict(assessment);
        List<Node> body = new ArrayList<>();
        body.add(Html.div(
                "cards",
                card(verdict.question(), verdict.attack()),
                card("What stops it?", verdict.defense()),
                card("What does it cost honest people?", verdict.cost()),
                card("On what evidence?", verdict.evidence())));
        body.add(DefenseTable.of(assessment));
        body.add(Bands.legend());
        List<Guarantee> guarantees = Guarantee.of(assessment);
        if (!guarantees.isEmpty()) {
            body.add(Html.heading("What is proven"));
            guarantees.forEach(guarantee -> body.add(guarantee.element()));
        }
        body.add(Html.heading("What was not tried"));
        body.add(Html.list(new NotTried(assessment).items()).styled("limits"));
        return new Section("verdict", "Verdict", body);
    }

    private static Element card(String question, Verdict.Answer answer) {
        return Html.div(
                "card " + answer.band().styleClass(),
                Html.paragraph(question).styled("question"),
                Html.paragraph(answer.headline()).styled("headline"),
                Html.paragraph(String.join(" ", answer.sentences()).strip()));
    }
}
