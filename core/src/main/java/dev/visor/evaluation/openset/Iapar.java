package dev.visor.evaluation.openset;

import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The impostor attack presentation accept rate of an accessory (ISO/IEC 30107-3): impersonations that the whole system takes
 * for their target. The accessory is the species of the attack instrument; the attacker who succeeds most often counts.
 *
 * @param defense the name of the chain of defenses
 * @param accessory the name of the accessory
 * @param attacker the name of the attacker with the highest rate, the earliest of several
 * @param rate impersonations that succeeded
 */
public record Iapar(String defense, String accessory, String attacker, Rate rate) {

    /** Returns the rates of all defenses with all accessories, in their order; those that nobody impersonates with are left out. */
    public static List<Iapar> of(List<DefenseResult> defenses, List<AttackerSummary> attackers) {
        Set<String> impersonators = attackers.stream()
                .filter(AttackerSummary::impersonates)
                .map(AttackerSummary::name)
                .collect(Collectors.toSet());
        List<Iapar> all = new ArrayList<>();
        for (DefenseResult defense : defenses) {
            List<Cell> cells = defense.cells().stream()
                    .filter(cell -> impersonators.contains(cell.attacker()))
                    .toList();
            Set<String> accessories = new LinkedHashSet<>();
            cells.forEach(cell -> accessories.add(cell.accessory()));
            for (String accessory : accessories) {
                Cell worst = cells.stream()
                        .filter(cell -> cell.accessory().equals(accessory))
                        .min(Comparator.comparingDouble(cell -> -cell.success().value()))
                        .orElseThrow();
                all.add(new Iapar(defense.name(), accessory, worst.attacker(), worst.success()));
            }
        }
        return all;
    }
}
