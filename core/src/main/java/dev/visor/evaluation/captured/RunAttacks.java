package dev.visor.evaluation.captured;

import dev.visor.evaluation.AttackRecord;
import dev.visor.evaluation.AttackSummary;
import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Outcome;
import dev.visor.evaluation.PrintedRates;
import dev.visor.evaluation.Rate;
import dev.visor.face.Identity;
import dev.visor.recognition.Verdict;
import dev.visor.setting.Spelling;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The attacks of a run that can be printed, and what became of them as digital pictures.
 *
 * @param attackers all attackers of the run
 * @param attacks those on the undefended system, with records of who aims for whom
 * @param defenses all chains of defenses with what became of each attack; none if the run is not evaluated
 */
public record RunAttacks(List<AttackerSummary> attackers, List<AttackSummary> attacks, List<DefenseResult> defenses) {

    /** A run of which no attack is known. */
    public static final RunAttacks NONE = new RunAttacks(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public RunAttacks {
        attackers = List.copyOf(attackers);
        attacks = List.copyOf(attacks);
        defenses = List.copyOf(defenses);
    }

    /**
     * Returns the attack that a table of captures names.
     *
     * @param name {@code ATTACKER/ID}, of an attacker who knows the defense {@code ATTACKER/DEFENSE/ID}, or the end of it if there
     *     is only one such attack
     * @param accessory the name of the accessory that was printed
     * @param target whom the attacker aims for
     * @throws IllegalArgumentException if there is no such attack, several attackers made one, or it has another target; the
     *     message begins with the name
     */
    public PrintedAttack find(String name, String accessory, Identity target) {
        Map<String, PrintedAttack> made = new TreeMap<>();
        all(accessory).forEach(attack -> made.put(attack.toString(), attack));
        if (made.isEmpty()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\", must be empty, because the run has no evaluated attacks with " + accessory);
        }
        List<String> meant = made.keySet().stream()
                .filter(other -> other.equals(name) || other.endsWith("/" + name))
                .toList();
        if (meant.isEmpty()) {
            Collection<String> words = name.contains("/")
                    ? made.keySet()
                    : made.values().stream().map(PrintedAttack::id).toList();
            throw new IllegalArgumentException(
                    "\"" + name + "\", must be an attack of the run with " + accessory + Spelling.hint(name, words));
        }
        if (meant.size() > 1) {
            throw new IllegalArgumentException("\"" + name + "\", must be one attack: " + String.join(" or ", meant));
        }
        PrintedAttack attack = Objects.requireNonNull(made.get(meant.get(0)));
        checkTarget(attack, name, target);
        return attack;
    }

    private void checkTarget(PrintedAttack attack, String name, Identity target) {
        Optional<AttackRecord> record = record(attack.id());
        if (record.isPresent() && !target.equals(record.get().target())) {
            Identity other = record.get().target();
            throw new IllegalArgumentException("\"" + name + "\", must be an attack that aims for " + target
                    + (other == null ? "; this one aims for nobody" : "; this one aims for " + other));
        }
    }

    /** Returns all attacks with an accessory; an attacker who knows the defense makes those of each defense. */
    private Stream<PrintedAttack> all(String accessory) {
        Stream<PrintedAttack> recorded = attacks.stream()
                .filter(summary -> summary.accessory().equals(accessory))
                .flatMap(summary -> summary.attacks().stream()
                        .map(attack -> new PrintedAttack(summary.attacker(), "", attack.id())));
        Stream<PrintedAttack> evaluated = defenses.stream()
                .flatMap(defense -> cells(defense, accessory)
                        .filter(cell -> isAdaptive(cell.attacker()))
                        .flatMap(cell -> cell.outcomes().stream()
                                .map(outcome -> new PrintedAttack(cell.attacker(), defense.name(), outcome.attack()))));
        return Stream.concat(recorded, evaluated);
    }

    private static Stream<Cell> cells(DefenseResult defense, String accessory) {
        return defense.cells().stream().filter(cell -> cell.accessory().equals(accessory));
    }

    /** Attacks with the same id have the same face and the same goal. */
    private Optional<AttackRecord> record(String id) {
        return attacks.stream()
                .flatMap(summary -> summary.attacks().stream())
                .filter(attack -> attack.id().equals(id))
                .findFirst();
    }

    private boolean isAdaptive(String name) {
        return attackers.stream().anyMatch(attacker -> attacker.name().equals(name) && attacker.adaptive());
    }

    /**
     * Returns how many draws of a simulated print and capture succeed.
     *
     * @param system the name of the chain of defenses
     * @param accessory the name of the accessory
     * @return empty if the run did not try it
     */
    public Optional<Rate> simulated(String system, String accessory, PrintedAttack attack) {
        return tried(system, accessory, attack)
                .map(Cell::printed)
                .filter(Objects::nonNull)
                .flatMap(printed -> printed.attacks().stream())
                .filter(draws -> draws.attack().equals(attack.id()))
                .map(PrintedRates.Attack::success)
                .findFirst();
    }

    /** Returns the cell of an attack on a system, unless the attack was made against another defense. */
    private Stream<Cell> tried(String system, String accessory, PrintedAttack attack) {
        return defenses.stream()
                .filter(defense -> defense.name().equals(system)
                        && (!attack.isAdaptive() || attack.against().equals(system)))
                .flatMap(defense -> defense.cell(attack.attacker(), accessory).stream());
    }

    /**
     * Returns whether the digital picture of an attack was accepted as the target.
     *
     * @param system the name of the chain of defenses
     * @param accessory the name of the accessory
     * @param target whom it aims for
     * @return empty if the run did not try it, as with an attack that was made against another defense
     */
    public Optional<Boolean> passed(String system, String accessory, PrintedAttack attack, Identity target) {
        return tried(system, accessory, attack)
                .flatMap(cell -> cell.outcomes().stream())
                .filter(outcome -> Objects.equals(outcome.attack(), attack.id()))
                .map(Outcome::after)
                .map(after ->
                        after.verdict() == Verdict.PERSON && after.person().equals(target))
                .findFirst();
    }
}
