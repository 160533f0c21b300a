package dev.visor.report.verdict;

import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Finding;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How a defense did against all attackers that were tried on it.
 *
 * @param defense the defense
 * @param adaptive the names of the attackers who know the defense
 * @param findings those about the defense
 */
public record Standing(DefenseResult defense, Set<String> adaptive, List<Finding> findings) {

    /** Copies the collections. */
    public Standing {
        adaptive = Set.copyOf(adaptive);
        findings = List.copyOf(findings);
    }

    /** Returns the worst case over all attackers and accessories; empty if nothing was tried. */
    public Optional<Cell> worst() {
        return worst(cell -> true);
    }

    /** Returns the worst case over the attackers who know the defense; empty if there were none. */
    public Optional<Cell> worstAdaptive() {
        return worst(this::isAdaptive);
    }

    /** Returns where most draws of printed accessories pass; empty if nothing was printed. */
    public Optional<Cell> worstPrinted() {
        return defense.cells().stream()
                .filter(cell -> cell.printed() != null)
                .max(Comparator.comparingDouble(
                        cell -> Objects.requireNonNull(cell.printed()).success().value()));
    }

    /** Of equal rates, the one with fewer attacks is worse, because it rules out less. */
    private Optional<Cell> worst(Predicate<Cell> which) {
        return tried().stream()
                .filter(which)
                .min(Comparator.comparingDouble((Cell cell) -> -cell.success().value())
                        .thenComparingDouble(cell -> -cell.success().high()));
    }

    /** Returns whether an attacker who knows the defense was tried on it. */
    public boolean triedByAdaptive() {
        return worstAdaptive().isPresent();
    }

    /** Returns whether the attacker of a cell knows the defense. */
    public boolean isAdaptive(Cell cell) {
        return adaptive.contains(cell.attacker());
    }

    /** Returns the band of a cell. */
    public Band band(Cell cell) {
        return Band.of(cell.success(), isAdaptive(cell));
    }

    /** Returns the accessories that no attacker who knows the defense used, in the order of the cells. */
    public List<String> withoutAdaptive() {
        Set<String> accessories = accessories(cell -> true);
        accessories.removeAll(accessories(this::isAdaptive));
        return List.copyOf(accessories);
    }

    /** Returns whether an adaptive attack was too weak to show how strong the defense is. */
    public boolean isAttackedTooWeakly() {
        return findings.stream().map(Finding::kind).anyMatch(kind -> switch (kind) {
            case WEAKER_ATTACKER_WINS, NOT_CONVERGED -> true;
            // Where masks hide all of an accessory, there is none to follow.
            case NO_GRADIENT -> defense.clean().certified().hits() == 0;
            case GRADIENTS_NOT_TRIED, ITERATIONS_BRING_NOTHING, STOPS_BY_REJECTING, BROKEN_CERTIFICATE -> false;
        });
    }

    /** Returns the worst band; the best one only if adaptive attackers, strong enough, failed with every accessory. */
    public Band band() {
        Band worst =
                tried().stream().map(this::band).min(Comparator.naturalOrder()).orElse(Band.OPEN);
        if (worst.compareTo(Band.OPEN) < 0) {
            return worst;
        }
        boolean enough = tried().stream().allMatch(cell -> Band.of(cell.success(), true) == Band.HELD);
        boolean adaptively = triedByAdaptive() && withoutAdaptive().isEmpty() && !isAttackedTooWeakly();
        return enough && adaptively ? Band.HELD : Band.OPEN;
    }

    private Set<String> accessories(Predicate<Cell> which) {
        return tried().stream().filter(which).map(Cell::accessory).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<Cell> tried() {
        return defense.cells().stream()
                .filter(cell -> cell.success().trials() > 0)
                .toList();
    }
}
