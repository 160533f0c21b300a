package dev.visor.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

    @ParameterizedTest
    @CsvSource({"0.7, 1", "1, 1", "1.2, 2", "3, 5", "7, 10", "0.03, 0.05", "26, 50"})
    void roundsStepsUp(double step, double expected) {
        assertThat(Axis.roundStep(step)).isEqualTo(expected, within(1e-12));
    }

    @Test
    void putsItsTicksAtRoundNumbers() {
        assertThat(Axis.of("epoch", 1, 45, 6).ticks()).containsExactly(10.0, 20.0, 30.0, 40.0);
        assertThat(Axis.ofShares("share").ticks()).hasSize(6);
        assertThat(Axis.ofShares("share").label().apply(0.2)).isEqualTo("20 %");
        assertThat(Axis.of("loss", 0, 1.7, 5).label().apply(0.5)).isEqualTo("0.5");
    }

    @Test
    void isNeverWithoutLength() {
        Axis axis = Axis.of("epoch", 1, 1, 6);
        assertThat(axis.position(1)).isZero();
        assertThat(axis.ticks()).isNotEmpty();
        assertThat(Axis.ofCounts("attacks", 0).max()).isPositive();
    }

    /** From 1 to 5000, the first hundred have more than half of the axis. */
    @Test
    void showsTheFirstOfManyCounts() {
        Axis axis = Axis.ofMagnitudes("queries", 3, 5000);
        assertThat(axis.ticks()).containsExactly(1.0, 10.0, 100.0, 1000.0, 5000.0);
        assertThat(axis.position(0)).isZero();
        assertThat(axis.position(1)).isZero();
        assertThat(axis.position(100)).isEqualTo(Math.log(100) / Math.log(5000), within(1e-12));
        assertThat(axis.position(5000)).isEqualTo(1, within(1e-12));
    }

    @Test
    void fewMagnitudesHaveMoreMarks() {
        assertThat(Axis.ofMagnitudes("queries", 213, 5000).ticks())
                .containsExactly(100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0);
        assertThat(Axis.ofMagnitudes("queries", 420, 1000).ticks()).containsExactly(100.0, 200.0, 500.0, 1000.0);
        assertThat(Axis.ofMagnitudes("queries", 990, 1000).ticks()).containsExactly(100.0, 200.0, 500.0, 1000.0);
        assertThat(Axis.ofMagnitudes("queries", 1, 2000).ticks()).containsExactly(1.0, 10.0, 100.0, 2000.0);
        assertThat(Axis.ofMagnitudes("queries", 99, 100).ticks()).containsExactly(10.0, 20.0, 50.0, 100.0);
    }

    @Test
    void fewCountsStayLinear() {
        assertThat(Axis.ofMagnitudes("queries", 1, 25))
                .usingRecursiveComparison()
                .ignoringFields("label")
                .isEqualTo(Axis.ofCounts("queries", 25));
    }

    @Test
    void countsInWholeNumbers() {
        assertThat(Axis.ofCounts("attacks", 3).ticks()).containsExactly(0.0, 1.0, 2.0, 3.0);
        assertThat(Axis.ofCounts("attacks", 37).ticks()).containsExactly(0.0, 10.0, 20.0, 30.0, 40.0);
    }
}
