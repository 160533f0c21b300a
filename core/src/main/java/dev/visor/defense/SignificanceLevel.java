package dev.visor.defense;

import static dev.visor.run.IllegalSettingException.check;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * The probability with which a value may exceed a limit that other values set: of these, the limit is the order statistic that a
 * further value exceeds with at most this probability if it is drawn like them (split conformal prediction; V. Vovk, A. Gammerman,
 * G. Shafer, "Algorithmic Learning in a Random World", 2005).
 *
 * @param value in (0, 1)
 */
public record SignificanceLevel(double value) {

    /** Checks the range. */
    public SignificanceLevel {
        check(value > 0 && value < 1, "significance level", value, "in (0, 1)");
    }

    /**
     * Returns the lowest level that some values allow: the inverse of one more than their number.
     *
     * @param count how many there are, at least 1
     */
    public static SignificanceLevel least(int count) {
        check(count >= 1, "number of values", count, "at least 1");
        return new SignificanceLevel(1.0 / (count + 1));
    }

    /** Returns how many values it takes, at least 1: one less than the inverse of the level. */
    public int needed() {
        return (int) Math.max(1, Math.ceil(1 / value - 1 - 1e-9));
    }

    /**
     * Returns the limit.
     *
     * @param values at least {@link #needed}
     */
    public double limit(List<Double> values) {
        check(
                values.size() >= needed(),
                "number of values for a level of " + value,
                values.size(),
                "at least " + needed());
        int rank = (int) Math.ceil((values.size() + 1) * (1 - value) - 1e-9);
        return values.stream().sorted().skip(rank - 1).findFirst().orElseThrow();
    }

    /** Returns the level with two digits, rounded up so that the values that allow it allow this, too. */
    public String roundedUp() {
        return BigDecimal.valueOf(value)
                .round(new MathContext(2, RoundingMode.CEILING))
                .stripTrailingZeros()
                .toPlainString();
    }
}
