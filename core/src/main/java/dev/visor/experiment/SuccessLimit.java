package dev.visor.experiment;

import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
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
 * them: 0 of 73 attacks end at 0.05. Immutable.
 *
 * @param defense the name of the defense; null for every defense, not the undefended system
 * @param most the highest allowed upper end, in [0, 1]
 */
public record SuccessLimit(@Nullable String defense, double most) {

    /** How a limit is written. */
    public static final String FORM = "success=X, or NAME:success=X for one defense, X in [0, 1]";

    private static final Pattern TEXT = Pattern.compile("(?:(.+):)?success=([0-9.eE-]+)");

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
                return new SuccessLimit(matcher.group(1), Double.parseDouble(matcher.group(2)));
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
            throw new IllegalArgumentException("illegal limit: the experiment has no defense; " + undefended
                    + ":success=" + most + " is for the undefended system");
        }
    }

    /** Returns what exceeds the limit, one line for each defense; none if all is well. */
    public List<String> exceededBy(ExperimentResults results) {
        List<String> lines = new ArrayList<>();
        for (DefenseResult result : results.defenses()) {
            boolean meant = defense == null ? !result.isUndefended() : defense.equals(result.name());
            if (meant) {
                worst(result).filter(this::isExceededBy).ifPresent(cell -> lines.add(line(result, cell)));
            }
        }
        return lines;
    }

    /** Returns whether the upper end of a cell's interval is above the limit; it always is without attacks. */
    public boolean isExceededBy(Cell cell) {
        return cell.success().trials() == 0 || cell.success().high() > most;
    }

    /** Returns the cell whose interval ends highest. */
    private static Optional<Cell> worst(DefenseResult result) {
        return result.cells().stream()
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
