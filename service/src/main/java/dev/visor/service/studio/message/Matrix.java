package dev.visor.service.studio.message;

import dev.visor.evaluation.AttackerSummary;
import dev.visor.experiment.ExperimentResults;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of all attacks of a run.
 *
 * @param attackers their names
 * @param accessories their names
 * @param chains their names
 * @param cells one for each chain, attacker and accessory that were tried together
 * @param clean what each chain decides about clean faces
 */
public record Matrix(
        List<String> attackers,
        List<String> accessories,
        List<String> chains,
        List<MatrixCell> cells,
        List<Clean> clean) {

    /** Copies the lists. */
    public Matrix {
        attackers = List.copyOf(attackers);
        accessories = List.copyOf(accessories);
        chains = List.copyOf(chains);
        cells = List.copyOf(cells);
        clean = List.copyOf(clean);
    }

    /**
     * Attacks of one attacker with one accessory on one chain.
     *
     * @param adaptive whether the attacker knows the defense
     * @param passed attacks that reached their goal
     * @param attacks how many
     */
    public record MatrixCell(
            String attacker,
            String accessory,
            String chain,
            boolean adaptive,
            SeenRate passed,
            String goal,
            int attacks) {}

    /**
     * Clean faces.
     *
     * @param accuracy that are recognized
     * @param certified that are recognized and certified; null if the chain proves nothing
     */
    public record Clean(
            String chain, SeenRate accuracy, @Nullable SeenRate certified) {}

    /** Returns it as the page shows it. */
    public static Matrix of(ExperimentResults results) {
        return new Matrix(
                results.attackers().stream().map(AttackerSummary::name).toList(),
                results.accessories(),
                results.defenses().stream().map(defense -> defense.name()).toList(),
                results.defenses().stream()
                        .flatMap(defense -> defense.cells().stream().map(cell -> {
                            AttackerSummary who = results.attackers().stream()
                                    .filter(attacker -> attacker.name().equals(cell.attacker()))
                                    .findFirst()
                                    .orElseThrow();
                            return new MatrixCell(
                                    cell.attacker(),
                                    cell.accessory(),
                                    defense.name(),
                                    who.adaptive(),
                                    SeenRate.of(cell.success()),
                                    who.goal(),
                                    cell.success().trials());
                        }))
                        .toList(),
                results.defenses().stream()
                        .map(defense -> new Clean(
                                defense.name(),
                                SeenRate.of(defense.clean().recognized()),
                                defense.declaration() == null
                                        ? null
                                        : SeenRate.of(defense.clean().certified())))
                        .toList());
    }
}
