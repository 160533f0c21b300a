package dev.visor.report;

import dev.visor.evaluation.CleanResult;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.WearersResult;
import dev.visor.experiment.ExperimentResults;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Section;
import dev.visor.report.html.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Which honest people with plain glasses, hats and the like each defense stops. */
final class WearersSection {

    private final List<DefenseResult> defenses;
    private final List<String> worn;

    private WearersSection(List<DefenseResult> defenses, List<String> worn) {
        this.defenses = defenses;
        this.worn = worn;
    }

    /** Returns the section; empty if nobody wore anything. */
    static Optional<Section> of(ExperimentResults results) {
        List<String> worn = results.defenses().stream()
                .flatMap(defense -> defense.wearers().stream())
                .map(WearersResult::accessory)
                .distinct()
                .toList();
        return worn.isEmpty() ? Optional.empty() : Optional.of(new WearersSection(results.defenses(), worn).section());
    }

    private Section section() {
        List<Node> body = new ArrayList<>();
        body.add(Html.explanation(
                "Each evaluation face wears each thing once, in one of ten plain colors. Whoever is taken for "
                        + "tampered or is unknown is rejected. The first are BPCER in ISO/IEC 30107-3."));
        List<Table> tables = new ArrayList<>();
        tables.add(table("Rejected", WearersSection::rejected, WearersResult::rejected));
        if (anybody(WearersResult::unknown)) {
            tables.add(table("Taken for tampered (BPCER)", CleanResult::tampered, WearersResult::tampered));
        }
        tables.add(table("Accepted as who they are", CleanResult::recognized, WearersResult::recognized));
        if (anybody(WearersResult::mistaken)) {
            tables.add(table("Taken for somebody else", WearersSection::mistaken, WearersResult::mistaken));
        }
        body.add(Html.div("side-by-side", tables.stream().map(Table::element).toList()));
        return new Section("wearers", "Honest people who wear something", body);
    }

    private boolean anybody(Function<WearersResult, Rate> counted) {
        return defenses.stream()
                .flatMap(defense -> defense.wearers().stream())
                .anyMatch(one -> counted.apply(one).hits() > 0);
    }

    private Table table(String title, Function<CleanResult, Rate> bare, Function<WearersResult, Rate> wearing) {
        List<Node> headings = new ArrayList<>(List.of(Html.text("Worn")));
        defenses.forEach(defense -> headings.add(Html.text(defense.name())));
        List<List<Node>> rows = new ArrayList<>();
        List<Node> first = new ArrayList<>(List.of(Html.text("nothing")));
        defenses.forEach(defense -> first.add(Numbers.rateNode(bare.apply(defense.clean()))));
        rows.add(first);
        for (String accessory : worn) {
            List<Node> row = new ArrayList<>(List.of(Html.text(accessory)));
            defenses.forEach(defense -> row.add(defense.wearers(accessory)
                    .map(wearing)
                    .map(Numbers::rateNode)
                    .orElse(Html.text(Numbers.NOTHING))));
            rows.add(row);
        }
        return new Table(title, headings, rows);
    }

    private static Rate rejected(CleanResult clean) {
        return new Rate(
                clean.tampered().hits() + clean.unknown().hits(),
                clean.recognized().trials());
    }

    private static Rate mistaken(CleanResult clean) {
        int right = clean.recognized().hits();
        int trials = clean.recognized().trials();
        return new Rate(trials - right - rejected(clean).hits(), trials);
    }
}
