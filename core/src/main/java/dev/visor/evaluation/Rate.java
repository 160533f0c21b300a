package dev.visor.evaluation;

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

    private double center() {
        return (value() + Z * Z / (2 * trials)) / (1 + Z * Z / trials);
    }

    private double halfWidth() {
        double p = value();
        return Z * Math.sqrt(p * (1 - p) / trials + Z * Z / (4.0 * trials * trials)) / (1 + Z * Z / trials);
    }
}
