package dev.visor.evaluation.openset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.evaluation.Rate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ComparisonsTest {

    private static final double[] MATED = drawn(1, 300, 0.6);
    private static final double[] NON_MATED = drawn(2, 2000, 0.1);
    private static final Comparisons ALL = new Comparisons(MATED, NON_MATED);

    /** Rounded, so that many are equal. */
    private static double[] drawn(long seed, int count, double mean) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(count, -0.35, 0.35)
                .map(value -> Math.round((value + mean) * 500) / 500.0)
                .toArray();
    }

    private static Rate naive(double[] values, double threshold, boolean reached) {
        return new Rate(
                (int) Arrays.stream(values)
                        .filter(value -> (value >= threshold) == reached)
                        .count(),
                values.length);
    }

    @Test
    void ratesAreThoseOfCountingOneByOne() {
        for (double threshold = -0.5; threshold <= 1.1; threshold += 0.013) {
            assertThat(ALL.falseMatches(threshold)).isEqualTo(naive(NON_MATED, threshold, true));
            assertThat(ALL.falseNonMatches(threshold)).isEqualTo(naive(MATED, threshold, false));
        }
    }

    @Test
    void theCurveRunsFromNoFalseMatchToAllOfThem() {
        List<DetPoint> curve = ALL.curve();
        assertThat(curve.get(0).fmr().hits()).isZero();
        DetPoint last = curve.get(curve.size() - 1);
        assertThat(last.fmr().hits()).isEqualTo(2000);
        assertThat(last.fnmr().hits()).isZero();
        for (int i = 0; i < curve.size(); i++) {
            DetPoint point = curve.get(i);
            assertThat(point.fmr()).isEqualTo(naive(NON_MATED, point.threshold(), true));
            assertThat(point.fnmr()).isEqualTo(naive(MATED, point.threshold(), false));
            if (i > 0) {
                assertThat(point.threshold()).isLessThan(curve.get(i - 1).threshold());
                assertThat(point.fmr().hits())
                        .isGreaterThanOrEqualTo(curve.get(i - 1).fmr().hits());
                assertThat(point.fnmr().hits())
                        .isLessThanOrEqualTo(curve.get(i - 1).fnmr().hits());
            }
        }
    }

    /** No threshold among all similarities keeps to the rate and lets more mated comparisons match. */
    @Test
    void theTrueAcceptRateIsTheHighestThatKeepsToTheFalseAcceptRate() {
        for (double rate : new double[] {0.0005, 0.01, 0.1}) {
            DetPoint point = ALL.at(rate).orElseThrow();
            assertThat(point.fmr().value()).isLessThanOrEqualTo(rate);
            int best = Arrays.stream(MATED)
                    .filter(threshold -> naive(NON_MATED, threshold, true).value() <= rate)
                    .mapToInt(threshold -> naive(MATED, threshold, true).hits())
                    .max()
                    .orElseThrow();
            assertThat(point.tar()).isEqualTo(new Rate(best, 300));
        }
    }

    @Test
    void aRateThatTooFewComparisonsShowIsLeftOut() {
        assertThat(ALL.at(0.0004)).isEmpty();
        assertThat(new Comparisons(MATED, new double[0]).at(0.5)).isEmpty();
    }

    @Test
    void nothingToCompareIsNoRate() {
        Comparisons none = new Comparisons(new double[0], new double[0]);
        assertThat(none.falseMatches(0.5)).isEqualTo(new Rate(0, 0));
        assertThat(none.curve()).hasSize(1);
    }
}
