package dev.visor.evaluation;

import dev.visor.attack.GradientCheck;
import dev.visor.attack.Knowledge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks for signs that a defense was not attacked well enough for its figures to be believed (N. Carlini et al., "On
 * Evaluating Adversarial Robustness", 2019, sections 4 and 5; A. Athalye, N. Carlini, D. Wagner, "Obfuscated Gradients
 * Give a False Sense of Security", ICML 2018, section 3.1). That nothing is evaluated on pictures that it was trained or
 * calibrated on needs no check: an experiment keeps them apart.
 *
 * <p>Immutable and thread-safe.
 */
public final class SoundnessChecks {

    /** The last part of the iterations, in which a converged attack brings nothing new. */
    private static final double LAST = 0.8;

    /** The share of attacks that may still begin to succeed in the last part. */
    private static final double STILL_RISING = 0.02;

    /** How likely by chance a surplus may be that counts. */
    private static final double CHANCE = 0.05;

    private final Map<String, AttackerSummary> attackers;

    /**
     * Makes the checks.
     *
     * @param attackers those of the cells
     */
    public SoundnessChecks(List<AttackerSummary> attackers) {
        this.attackers = attackers.stream().collect(Collectors.toMap(AttackerSummary::name, Function.identity()));
    }

    /** Returns the findings about defenses, in their order; none if all is well. */
    public List<Finding> of(List<DefenseResult> defenses) {
        List<Finding> findings = new ArrayList<>();
        for (DefenseResult defense : defenses) {
            notTried(defense, findings);
            for (Cell cell : defense.cells()) {
                gradients(defense, cell, findings);
                if (attacker(cell).knowledge() != Knowledge.TRANSFER) {
                    convergence(defense, cell, findings); // what is tried once does not converge
                }
                certificates(defense, cell, findings);
                rejecting(defense, cell, findings);
                weakerAttackers(defense, cell, findings);
            }
        }
        return findings;
    }

    /** Without gradients, as of a black box, it stays open what somebody could do who knows the inside of the system. */
    private void notTried(DefenseResult defense, List<Finding> findings) {
        if (!defense.cells().isEmpty()
                && defense.cells().stream().noneMatch(cell -> attacker(cell).knowledge() == Knowledge.WHITE_BOX)) {
            findings.add(new Finding(
                    defense.name(),
                    Finding.Kind.GRADIENTS_NOT_TRIED,
                    "no attacker followed gradients of the system, so masked gradients were not looked for; an attacker"
                            + " who knows the inside of the system may succeed more often"));
        }
    }

    private static void gradients(DefenseResult defense, Cell cell, List<Finding> findings) {
        GradientCheck gradients = cell.gradients();
        if (gradients != null && !gradients.isSound()) {
            String text = where(cell) + ": of " + gradients.pictures() + " pictures, " + gradients.zero()
                    + " have no gradient in the region and " + gradients.notFinite() + " one that is not finite; "
                    + (cell.brokenCertificates() == null
                            ? "so gradients do not show how strong the defense is"
                            : "as expected where masks hide all of the region");
            findings.add(new Finding(defense.name(), Finding.Kind.NO_GRADIENT, text));
        }
    }

    private static void convergence(DefenseResult defense, Cell cell, List<Finding> findings) {
        int trials = cell.success().trials();
        long late = cell.reachedAt().stream()
                .filter(iteration -> iteration > LAST * cell.maxSteps())
                .count();
        if (late > STILL_RISING * trials) {
            findings.add(new Finding(
                    defense.name(),
                    Finding.Kind.NOT_CONVERGED,
                    where(cell) + ": " + late + " of " + trials + " attacks first reached their goal in the last fifth"
                            + " of " + cell.maxSteps() + " steps; more steps would raise the success rate"));
        }
        long atOnce =
                cell.reachedAt().stream().filter(iteration -> iteration == 0).count();
        if (!cell.reachedAt().isEmpty() && atOnce == cell.reachedAt().size()) {
            findings.add(new Finding(
                    defense.name(),
                    Finding.Kind.ITERATIONS_BRING_NOTHING,
                    where(cell) + ": "
                            + (atOnce == 1
                                    ? "the only attack that ever reached its goal did so"
                                    : "all " + atOnce + " attacks that ever reached their goal did so")
                            + " with the plain accessory"));
        }
    }

    private static void certificates(DefenseResult defense, Cell cell, List<Finding> findings) {
        Rate broken = cell.brokenCertificates();
        if (broken != null && broken.hits() > 0) {
            findings.add(new Finding(
                    defense.name(),
                    Finding.Kind.BROKEN_CERTIFICATE,
                    where(cell) + ": " + broken.hits() + " of " + broken.trials()
                            + " certified answers were changed, which must not happen"));
        }
    }

    private static void rejecting(DefenseResult defense, Cell cell, List<Finding> findings) {
        int stopped = cell.tampered().hits() + cell.unknown().hits();
        if (stopped > cell.recognized().hits() && stopped > cell.success().trials() / 2) {
            int honest = defense.clean().tampered().hits()
                    + defense.clean().unknown().hits();
            findings.add(new Finding(
                    defense.name(),
                    Finding.Kind.STOPS_BY_REJECTING,
                    where(cell) + ": " + stopped + " of " + cell.success().trials()
                            + " attackers are turned away rather than recognized, and so are " + honest + " of "
                            + defense.clean().recognized().trials() + " clean faces"));
        }
    }

    /** Whoever adapts could do what one who does not, or who sees less, has done. */
    private void weakerAttackers(DefenseResult defense, Cell weaker, List<Finding> findings) {
        if (attacker(weaker).followsDefense() || defense.isUndefended()) {
            return; // whoever knows that there is no defense knows no more than others
        }
        for (Cell adaptive : defense.cells()) {
            if (attacker(adaptive).followsDefense()
                    && adaptive.accessory().equals(weaker.accessory())
                    && isAbove(weaker.success(), adaptive.success())) {
                findings.add(new Finding(
                        defense.name(),
                        Finding.Kind.WEAKER_ATTACKER_WINS,
                        where(weaker) + ": succeeds more often than " + where(adaptive) + ", who knows more; the"
                                + " adaptive attack is too weak to show how strong the defense is"));
            }
        }
    }

    /** As many attacks are the same ones, of which none should succeed for the weaker attacker alone. */
    private static boolean isAbove(Rate weaker, Rate adaptive) {
        return weaker.value() > adaptive.value()
                && (weaker.trials() == adaptive.trials() || weaker.chanceOfSurplusOver(adaptive) < CHANCE);
    }

    private AttackerSummary attacker(Cell cell) {
        return Objects.requireNonNull(attackers.get(cell.attacker()), cell.attacker());
    }

    private static String where(Cell cell) {
        return cell.attacker() + " with " + cell.accessory();
    }
}
