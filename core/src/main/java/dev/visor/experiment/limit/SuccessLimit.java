package dev.visor.experiment.limit;

import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.ExperimentResults;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an automated check allows: of a defense's worst case, over all attackers and accessories, the upper end of the 95 %
 * interval of the adversarial success rate may be so high. Few attacks have a wide interval, so a pass needs enough of
 * them: 0 of 73 attacks end at 0.05. A limit of IAPAR (ISO/IEC 30107-3) counts impersonations alone. Immutable.
 *
 * @param defense the name of the defense; null for every defense, not the undefended system
 * @param measure which rate it limits
 * @param most the highest allowed upper end, in [0, 1]
 */
public record SuccessLimit(@Nullable String defense, Measure measure, double most) {

    /** How a limit is written. */
    public static final String FORM =
            "success=X or iapar=X, or NAME:success=X or NAME:iapar=X for one defense, X in [0, 1]";

    private static final Pattern TEXT = Pattern.compile("(?:(.+):)?(success|iapar)=([0-9.eE-]+)");

    /** A rate that can be limited. */
    public enum Measure {
        /** The adversarial success rate of all attackers. */
        SUCCESS,
        /** That of attackers who want to pass for somebody else. */
        IAPAR;

        private boolean counts(AttackerSummary attacker) {
            return this == SUCCESS || attacker.impersonates();
        }

        /** Returns how limits name it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Makes a limit of the adversarial success rate. */
    public SuccessLimit(@Nullable String defense, double most) {
        this(defense, Measure.SUCCESS, most);
    }

    /** Checks the limit. */
    public SuccessLimit {
        if (!(most >= 0 && most <= 1)) {
            throw new IllegalArgumentException("illegal limit: " + most + ", must be in [0, 1]");
        }
    }

    /**
     * Reads a limit.
     *
     * @throws IllegalArgumentException if it has not {@link #FORM}
     */
    public static SuccessLimit parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        try {
            if (matcher.matches()) {
                return new SuccessLimit(
                        matcher.group(1),
                        Measure.valueOf(matcher.group(2).toUpperCase(Locale.ROOT)),
                        Double.parseDouble(matcher.group(3)));
            }
        } catch (IllegalArgumentException e) {
            // Then it is said below what is allowed.
        }
        throw new IllegalArgumentException("illegal limit: " + text + ", must be " + FORM);
    }

    /**
     * Checks, before long work starts, that there is something to check.
     *
     * @param defenses the names of the defenses
     * @param undefended the name of the undefended system
     * @throws IllegalArgumentException if there is no such defense, or none at all
     */
    public void checkAgainst(Collection<String> defenses, String undefended) {
        if (defense != null && !defenses.contains(defense)) {
            throw new IllegalArgumentException("illegal limit: there is no defense \"" + defense + "\", must be one of "
                    + String.join(", ", defenses));
        }
        if (defense == null && defenses.stream().allMatch(undefended::equals)) {
            throw new IllegalArgumentException("illegal limit: the experiment has no defense; " + undefended + ":"
                    + measure.word() + "=" + most + " is for the undefended system");
        }
    }

    /** Returns what exceeds the limit, one line for each defense; none if all is well. */
    public List<String> exceededBy(ExperimentResults results) {
        List<String> lines = new ArrayList<>();
        for (DefenseResult result : results.defenses()) {
            boolean meant = defense == null ? !result.isUndefended() : defense.equals(result.name());
            if (meant) {
                List<Cell> counted = result.cells().stream()
                        .filter(cell -> counts(cell, results.attackers()))
                        .toList();
                worst(counted).filter(this::isAbove).ifPresent(cell -> lines.add(line(result, cell)));
                if (counted.isEmpty() && measure == Measure.IAPAR) {
                    lines.add(result.name() + ": nobody impersonates anybody, so there is no IAPAR");
                }
            }
        }
        return lines;
    }

    private boolean counts(Cell cell, List<AttackerSummary> attackers) {
        return attackers.stream()
                .anyMatch(attacker -> attacker.name().equals(cell.attacker()) && measure.counts(attacker));
    }

    /**
     * Returns whether the upper end of a cell's interval is above the limit; it always is without attacks, and never if the
     * limit does not count the attacker.
     *
     * @param attackers all attackers of the experiment
     */
    public boolean isExceededBy(Cell cell, List<AttackerSummary> attackers) {
        return counts(cell, attackers) && isAbove(cell);
    }

    private boolean isAbove(Cell cell) {
        return cell.success().trials() == 0 || cell.success().high() > most;
    }

    /** Returns the cell whose interval ends highest. */
    private static Optional<Cell> worst(List<Cell> cells) {
        return cells.stream()
                .max(Comparator.comparingDouble(cell -> cell.success().high()));
    }

    private String line(DefenseResult result, Cell cell) {
        Rate success = cell.success();
        return String.format(
                Locale.ROOT,
                "%s: %s with %s succeeds in %d/%d attacks; the 95 %% interval ends at %.4f, above %s",
                result.name(),
                cell.attacker(),
                cell.accessory(),
                success.hits(),
                success.trials(),
                success.high(),
                most);
    }
}
