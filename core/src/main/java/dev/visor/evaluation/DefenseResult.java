package dev.visor.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a chain of defenses decides about clean faces, and how it fares against each attacker.
 *
 * @param name of the defense in the matrix
 * @param chain the names of what it is made of, in order; empty for the undefended system
 * @param declaration what it gives proofs against; null if it proves nothing
 * @param clean what it decided about clean faces, and its cost
 * @param cells one for each attacker and accessory
 * @param wearers what it decides about honest people who wear something, one for each accessory; null, as in results of
 *     earlier versions, becomes an empty list
 */
public record DefenseResult(
        String name,
        List<String> chain,
        @Nullable Declaration declaration,
        CleanResult clean,
        List<Cell> cells,
        List<WearersResult> wearers) {

    /** Copies the lists. */
    public DefenseResult {
        chain = List.copyOf(chain);
        cells = List.copyOf(cells);
        wearers = wearers == null ? List.of() : List.copyOf(wearers);
    }

    /** Returns what it decides about people who wear an accessory; empty if that was not tried. */
    public Optional<WearersResult> wearers(String accessory) {
        return wearers.stream()
                .filter(result -> result.accessory().equals(accessory))
                .findFirst();
    }

    /** Makes the result of a chain that proves nothing, without honest people who wear something. */
    public DefenseResult(String name, List<String> chain, CleanResult clean, List<Cell> cells) {
        this(name, chain, null, clean, cells, List.of());
    }

    /** Returns the cell of an attacker and an accessory; empty if they were not tried together. */
    public Optional<Cell> cell(String attacker, String accessory) {
        return cells.stream()
                .filter(cell ->
                        cell.attacker().equals(attacker) && cell.accessory().equals(accessory))
                .findFirst();
    }

    /** Returns whether it gives proofs against a family that an accessory of the experiment belongs to. */
    public boolean declares(String accessory) {
        return declaration != null
                && declaration.families().stream()
                        .anyMatch(family -> family.accessories().contains(accessory));
    }

    /** Returns whether there is no defense. */
    public boolean isUndefended() {
        return chain.isEmpty();
    }

    /** Returns the cell with the highest adversarial success rate, the earliest of several. */
    public Cell worst() {
        return cells.stream()
                .min(Comparator.comparingDouble(cell -> -cell.success().value()))
                .orElseThrow();
    }
}
