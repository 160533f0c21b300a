package dev.visor.report.captures;

import dev.visor.evaluation.Rate;
import dev.visor.evaluation.captured.AttackPresentations;
import dev.visor.evaluation.captured.BonaFidePresentations;
import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.evaluation.captured.CapturedSystem;
import dev.visor.report.captures.CapturesVerdict.Answer;
import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Section;
import dev.visor.report.html.Table;
import dev.visor.report.verdict.Band;
import dev.visor.report.verdict.Bands;
import java.util.ArrayList;
import java.util.List;

/** A customer's questions with their answers, each defense over all photographs, and what was not tried. */
final class CapturesVerdictSection {

    private final CapturedResults results;

    private CapturesVerdictSection(CapturedResults results) {
        this.results = results;
    }

    static Section of(CapturedResults results, CapturesVerdict verdict) {
        List<Node> body = new ArrayList<>();
        body.add(Html.div(
                "cards",
                verdict.answers().stream().map(CapturesVerdictSection::card).toList()));
        body.addAll(tables(results));
        if (!results.gaps().isEmpty()) {
            body.add(Html.heading("What was not tried"));
            body.add(Html.list(results.gaps()).styled("limits"));
        }
        return new Section("verdict", "Verdict", body);
    }

    /** Returns each defense over all photographs of attackers, and of honest people. */
    static List<Node> tables(CapturedResults results) {
        CapturesVerdictSection section = new CapturesVerdictSection(results);
        List<Node> tables = new ArrayList<>();
        if (results.overall().get(0).attacks().iapar().trials() > 0) {
            tables.add(section.attackers().element());
            tables.add(Bands.legend());
        }
        if (results.overall().get(0).honest().bpcer().trials() > 0) {
            tables.add(section.honest().element());
        }
        return tables;
    }

    private static Element card(Answer answer) {
        return Html.div(
                "card " + answer.band().styleClass(),
                Html.paragraph(answer.question()).styled("question"),
                Html.paragraph(answer.headline()).styled("headline"),
                Html.paragraph(String.join(" ", answer.sentences())));
    }

    private Table attackers() {
        Table table = Table.of(
                "Photographs of attackers",
                "Defense",
                "Accepted as the target (IAPAR)",
                "At worst",
                "Made against this defense",
                "Attackers who passed at least once",
                "Accepted as somebody else",
                "Not taken for tampered (APCER)",
                "Recognized",
                "Unknown");
        for (int i = 0; i < results.systems().size(); i++) {
            int system = i;
            AttackPresentations attacks = results.overall().get(i).attacks();
            boolean undefended = results.systems().get(i).isUndefended();
            Band band = CapturesVerdict.band(results, i);
            table = table.row(
                    name(results.systems().get(i)),
                    Html.element("td", Numbers.rateNode(attacks.iapar())).styled("band " + band.styleClass()),
                    results.worst(i)
                            .<Node>map(group -> Html.element(
                                    "span",
                                    Numbers.rateNode(results.worstIapar(system)),
                                    Html.text(" "),
                                    Html.span("muted", CapturesVerdict.where(group))))
                            .orElse(Html.span("muted", "nowhere more often")),
                    adaptive(i),
                    Numbers.fractionNode(attacks.attackers()),
                    Numbers.fractionNode(attacks.others()),
                    undefended ? Html.text(Numbers.NOTHING) : Numbers.rateNode(attacks.apcer()),
                    Numbers.fractionNode(attacks.recognized()),
                    Numbers.fractionNode(attacks.unknown()));
        }
        return table.styled("verdicts");
    }

    private Node adaptive(int system) {
        if (results.systems().get(system).isUndefended()) {
            return Html.text(Numbers.NOTHING);
        }
        Rate adaptive = results.adaptiveIapar(system);
        return adaptive.trials() == 0 ? Html.span("tag open", "not tried") : Numbers.rateNode(adaptive);
    }

    private Table honest() {
        Table table = Table.of(
                "Photographs of honest people",
                "Defense",
                "Taken for tampered (BPCER)",
                "Rejected: tampered or unknown",
                "Accepted as who they are",
                "Taken for somebody else");
        for (int i = 0; i < results.systems().size(); i++) {
            BonaFidePresentations honest = results.overall().get(i).honest();
            table = table.row(
                    name(results.systems().get(i)),
                    results.systems().get(i).isUndefended()
                            ? Html.text(Numbers.NOTHING)
                            : Numbers.rateNode(honest.bpcer()),
                    Numbers.rateNode(honest.rejected()),
                    Numbers.rateNode(honest.recognized()),
                    Numbers.rateNode(honest.mistaken()));
        }
        return table;
    }

    private static Node name(CapturedSystem system) {
        return Html.element(
                "span",
                Html.strong(system.name()),
                Html.element("br"),
                Html.span("muted", system.isUndefended() ? "no defense" : String.join(" → ", system.chain())));
    }
}
