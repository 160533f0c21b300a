package dev.visor.report.chart;

import dev.visor.report.html.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * An axis of a chart.
 *
 * @param title what varies along the axis, with its unit
 * @param min the value at its start
 * @param max the value at its end, above min
 * @param step the distance of the tick marks, above 0
 * @param label how a tick mark is labeled
 * @param logarithmic whether equal distances are equal factors; the axis then begins above 0, and smaller values are drawn there
 */
public record Axis(
        String title, double min, double max, double step, DoubleFunction<String> label, boolean logarithmic) {

    private static final double ROUNDING = 1e-9;

    /** Tick marks that are nearer to the end, as a share of the axis, would have labels that touch. */
    private static final double CLOSEST = 0.12;

    /** Up to so many, as a factor, there are marks at 2 and 5 times the powers of ten. */
    private static final double FEW_MAGNITUDES = 100;

    /** From so many counts on, the first of them would have no room on a linear axis. */
    private static final int MANY = 100;

    /** Makes an axis on which equal distances are equal differences. */
    public Axis(String title, double min, double max, double step, DoubleFunction<String> label) {
        this(title, min, max, step, label, false);
    }

    /** Returns an axis from 0 to 100 %. */
    public static Axis ofShares(String title) {
        return new Axis(title, 0, 1, 0.2, share -> Numbers.decimal(share * 100, 0) + " %");
    }

    /** Returns an axis from one value to another with about so many tick marks at round numbers. */
    public static Axis of(String title, double min, double max, int ticks) {
        double end = max > min ? max : min + 1;
        double step = roundStep((end - min) / ticks);
        int places = (int) Math.max(0, -Math.floor(Math.log10(step) + ROUNDING));
        return new Axis(title, min, end, step, value -> Numbers.decimal(value, places));
    }

    /** Returns an axis for counts from 0 to at least a largest count. */
    public static Axis ofCounts(String title, int largest) {
        double step = Math.max(1, roundStep(Math.max(1, largest) / 4.0));
        double end = Math.ceil(Math.max(1, largest) / step) * step;
        return new Axis(title, 0, end, step, value -> Numbers.decimal(value, 0));
    }

    /**
     * Returns an axis for counts that may span magnitudes: a logarithmic one from a power of ten to the largest count, or a
     * linear one if that is small.
     *
     * @param first the least count that must have a place of its own, at least 1
     */
    public static Axis ofMagnitudes(String title, int first, int largest) {
        if (largest < MANY) {
            return ofCounts(title, largest);
        }
        double begin = Math.pow(10, Math.floor(Math.log10(Math.min(first, largest / 10.0)) + ROUNDING));
        return new Axis(title + ", logarithmic", begin, largest, 1, value -> Numbers.decimal(value, 0), true);
    }

    /** Returns the values of the tick marks. */
    List<Double> ticks() {
        return logarithmic ? logarithmicTicks() : linearTicks();
    }

    private List<Double> logarithmicTicks() {
        List<Double> ticks = new ArrayList<>();
        int[] factors = max / min > FEW_MAGNITUDES ? new int[] {1} : new int[] {1, 2, 5};
        for (double power = min; power < max; power *= 10) {
            for (int factor : factors) {
                if (position(factor * power) < 1 - CLOSEST) {
                    ticks.add(factor * power);
                }
            }
        }
        ticks.add(max);
        return ticks;
    }

    private List<Double> linearTicks() {
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(min / step - ROUNDING); i * step <= max + step * ROUNDING; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** Returns where a value stands between the start of the axis, 0, and its end, 1. */
    double position(double value) {
        return logarithmic ? Math.log(Math.max(min, value) / min) / Math.log(max / min) : (value - min) / (max - min);
    }

    /** Returns the smallest of 1, 2, 5 times a power of ten that is not below a step. */
    static double roundStep(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * power >= step * (1 - ROUNDING)) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
