package dev.visor.report.captures;

import dev.visor.evaluation.Rate;
import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.evaluation.captured.SameAttack;
import dev.visor.evaluation.captured.SameAttack.Figures;
import dev.visor.evaluation.captured.SameAttackRates;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Section;
import dev.visor.report.html.Table;
import dev.visor.report.verdict.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The attacks whose accessories were printed: as digital pictures, in a simulation, and in front of a camera. */
final class SameAttacksSection {

    private final CapturedResults results;
    private final boolean simulated;

    private SameAttacksSection(CapturedResults results) {
        this.results = results;
        this.simulated = results.sameAttacks().stream()
                .flatMap(attack -> attack.figures().stream())
                .anyMatch(figures -> figures.simulated() != null);
    }

    /** Returns the section; empty if no capture names an attack of the run. */
    static Optional<Section> of(CapturedResults results) {
        return results.sameAttacks().isEmpty()
                ? Optional.empty()
                : Optional.of(new SameAttacksSection(results).section());
    }

    /** Returns the figures of each attacker; none if no capture names an attack of the run. */
    static List<Node> tables(CapturedResults results) {
        if (results.sameAttacks().isEmpty()) {
            return List.of();
        }
        SameAttacksSection section = new SameAttacksSection(results);
        return List.of(
                Html.heading("The same attacks, digital and captured"),
                section.explanation(),
                section.summary().element());
    }

    private Section section() {
        return Section.of(
                "same-attacks",
                "The same attacks, digital and captured",
                explanation(),
                summary().element(),
                details().element());
    }

    private Node explanation() {
        boolean adaptive =
                results.sameAttacks().stream().anyMatch(same -> same.attack().isAdaptive());
        return Html.explanation(
                "Digital: the accessory is drawn into the picture of the attacker. Captured: it is printed, worn and"
                        + " photographed." + (simulated ? " Simulated: draws of a printer and a camera." : "")
                        + (adaptive
                                ? " An attacker who knows the defense makes another picture for each defense. The run did not try it on the"
                                        + " other defenses, so digital and simulated figures are missing there."
                                : ""));
    }

    private Table summary() {
        List<String> columns =
                new ArrayList<>(List.of("Attacker", "Accessory", "Defense", "Digital: attacks that passed"));
        if (simulated) {
            columns.add("Simulated: draws that passed");
        }
        columns.add("Captured: photographs that passed");
        Table table = Table.of("All printed attacks of each attacker", columns.toArray(String[]::new));
        for (SameAttackRates rates : SameAttackRates.of(results)) {
            List<Node> row = new ArrayList<>();
            row.add(Html.text(attacker(rates.attacker(), rates.against())));
            row.add(Html.text(rates.accessory()));
            row.add(Html.strong(rates.system()));
            row.add(rate(rates.digital()));
            if (simulated) {
                row.add(rate(rates.simulated()));
            }
            row.add(rate(rates.captured()));
            table = table.row(row.toArray(Node[]::new));
        }
        return table;
    }

    private static String attacker(String name, String against) {
        return name + (against.isEmpty() ? "" : " against " + against);
    }

    private static Node rate(Rate rate) {
        return rate.trials() == 0 ? Html.text(Numbers.NOTHING) : Numbers.rateNode(rate);
    }

    private Table details() {
        List<String> columns = new ArrayList<>(List.of("Attack", "Attacker", "Accessory", "Target"));
        results.systems().forEach(system -> {
            columns.add("Digital, " + system.name());
            if (simulated) {
                columns.add("Simulated, " + system.name());
            }
            columns.add("Captured, " + system.name());
        });
        Table table = Table.of("Each of them", columns.toArray(String[]::new)).styled("dense");
        for (SameAttack attack : results.sameAttacks()) {
            List<Node> row = new ArrayList<>();
            row.add(Html.text(attack.attack().id()));
            row.add(Html.text(
                    attacker(attack.attack().attacker(), attack.attack().against())));
            row.add(Html.text(attack.accessory()));
            row.add(Html.text(Wording.person(attack.target())));
            for (Figures figures : attack.figures()) {
                row.add(Html.text(digitalWord(figures.digital())));
                if (simulated) {
                    row.add(compact(figures.simulated()));
                }
                row.add(compact(figures.captured()));
            }
            table = table.row(row.toArray(Node[]::new));
        }
        return table;
    }

    private static String digitalWord(@Nullable Boolean passed) {
        if (passed == null) {
            return "not tried";
        }
        return passed ? "passed" : "stopped";
    }

    private static Node compact(@Nullable Rate rate) {
        return rate == null ? Html.text(Numbers.NOTHING) : Numbers.compactRate(rate);
    }
}
