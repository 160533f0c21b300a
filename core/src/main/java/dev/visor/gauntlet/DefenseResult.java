package dev.visor.gauntlet;

import java.util.Comparator;
import java.util.List;

/**
 * What a defense did to clean faces and against all attackers.
 *
 * @param name of the defense in the matrix
 * @param chain the names of what it is made of, in order; empty for the undefended system
 * @param clean what it decided about clean faces, and its cost
 * @param cells one for each attacker and accessory
 */
public record DefenseResult(String name, List<String> chain, CleanResult clean, List<Cell> cells) {

    /** Copies the lists. */
    public DefenseResult {
        chain = List.copyOf(chain);
        cells = List.copyOf(cells);
    }

    /** Returns the cell with the highest adversarial success rate, the earliest of several. */
    public Cell worst() {
        return cells.stream()
                .min(Comparator.comparingDouble(cell -> -cell.success().value()))
                .orElseThrow();
    }
}
