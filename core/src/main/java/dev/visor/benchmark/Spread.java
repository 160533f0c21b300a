package dev.visor.benchmark;

import static dev.visor.run.IllegalSettingException.check;

import java.util.List;

/**
 * The results of several measurements of the same thing.
 *
 * @param median the one in the middle, or the mean of the two in the middle
 * @param least of all
 * @param most of all
 * @param repetitions how many there were, at least 1
 */
public record Spread(double median, double least, double most, int repetitions) {

    /** Checks the number and the order. */
    public Spread {
        check(repetitions >= 1, "number of repetitions", repetitions, "at least 1");
        check(least <= median && median <= most, "median", median, "in [" + least + ", " + most + "]");
    }

    /**
     * {@return the spread of some values}
     *
     * @param values at least one
     */
    public static Spread of(List<Double> values) {
        check(!values.isEmpty(), "number of repetitions", 0, "at least 1");
        List<Double> sorted = values.stream().sorted().toList();
        int size = sorted.size();
        double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(size - 1), size);
    }

    /** {@return the spread of the same values, each divided by a number above 0} */
    public Spread dividedBy(double divisor) {
        check(divisor > 0, "divisor", divisor, "above 0");
        return new Spread(median / divisor, least / divisor, most / divisor, repetitions);
    }
}
