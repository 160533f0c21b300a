package dev.visor.report.captures;

import dev.visor.evaluation.Rate;
import dev.visor.evaluation.captured.CaptureCondition;
import dev.visor.evaluation.captured.CapturedGroup;
import dev.visor.evaluation.captured.CapturedRates;
import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Section;
import dev.visor.report.html.Table;
import dev.visor.report.verdict.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rates of each session, distance, light and accessory. */
final class ConditionsSection {

    private ConditionsSection() {}

    /** Returns the section; empty if nothing was noted. */
    static Optional<Section> of(CapturedResults results) {
        if (results.groups().isEmpty()) {
            return Optional.empty();
        }
        List<Node> body = new ArrayList<>();
        body.add(Html.explanation(
                "All rates are of photographs with a usable face; those without one stand in the last two columns."
                        + " Few photographs make wide intervals."));
        for (CaptureCondition condition : CaptureCondition.values()) {
            List<CapturedGroup> groups = results.groups(condition);
            if (!groups.isEmpty()) {
                body.add(table(condition, groups, results).element());
            }
        }
        return Optional.of(new Section("conditions", "Sessions, distances, lights and accessories", body));
    }

    private static Table table(CaptureCondition condition, List<CapturedGroup> groups, CapturedResults results) {
        Table table = Table.of(
                "Each " + condition.title(),
                Wording.capitalized(condition.title()),
                "Defense",
                "IAPAR",
                "APCER",
                "BPCER",
                "Honest people rejected",
                "No face: attackers",
                "No face: honest people");
        for (CapturedGroup group : groups) {
            for (int i = 0; i < group.rates().size(); i++) {
                CapturedRates rates = group.rates().get(i);
                boolean detects = !results.systems().get(i).isUndefended();
                table = table.row(
                        Html.text(group.words()),
                        Html.text(rates.system()),
                        rate(rates.attacks().iapar()),
                        detects ? rate(rates.attacks().apcer()) : Html.text(Numbers.NOTHING),
                        detects ? rate(rates.honest().bpcer()) : Html.text(Numbers.NOTHING),
                        rate(rates.honest().rejected()),
                        Numbers.fractionNode(rates.attacks().noFace()),
                        Numbers.fractionNode(rates.honest().noFace()));
            }
        }
        return table;
    }

    private static Node rate(Rate rate) {
        return rate.trials() == 0 ? Html.text(Numbers.NOTHING) : Numbers.rateNode(rate);
    }
}
