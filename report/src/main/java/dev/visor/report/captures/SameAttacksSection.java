package dev.visor.report.captures;

import dev.visor.evaluation.Rate;
import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.evaluation.captured.SameAttack;
import dev.visor.evaluation.captured.SameAttack.Figures;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Section;
import dev.visor.report.html.Table;
import dev.visor.report.verdict.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
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

    private Section section() {
        boolean any =
                results.sameAttacks().stream().anyMatch(same -> same.attack().isAdaptive());
        String adaptive = any
                ? " An attacker who knows the defense makes another picture for each defense. The run did not try it on the"
                        + " other defenses, so the first table leaves it out there."
                : "";
        return Section.of(
                "same-attacks",
                "The same attacks, digital and captured",
                Html.explanation(
                        "Digital: the accessory is drawn into the picture of the attacker. Captured: it is printed, worn and"
                                + " photographed." + (simulated ? " Simulated: draws of a printer and a camera." : "")
                                + adaptive),
                summary().element(),
                details().element());
    }

    private Table summary() {
        List<String> columns = new ArrayList<>(List.of("Defense", "Digital: attacks that passed"));
        if (simulated) {
            columns.add("Simulated: draws that passed");
        }
        columns.add("Captured: photographs that passed");
        Table table = Table.of(
                simulated
                        ? "All printed attacks with digital or simulated figures"
                        : "All printed attacks with digital figures",
                columns.toArray(String[]::new));
        for (int i = 0; i < results.systems().size(); i++) {
            int system = i;
            List<Figures> own = results.sameAttacks().stream()
                    .map(attack -> attack.figures().get(system))
                    .filter(figures -> figures.digital() != null || figures.simulated() != null)
                    .toList();
            List<Node> row = new ArrayList<>();
            row.add(Html.strong(results.systems().get(i).name()));
            row.add(rate(sum(own, SameAttacksSection::digital)));
            if (simulated) {
                row.add(rate(sum(own, Figures::simulated)));
            }
            row.add(rate(sum(own, Figures::captured)));
            table = table.row(row.toArray(Node[]::new));
        }
        return table;
    }

    private static @Nullable Rate digital(Figures figures) {
        Boolean passed = figures.digital();
        return passed == null ? null : new Rate(passed ? 1 : 0, 1);
    }

    private static Rate sum(List<Figures> all, Function<Figures, @Nullable Rate> which) {
        List<Rate> rates = all.stream().map(which).filter(Objects::nonNull).toList();
        return new Rate(
                rates.stream().mapToInt(Rate::hits).sum(),
                rates.stream().mapToInt(Rate::trials).sum());
    }

    private static Node rate(@Nullable Rate rate) {
        return rate == null || rate.trials() == 0 ? Html.text(Numbers.NOTHING) : Numbers.rateNode(rate);
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
            row.add(Html.text(attack.attack().attacker()
                    + (attack.attack().isAdaptive()
                            ? " against " + attack.attack().against()
                            : "")));
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
