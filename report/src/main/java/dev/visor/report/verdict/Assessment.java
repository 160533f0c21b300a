package dev.visor.report.verdict;

import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Finding;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.experiment.ExperimentResults;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an experiment says about its defenses. Immutable. */
public final class Assessment {

    private final ExperimentResults results;
    private final @Nullable CapturedResults captures;
    private final Set<String> adaptive;

    /**
     * Assesses results.
     *
     * @throws IllegalStateException if the results lack the undefended system
     */
    public Assessment(ExperimentResults results) {
        this(results, null);
    }

    /**
     * Assesses results and what photographs of their printed attacks show.
     *
     * @param captures null if there are none
     * @throws IllegalStateException if the results lack the undefended system
     */
    public Assessment(ExperimentResults results, @Nullable CapturedResults captures) {
        this.results = results;
        this.captures = captures;
        this.adaptive = results.attackers().stream()
                .filter(AttackerSummary::adaptive)
                .map(AttackerSummary::name)
                .collect(Collectors.toUnmodifiableSet());
        results.undefended();
    }

    /** Returns the results. */
    public ExperimentResults results() {
        return results;
    }

    /** Returns what photographs of printed attacks show; null if there are none. */
    public @Nullable CapturedResults captures() {
        return captures;
    }

    /** Returns the names of the attackers who know the defense. */
    public Set<String> adaptive() {
        return adaptive;
    }

    /** Returns the undefended system. */
    public Standing undefended() {
        return standing(results.undefended());
    }

    private Standing standing(DefenseResult defense) {
        List<Finding> findings = results.findings().stream()
                .filter(finding -> finding.defense().equals(defense.name()))
                .toList();
        return new Standing(defense, adaptive, findings);
    }

    /** Returns all systems, the undefended one among them, in the order of the experiment. */
    public List<Standing> all() {
        return results.defenses().stream().map(this::standing).toList();
    }

    /** Returns the defenses. */
    public List<Standing> defenses() {
        return all().stream()
                .filter(standing -> !standing.defense().isUndefended())
                .toList();
    }

    /**
     * Returns the defense with the lowest worst case over all attackers tried. Those that an attacker who knows them was
     * tried on precede the others; of equal ones that with the lower interval, then that which costs honest people less, then that which
     * certifies more.
     */
    public Optional<Standing> best() {
        return defenses().stream()
                .filter(standing -> standing.worst().isPresent())
                .min(Comparator.comparing((Standing standing) -> !standing.triedByAdaptive())
                        .thenComparingDouble(standing -> success(standing).value())
                        .thenComparingDouble(standing -> success(standing).high())
                        .thenComparingDouble(standing ->
                                -standing.defense().clean().recognized().value())
                        .thenComparingInt(standing ->
                                -standing.defense().clean().certified().hits()));
    }

    /** Returns the success rate of the worst case; 0 of 0 if nothing was tried. */
    public static Rate success(Standing standing) {
        return standing.worst().map(Cell::success).orElse(new Rate(0, 0));
    }
}
