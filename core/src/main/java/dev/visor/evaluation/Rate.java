package dev.visor.evaluation;

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

    private double center() {
        return (value() + Z * Z / (2 * trials)) / (1 + Z * Z / trials);
    }

    private double halfWidth() {
        double p = value();
        return Z * Math.sqrt(p * (1 - p) / trials + Z * Z / (4.0 * trials * trials)) / (1 + Z * Z / trials);
    }
}
