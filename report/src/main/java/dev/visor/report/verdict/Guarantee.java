package dev.visor.report.verdict;

import dev.visor.evaluation.Cell;
import dev.visor.evaluation.Declaration;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Outcome;
import dev.visor.evaluation.Rate;
import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.run.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a defense proves against the accessories that it declares, what attacks with them showed, and what it leaves open. */
final class Guarantee {

    private final Assessment assessment;
    private final AttackIndex attacks;
    private final DefenseResult defense;
    private final Declaration declaration;

    private Guarantee(Assessment assessment, AttackIndex attacks, DefenseResult defense, Declaration declaration) {
        this.assessment = assessment;
        this.attacks = attacks;
        this.defense = defense;
        this.declaration = declaration;
    }

    /** Returns the guarantees of all defenses that give one. */
    static List<Guarantee> of(Assessment assessment) {
        AttackIndex attacks = new AttackIndex(assessment.results());
        List<Guarantee> all = new ArrayList<>();
        for (DefenseResult defense : assessment.results().defenses()) {
            Declaration declaration = defense.declaration();
            if (declaration != null) {
                all.add(new Guarantee(assessment, attacks, defense, declaration));
            }
        }
        return all;
    }

    /** Returns what an auditor can quote, and below it what it does not cover. */
    Element element() {
        List<Node> parts = new ArrayList<>();
        parts.add(Html.element(
                "p",
                Html.strong(Wording.quoted(defense.name())),
                Html.text(" gives proofs against " + String.join(", ", declaration.names()) + ".")));
        parts.add(Html.element("blockquote", String.join(" ", summary())));
        parts.add(Html.paragraph("What this does not cover:").styled("note"));
        parts.add(Html.list(limits()).styled("limits"));
        return Html.div("guarantee", parts);
    }

    /** Returns what an auditor can quote. */
    List<String> summary() {
        List<Cell> cells = cells(this::isDeclared);
        if (cells.isEmpty()) {
            return List.of(
                    "No accessory of the declared families was tried: " + String.join(", ", declaration.names()) + ".");
        }
        List<String> sentences = new ArrayList<>();
        String families = or(families(true)) + " of the declared families made " + Wording.quoted(defense.name())
                + " accept another person";
        Rate misled = misled(cells);
        sentences.add(
                misled.hits() == 0
                        ? "No " + families + ": " + tried(misled) + "."
                        : Wording.capitalized(families) + ": " + tried(misled) + ".");
        sentences.add(knowledge(cells));
        sentences.addAll(proofs(cells, misled));
        if (!families(false).isEmpty()) {
            sentences.add("Declared, but not tried: " + String.join(", ", families(false)) + ".");
        }
        return sentences;
    }

    private String knowledge(List<Cell> cells) {
        int adaptive = cells.stream()
                .filter(cell -> assessment.adaptive().contains(cell.attacker()))
                .mapToInt(cell -> cell.success().trials())
                .sum();
        return adaptive == 0
                ? "None of the attackers knew the defense."
                : "The attacker knew the defense in " + adaptive + " of them.";
    }

    private static List<String> proofs(List<Cell> cells, Rate misled) {
        int proven = 0;
        int broken = 0;
        for (Cell cell : cells) {
            Rate certificates = cell.brokenCertificates();
            if (certificates != null) {
                proven += certificates.trials();
                broken += certificates.hits();
            }
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "Proven for " + proven + " of " + misled.trials() + ": the clean face is recognized, and no accessory "
                        + "of the declared families makes it another person.");
        if (broken > 0) {
            sentences.add("Of these proofs " + broken + " did not hold, which must not happen; see the findings.");
        } else if (misled.hits() > 0) {
            sentences.add("None of these proofs was broken.");
        }
        return sentences;
    }

    /** Returns what the guarantee does not cover, with what undeclared accessories did. */
    List<String> limits() {
        List<String> limits = new ArrayList<>();
        limits.add("Accessories that are not declared.");
        cells(cell -> !isDeclared(cell)).stream()
                .map(Cell::accessory)
                .distinct()
                .map(this::undeclared)
                .forEach(limits::add);
        limits.add("Several accessories at once that no single mask covers.");
        limits.add("Errors under a mask: where the face beside the accessory looks like somebody else, no attack is "
                + "needed to be taken for that person there.");
        limits.add("What this many attacks can't rule out: see the intervals under “Attackers against defenses”.");
        limits.add(
                "Printed accessories that a camera sees beyond the mask: these proofs were counted on accessories that were"
                        + " drawn into the pictures.");
        return limits;
    }

    private String undeclared(String accessory) {
        List<Cell> cells = cells(cell -> cell.accessory().equals(accessory));
        List<Cell> without = cells.stream()
                .map(cell -> assessment.undefended().defense().cell(cell.attacker(), accessory))
                .flatMap(Optional::stream)
                .toList();
        Rate misled = misled(cells);
        Rate before = misled(without);
        String more = misled.value() > before.value() ? " That is more often than without a defense." : "";
        return Wording.capitalized(accessory) + ", not declared but tried: another person was accepted in "
                + tried(misled) + ", without a defense in " + tried(before) + "." + more;
    }

    private static String tried(Rate rate) {
        return rate.hits() + " of " + Count.of(rate.trials(), "attack");
    }

    private List<Cell> cells(Predicate<Cell> which) {
        return defense.cells().stream()
                .filter(cell -> cell.success().trials() > 0)
                .filter(which)
                .toList();
    }

    private boolean isDeclared(Cell cell) {
        return defense.declares(cell.accessory());
    }

    private List<String> families(boolean tried) {
        return declaration.families().stream()
                .filter(family -> tried
                        != cells(cell -> family.accessories().contains(cell.accessory()))
                                .isEmpty())
                .map(Declaration.Family::name)
                .toList();
    }

    /** Returns attacks that the system decided for somebody else than the attacker. */
    private Rate misled(List<Cell> cells) {
        int misled = 0;
        int trials = 0;
        for (Cell cell : cells) {
            trials += cell.success().trials();
            misled += (int) cell.outcomes().stream().filter(this::isMisled).count();
        }
        return new Rate(misled, trials);
    }

    private boolean isMisled(Outcome outcome) {
        Mark mark = attacks.mark(outcome.attack(), outcome.after());
        return mark == Mark.TARGET || mark == Mark.OTHER;
    }

    private static String or(List<String> names) {
        int last = names.size() - 1;
        return last < 1 ? names.get(0) : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }
}
