package dev.visor.evaluation.openset;

import dev.visor.evaluation.Rate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The similarities of pictures to templates: mated ones of the same person, and non-mated ones of two people. At a threshold,
 * FMR is the share of non-mated comparisons that reach it, and FNMR the share of mated ones that don't (ISO/IEC 19795-1).
 *
 * <p>Immutable and thread-safe.
 */
public final class Comparisons {

    /** The curve has points at all small numbers of false matches, and further ones this much apart. */
    private static final double SPACING = 1.25;

    private final double[] mated;
    private final double[] nonMated;

    /**
     * Takes similarities.
     *
     * @param mated of pictures to the templates of the same people, in any order
     * @param nonMated of pictures to the templates of other people, in any order
     */
    public Comparisons(double[] mated, double[] nonMated) {
        this.mated = mated.clone();
        this.nonMated = nonMated.clone();
        Arrays.sort(this.mated);
        Arrays.sort(this.nonMated);
    }

    /** Returns the false match rate at a threshold. */
    public Rate falseMatches(double threshold) {
        return new Rate(nonMated.length - below(nonMated, threshold), nonMated.length);
    }

    /** Returns the false non-match rate at a threshold. */
    public Rate falseNonMatches(double threshold) {
        return new Rate(below(mated, threshold), mated.length);
    }

    /** Returns how many values of a rising array are below a threshold. */
    private static int below(double[] rising, double threshold) {
        int low = 0;
        int high = rising.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rising[middle] < threshold) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Returns the detection error tradeoff: both rates at thresholds from the highest to the lowest, so that FMR rises and FNMR
     * falls. It has a point for each small number of false matches.
     */
    public List<DetPoint> curve() {
        TreeSet<Double> thresholds = new TreeSet<>();
        for (int matches = 0; matches <= nonMated.length; matches = Math.max(matches + 1, (int) (matches * SPACING))) {
            thresholds.add(least(matches));
        }
        thresholds.add(least(nonMated.length));
        return thresholds.descendingSet().stream().map(this::point).toList();
    }

    private DetPoint point(double threshold) {
        return new DetPoint(threshold, falseMatches(threshold), falseNonMatches(threshold));
    }

    /**
     * Returns the point with the highest share of true matches at which the false match rate is at most so high; empty if there
     * are too few non-mated comparisons to observe this rate.
     *
     * @param rate in (0, 1)
     */
    public Optional<DetPoint> at(double rate) {
        int allowed = (int) Math.floor(rate * nonMated.length + 1e-9);
        return allowed < 1 ? Optional.empty() : Optional.of(point(least(allowed)));
    }

    /** Returns the lowest of the similarities that at most so many non-mated comparisons reach, or one above all of them. */
    private double least(int matches) {
        if (matches >= nonMated.length) {
            double lowest = nonMated.length == 0 ? 1 : nonMated[0];
            return mated.length == 0 ? lowest : Math.min(lowest, mated[0]);
        }
        double excluded = nonMated[nonMated.length - 1 - matches];
        double next = Math.nextUp(excluded);
        int first = below(mated, next);
        int other = below(nonMated, next);
        List<Double> above = new ArrayList<>();
        if (first < mated.length) {
            above.add(mated[first]);
        }
        if (other < nonMated.length) {
            above.add(nonMated[other]);
        }
        return above.stream().mapToDouble(Double::doubleValue).min().orElse(next);
    }
}
