package dev.visor.setting;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers that a setting may have, in the words that messages show: {@code in (0, 1]}, {@code at least 1},
 * {@code above 0} or nothing for every finite number. Immutable and thread-safe.
 */
final class Range {

    private static final Pattern BOTH = Pattern.compile("in ([(\\[])(\\S+), (\\S+)([)\\]])");
    private static final Pattern LOW = Pattern.compile("(at least|above) (\\S+)");

    private final String words;
    private final Map<String, BigDecimal> bounds = new LinkedHashMap<>();

    private Range(String words) {
        this.words = words;
    }

    /**
     * Returns the range of some words.
     *
     * @throws IllegalArgumentException if they are of another form
     */
    static Range of(String words) {
        Range range = new Range(words);
        Matcher both = BOTH.matcher(words);
        Matcher low = LOW.matcher(words);
        if (both.matches()) {
            range.bounds.put(both.group(1).equals("(") ? "exclusiveMinimum" : "minimum", new BigDecimal(both.group(2)));
            range.bounds.put(both.group(4).equals(")") ? "exclusiveMaximum" : "maximum", new BigDecimal(both.group(3)));
        } else if (low.matches()) {
            range.bounds.put(
                    low.group(1).equals("above") ? "exclusiveMinimum" : "minimum", new BigDecimal(low.group(2)));
        } else if (!words.isEmpty()) {
            throw new IllegalArgumentException("illegal range: \"" + words + "\"");
        }
        return range;
    }

    boolean holds(double value) {
        return !Double.isNaN(value)
                && bounds.entrySet().stream()
                        .allMatch(
                                bound -> holds(bound.getKey(), bound.getValue().doubleValue(), value));
    }

    private static boolean holds(String kind, double bound, double value) {
        return switch (kind) {
            case "minimum" -> value >= bound;
            case "exclusiveMinimum" -> value > bound;
            case "maximum" -> value <= bound;
            default -> value < bound;
        };
    }

    /** Returns the bounds as JSON Schema names them. */
    Map<String, BigDecimal> bounds() {
        return bounds;
    }

    /** Returns what a value that is of another type must be. */
    String after(String type) {
        return words.isEmpty() ? type : type + (words.startsWith("in ") ? " " : ", ") + words;
    }

    @Override
    public String toString() {
        return words;
    }
}
