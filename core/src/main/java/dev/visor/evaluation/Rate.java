package dev.visor.evaluation;

import static dev.visor.run.IllegalSettingException.check;

import java.util.stream.IntStream;

/**
 * How many of how many. Never a bare percentage, so that a reader sees what it rests on.
 *
 * @param hits at least 0
 * @param trials at least hits
 */
public record Rate(int hits, int trials) {

    /** The two-sided 95 % point of the normal distribution. */
    private static final double Z = 1.959963984540054;

    /** The narrowest interval that trials are counted for, as half its width: it takes some 96 million of them. */
    public static final double NARROWEST = 1e-4;

    private static final String RANGE = "in [0.0001, 0.5)";

    /** Checks the counts. */
    public Rate {
        if (hits < 0 || trials < hits) {
            throw new IllegalArgumentException(
                    "illegal rate: " + hits + "/" + trials + ", must have 0 <= hits <= trials");
        }
    }

    /** Returns hits / trials in [0, 1], NaN without trials. */
    public double value() {
        return (double) hits / trials;
    }

    /** Returns the lower end of the 95 % interval of E. B. Wilson (1927), in [0, 1]; 0 without hits. */
    public double low() {
        return hits == 0 ? 0 : Math.max(0, center() - halfWidth());
    }

    /** Returns the upper end of the 95 % interval of E. B. Wilson (1927), in [0, 1]; 1 without misses. */
    public double high() {
        return hits == trials ? 1 : Math.min(1, center() + halfWidth());
    }

    /** Returns how many decimals of a percentage show the rate: 1, but 2 for less than one in a thousand. */
    public int decimals() {
        return hits > 0 && value() < 0.001 ? 2 : 1;
    }

    /**
     * Returns how likely a surplus as large as this one's is by chance, if both have the same share of hits: the one-sided
     * exact test of R. A. Fisher (1935).
     *
     * @return in (0, 1]; near 0 if this share is surely the larger one
     */
    public double chanceOfSurplusOver(Rate other) {
        int allHits = hits + other.hits;
        double all = choices(trials + other.trials, allHits);
        return IntStream.rangeClosed(hits, Math.min(trials, allHits))
                .filter(here -> allHits - here <= other.trials)
                .mapToDouble(here -> Math.exp(choices(trials, here) + choices(other.trials, allHits - here) - all))
                .sum();
    }

    /** Returns the natural logarithm of in how many ways so many can be chosen. */
    private static double choices(int of, int chosen) {
        return IntStream.rangeClosed(1, chosen)
                .mapToDouble(i -> Math.log((of - chosen + i) / (double) i))
                .sum();
    }

    /**
     * Returns half the width of the 95 % interval of E. B. Wilson (1927) that so many trials will have.
     *
     * @param share of hits, in [0, 1]; the interval is widest at 0.5
     * @param trials at least 1
     * @return in (0, 0.5); it falls as the trials rise
     */
    public static double halfWidth(double share, int trials) {
        return Z * Math.sqrt(share * (1 - share) / trials + Z * Z / (4.0 * trials * trials)) / (1 + Z * Z / trials);
    }

    /**
     * Returns the least number of trials whose interval is narrow enough.
     *
     * @param share of hits, in [0, 1]
     * @param halfWidth the most that {@link #halfWidth(double, int)} may be, in [{@value #NARROWEST}, 0.5)
     * @return at least 1
     */
    public static int trialsFor(double share, double halfWidth) {
        check(share >= 0 && share <= 1, "share", share, "in [0, 1]");
        check(halfWidth >= NARROWEST && halfWidth < 0.5, "half-width", halfWidth, RANGE);
        int low = 1;
        int high = (int) Math.ceil(Z * Z / (4 * NARROWEST * NARROWEST));
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (halfWidth(share, middle) <= halfWidth) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private double center() {
        return (value() + Z * Z / (2 * trials)) / (1 + Z * Z / trials);
    }

    private double halfWidth() {
        return halfWidth(value(), trials);
    }
}
