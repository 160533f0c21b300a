package dev.visor.service.studio.message;

import dev.visor.evaluation.Rate;

/**
 * How many of how many, with the 95 % interval.
 *
 * @param count of those that did
 * @param of all
 * @param percent of them, in [0, 100]; 0 without any
 * @param low end of the interval in percent
 * @param high end of the interval in percent
 */
public record SeenRate(int count, int of, double percent, double low, double high) {

    /** Returns it as the page shows it. */
    public static SeenRate of(Rate rate) {
        return rate.trials() == 0
                ? new SeenRate(0, 0, 0, 0, 100)
                : new SeenRate(rate.hits(), rate.trials(), 100 * rate.value(), 100 * rate.low(), 100 * rate.high());
    }
}
