package dev.visor.evaluation.captured;

import dev.visor.evaluation.AttackRecord;
import dev.visor.evaluation.AttackSummary;
import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Outcome;
import dev.visor.face.Identity;
import dev.visor.recognition.Verdict;
import dev.visor.setting.Spelling;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
     * @param name {@code ATTACKER/ID}, or {@code ID} if only one attacker made such an attack
     * @param accessory the name of the accessory that was printed
     * @param target whom the attacker aims for
     * @throws IllegalArgumentException if there is no such attack, several attackers made one, or it has another target; the
     *     message begins with the name
     */
    public PrintedAttack find(String name, String accessory, Identity target) {
        Set<String> made = ids(accessory);
        if (made.isEmpty()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\", must be empty, because the run has no evaluated attacks with " + accessory);
        }
        List<String> meant = made.stream()
                .filter(other -> other.equals(name) || other.endsWith("/" + name))
                .toList();
        if (meant.isEmpty()) {
            Set<String> words = name.contains("/") ? made : idsAlone(made);
            throw new IllegalArgumentException(
                    "\"" + name + "\", must be an attack of the run with " + accessory + Spelling.hint(name, words));
        }
        if (meant.size() > 1) {
            throw new IllegalArgumentException(
                    "\"" + name + "\", must name the attacker too: " + String.join(" or ", meant));
        }
        int end = meant.get(0).indexOf('/');
        PrintedAttack attack =
                new PrintedAttack(meant.get(0).substring(0, end), meant.get(0).substring(end + 1));
        Optional<AttackRecord> record = record(attack.id());
        if (record.isPresent() && !target.equals(record.get().target())) {
            Identity other = record.get().target();
            throw new IllegalArgumentException("\"" + name + "\", must be an attack that aims for " + target
                    + (other == null ? "; this one aims for nobody" : "; this one aims for " + other));
        }
        return attack;
    }

    /** Returns all attacks with an accessory as {@code ATTACKER/ID}. */
    private Set<String> ids(String accessory) {
        Stream<String> recorded = attacks.stream()
                .filter(summary -> summary.accessory().equals(accessory))
                .flatMap(summary -> summary.attacks().stream().map(attack -> summary.attacker() + "/" + attack.id()));
        Stream<String> evaluated = cells(accessory)
                .flatMap(cell -> cell.outcomes().stream().map(outcome -> cell.attacker() + "/" + outcome.attack()));
        return Stream.concat(recorded, evaluated).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> idsAlone(Set<String> ids) {
        return ids.stream().map(id -> id.substring(id.indexOf('/') + 1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<Cell> cells(String accessory) {
        return defenses.stream()
                .flatMap(defense -> defense.cells().stream())
                .filter(cell -> cell.accessory().equals(accessory));
    }

    /** Attacks with the same id have the same face and the same goal. */
    private Optional<AttackRecord> record(String id) {
        return attacks.stream()
                .flatMap(summary -> summary.attacks().stream())
                .filter(attack -> attack.id().equals(id))
                .findFirst();
    }

    /** Returns whether an attacker knows the defense; such an attacker makes another picture for each defense. */
    public boolean isAdaptive(PrintedAttack attack) {
        return attackers.stream()
                .anyMatch(attacker -> attacker.name().equals(attack.attacker()) && attacker.adaptive());
    }

    /**
     * Returns whether the digital picture of an attack was accepted as the target.
     *
     * @param system the name of the chain of defenses
     * @param accessory the name of the accessory
     * @param target whom it aims for
     * @return empty if the run did not try it
     */
    public Optional<Boolean> passed(String system, String accessory, PrintedAttack attack, Identity target) {
        return defenses.stream()
                .filter(defense -> defense.name().equals(system))
                .flatMap(defense -> defense.cell(attack.attacker(), accessory).stream())
                .flatMap(cell -> cell.outcomes().stream())
                .filter(outcome -> Objects.equals(outcome.attack(), attack.id()))
                .map(Outcome::after)
                .map(after ->
                        after.verdict() == Verdict.PERSON && after.person().equals(target))
                .findFirst();
    }
}
