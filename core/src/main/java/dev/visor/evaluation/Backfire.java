package dev.visor.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An attacker who passes more often than without a defense, with an accessory that the defense does not declare.
 *
 * @param defense the name of the defense
 * @param cell how the attacker fares against it
 * @param undefended how the attacker fares without a defense
 */
public record Backfire(String defense, Cell cell, Cell undefended) {

    /**
     * Returns all of some defenses: first those that chance does not explain, and among these the greatest difference first.
     *
     * @param defenses with the undefended system among them
     */
    public static List<Backfire> of(List<DefenseResult> defenses) {
        DefenseResult undefended = defenses.stream()
                .filter(DefenseResult::isUndefended)
                .findFirst()
                .orElseThrow();
        return defenses.stream()
                .flatMap(defense -> of(defense, undefended))
                .sorted(Comparator.comparing(Backfire::mayBeChance)
                        .thenComparingDouble(backfire -> -backfire.difference()))
                .toList();
    }

    private static Stream<Backfire> of(DefenseResult defense, DefenseResult undefended) {
        return defense.cells().stream()
                .filter(cell -> !defense.declares(cell.accessory()))
                .flatMap(cell -> undefended.cell(cell.attacker(), cell.accessory()).stream()
                        .map(without -> new Backfire(defense.name(), cell, without)))
                .filter(backfire -> backfire.difference() > 0);
    }

    private double difference() {
        return cell.success().value() - undefended.success().value();
    }

    /** Returns whether chance may explain it: the success without a defense lies in the 95 % interval of that with it. */
    public boolean mayBeChance() {
        return cell.success().low() <= undefended.success().value();
    }

    /**
     * Returns a line without the name of the defense, such as "adaptive with chin patch, 15 of 16 instead of 8 of 16 attacks". If
     * chance may explain that, the line says so.
     */
    public String line() {
        return cell.attacker() + " with " + cell.accessory() + ", " + counts(cell.success()) + " instead of "
                + counts(undefended.success()) + " attacks" + (mayBeChance() ? ", which may be chance" : "");
    }

    private static String counts(Rate rate) {
        return rate.hits() + " of " + rate.trials();
    }
}
