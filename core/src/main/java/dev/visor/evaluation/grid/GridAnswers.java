package dev.visor.evaluation.grid;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What a recognizer answers to one picture under each combination of a grid. Immutable. */
final class GridAnswers {

    private final int distinct;
    private final double[] real;
    private final double[] target;

    /**
     * Makes the answers of a picture; the arrays are not copied.
     *
     * @param distinct how many different cleansed pictures the combinations gave
     * @param real for each combination the confidence that it is who it really is; NaN if it was not tried
     * @param target for each combination the confidence that it is the attacker's target
     */
    GridAnswers(int distinct, double[] real, double[] target) {
        this.distinct = distinct;
        this.real = real;
        this.target = target;
    }

    int distinct() {
        return distinct;
    }

    /** Returns whether a combination was tried. */
    boolean has(int combination) {
        return !Double.isNaN(real[combination]);
    }

    double real(int combination) {
        return real[combination];
    }

    double target(int combination) {
        return target[combination];
    }

    /** Returns all numbers in one line; {@link #parse} gives the same ones again, to the last bit. */
    String text() {
        return distinct + " "
                + DoubleStream.concat(Arrays.stream(real), Arrays.stream(target))
                        .mapToObj(Double::toString)
                        .collect(Collectors.joining(" "));
    }

    static GridAnswers parse(String text) {
        String[] parts = text.split(" ");
        int combinations = (parts.length - 1) / 2;
        double[] values =
                Arrays.stream(parts).skip(1).mapToDouble(Double::parseDouble).toArray();
        return new GridAnswers(
                Integer.parseInt(parts[0]),
                Arrays.copyOfRange(values, 0, combinations),
                Arrays.copyOfRange(values, combinations, 2 * combinations));
    }
}
