package dev.visor.report;

import dev.visor.evaluation.Cell;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.ExperimentResults;
import dev.visor.report.html.Numbers;
import dev.visor.report.verdict.Assessment;
import dev.visor.report.verdict.Standing;
import dev.visor.report.verdict.Verdict;
import dev.visor.report.verdict.Wording;
import dev.visor.run.Count;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What several systems and defenses are worth, each at its worst over all attackers. Immutable. */
public final class SystemsVerdict {

    private final Map<String, Assessment> systems = new LinkedHashMap<>();

    /**
     * Assesses the results of several systems.
     *
     * @param results by the name of the system, at least one, all with the same undefended system among the defenses
     */
    public SystemsVerdict(Map<String, ExperimentResults> results) {
        results.forEach((system, own) -> systems.put(system, new Assessment(own)));
    }

    /**
     * The worst case of a defense over all systems and attackers.
     *
     * @param system where it is
     * @param cell who succeeds most often there
     */
    public record Worst(String system, Cell cell) {}

    /** Returns the names of the defenses in their order, that of the undefended system too. */
    public List<String> defenses() {
        return systems.values().stream()
                .flatMap(assessment -> assessment.all().stream())
                .map(standing -> standing.defense().name())
                .distinct()
                .toList();
    }

    private Assessment first() {
        return systems.values().iterator().next();
    }

    /** Returns what a defense is worth on a system. */
    Optional<Standing> standing(String system, String defense) {
        return Optional.ofNullable(systems.get(system)).stream()
                .flatMap(assessment -> assessment.all().stream())
                .filter(standing -> standing.defense().name().equals(defense))
                .findFirst();
    }

    /** Returns the worst case of a defense; empty if no attack was tried. */
    public Optional<Worst> worst(String defense) {
        return systems.keySet().stream()
                .flatMap(system -> standing(system, defense).flatMap(Standing::worst).stream()
                        .map(cell -> new Worst(system, cell)))
                .min(Comparator.comparingDouble(
                                (Worst worst) -> -worst.cell.success().value())
                        .thenComparingDouble(worst -> -worst.cell.success().high()));
    }

    /** Returns the verdict in a few sentences. */
    String headline() {
        String undefended = first().undefended().defense().name();
        Optional<Worst> worst = worst(undefended);
        if (worst.isEmpty()) {
            return "No attack was tried on any of the " + systems.size() + " systems.";
        }
        long broken = systems.keySet().stream()
                .filter(system -> standing(system, undefended)
                        .flatMap(Standing::worst)
                        .filter(cell -> cell.success().hits() > 0)
                        .isPresent())
                .count();
        if (broken == 0) {
            return "No attack passed on any of the " + systems.size()
                    + " systems, even without a defense; at worst the "
                    + "true rate may be as high as "
                    + Numbers.percent(worst.get().cell.success().high()) + ".";
        }
        return "Attacks passed on " + broken + " of " + Count.of(systems.size(), "system") + " without a defense: at "
                + "worst " + at(worst.get()) + ". " + defended(undefended, worst.get());
    }

    /** Returns where a defense makes things worse, a line for each system on which it does. */
    List<String> cautions() {
        List<String> lines = new ArrayList<>();
        systems.forEach((system, assessment) -> new Verdict(assessment)
                .caution()
                .ifPresent(caution -> lines.add("On " + Wording.quoted(system) + ": " + caution)));
        return lines;
    }

    private String defended(String undefended, Worst before) {
        Optional<String> best = defenses().stream()
                .filter(defense -> !defense.equals(undefended) && worst(defense).isPresent())
                .min(Comparator.comparingLong(this::untried).thenComparingDouble(defense -> value(worst(defense))));
        if (best.isEmpty()) {
            return "No defense was tried.";
        }
        Optional<Worst> after = worst(best.get());
        if (value(after) >= before.cell.success().value()) {
            return "None of the defenses tried stops them everywhere.";
        }
        if (untried(best.get()) > 0) {
            return "No defense was tried on every system.";
        }
        boolean adaptive = systems.keySet().stream()
                .allMatch(system -> standing(system, best.get())
                        .filter(Standing::triedByAdaptive)
                        .isPresent());
        return "With " + Wording.quoted(best.get()) + ", the best defense over all systems, it is "
                + after.map(SystemsVerdict::at).orElse(Numbers.NOTHING) + "."
                + (adaptive ? "" : " No attacker who knows the defense was tried on every system.");
    }

    /** Returns on how many systems a defense was not tried. */
    private long untried(String defense) {
        return systems.keySet().stream()
                .filter(system ->
                        standing(system, defense).flatMap(Standing::worst).isEmpty())
                .count();
    }

    private static double value(Optional<Worst> worst) {
        return worst.map(one -> one.cell.success().value()).orElse(0.0);
    }

    private static String at(Worst worst) {
        Rate success = worst.cell.success();
        return success.hits() + " of " + Count.of(success.trials(), "attack") + " on " + Wording.quoted(worst.system)
                + " by " + Wording.where(worst.cell);
    }
}
