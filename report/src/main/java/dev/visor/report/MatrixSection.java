package dev.visor.report;

import dev.visor.gauntlet.Cell;
import dev.visor.gauntlet.CleanResult;
import dev.visor.gauntlet.DefenseResult;
import dev.visor.gauntlet.GauntletResults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every attacker against every defense at one glance, and the worst that happened to each defense. */
final class MatrixSection {

    private static final HeatMap.Scale SHARES = new HeatMap.Scale(0, 1);

    private MatrixSection() {}

    /** Returns what each defense is worth: its worst case, and what it costs honest people. */
    static Section worst(GauntletResults results) {
        Table table = Table.of(
                "The worst case of each defense",
                "Defense",
                "Worst adversarial success rate",
                "By whom",
                "Clean accuracy",
                "Certified",
                "Turned away",
                "Passes per face");
        for (DefenseResult defense : results.defenses()) {
            Cell worst = defense.worst();
            CleanResult clean = defense.clean();
            table = table.row(
                    Html.text(defense.name()),
                    Numbers.rateNode(worst.success()),
                    Html.text(
                            worst.success().hits() == 0
                                    ? Numbers.NOTHING
                                    : worst.attacker() + ", " + worst.accessory()),
                    Numbers.rateNode(clean.recognized()),
                    clean.certified().hits() == 0 ? Html.text(Numbers.NOTHING) : Numbers.rateNode(clean.certified()),
                    clean.tampered().hits() + clean.unknown().hits() == 0
                            ? Html.text(Numbers.NOTHING)
                            : Html.text(
                                    (clean.tampered().hits() + clean.unknown().hits()) + "/"
                                            + clean.recognized().trials()),
                    Html.text(passes(clean)));
        }
        return Section.of(
                "worst",
                "How strong is each defense?",
                Html.explanation(
                        "A defense is as strong as its worst case: the highest share of attacks, by any attacker "
                                + "with any accessory, that passed for their target. Beside it stands what honest people pay: "
                                + "clean faces that are still recognized, those whose answer is certified, those that are taken "
                                + "for tampered with or for nobody, and the passes through the network that a decision takes."),
                table.element(),
                Html.explanation("Told on " + Numbers.count(results.toldFaces(), "held-out face")
                        + " that nothing was trained or set by; " + Numbers.count(results.calibrationFaces(), "other")
                        + " set the defenses. Rates are hits/trials = percentage [95 % Wilson interval in percent]."));
    }

    private static String passes(CleanResult clean) {
        String forward = Numbers.decimal(clean.forwardPasses(), 1) + " forward";
        return clean.backwardPasses() == 0
                ? forward
                : forward + ", " + Numbers.decimal(clean.backwardPasses(), 1) + " forward and backward";
    }

    /** Returns the adversarial success rate of each cell, the worst of each defense framed and bold. */
    static Section matrix(GauntletResults results) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (DefenseResult defense : results.defenses()) {
            for (Cell cell : defense.cells()) {
                List<String> accessories = columns.computeIfAbsent(cell.attacker(), name -> new ArrayList<>());
                if (!accessories.contains(cell.accessory())) {
                    accessories.add(cell.accessory());
                }
            }
        }
        List<Element> body = new ArrayList<>();
        for (DefenseResult defense : results.defenses()) {
            List<Element> row = new ArrayList<>();
            row.add(Html.element("th", defense.name()).with("scope", "row"));
            columns.forEach((attacker, accessories) ->
                    accessories.forEach(accessory -> row.add(cell(defense, attacker, accessory))));
            body.add(Html.element("tr", row));
        }
        Element table = Html.element("table", Html.element("thead", headings(columns)), Html.element("tbody", body))
                .styled("heat");
        return Section.of(
                "matrix",
                "Every attacker against every defense",
                Html.explanation("The adversarial success rate in percent of the attacks: the darker, the more of them "
                        + "passed for their target. The worst cell of each defense is bold and framed."),
                Table.scrolling("Adversarial success rates in percent", table));
    }

    private static List<Element> headings(Map<String, List<String>> columns) {
        List<Element> attackers = new ArrayList<>();
        attackers.add(Html.element("th", "defense").with("rowspan", "2").styled("down"));
        List<Element> accessories = new ArrayList<>();
        columns.forEach((attacker, worn) -> {
            attackers.add(Html.element("th", attacker)
                    .with("colspan", Integer.toString(worn.size()))
                    .styled("across"));
            worn.forEach(
                    accessory -> accessories.add(Html.element("th", accessory).with("scope", "col")));
        });
        return List.of(Html.element("tr", attackers), Html.element("tr", accessories));
    }

    private static Element cell(DefenseResult defense, String attacker, String accessory) {
        Optional<Cell> found = defense.cells().stream()
                .filter(cell ->
                        cell.attacker().equals(attacker) && cell.accessory().equals(accessory))
                .findFirst();
        if (found.isEmpty()) {
            return Html.element("td", Numbers.NOTHING);
        }
        double share = found.get().success().value();
        String text = Numbers.decimal(100 * share, 1);
        boolean worst = share > 0 && share == defense.worst().success().value();
        return Html.element("td", worst ? Html.strong(text) : Html.text(text))
                .styled(worst ? "best" : "plain")
                .with("style", SHARES.style(share));
    }
}
