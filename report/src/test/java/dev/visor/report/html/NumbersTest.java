package dev.visor.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.evaluation.Rate;
import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void writesARateWithItsInterval() {
        assertThat(Numbers.rate(new Rate(38, 40))).isEqualTo("38/40 = 95.0 % [83.5, 98.6]");
        assertThat(Numbers.rate(new Rate(13, 60))).isEqualTo("13/60 = 21.7 % [13.1, 33.6]");
        assertThat(Numbers.rate(new Rate(0, 0))).isEqualTo("0/0 (nothing to measure)");
    }

    @Test
    void writesTheSameRateAsMarkup() {
        StringBuilder out = new StringBuilder();
        Numbers.rateNode(new Rate(38, 40)).write(out);
        assertThat(out.toString().replaceAll("<[^>]*>", "")).isEqualTo(Numbers.rate(new Rate(38, 40)));
    }

    @Test
    void writesNoNumberAsADash() {
        assertThat(Numbers.percent(Double.NaN)).isEqualTo("–");
        assertThat(Numbers.decimal(Double.POSITIVE_INFINITY, 2)).isEqualTo("–");
        assertThat(Numbers.shortest(Double.NaN)).isEqualTo("–");
    }

    @Test
    void roundsANegativeNothingToZero() {
        assertThat(Numbers.decimal(-0.0001, 2)).isEqualTo("0.00");
        assertThat(Numbers.decimal(-0.6, 0)).isEqualTo("-1");
    }

    @Test
    void writesNumbersAsShortAsTheyCanBe() {
        assertThat(Numbers.shortest(24)).isEqualTo("24");
        assertThat(Numbers.shortest(24.5)).isEqualTo("24.5");
        assertThat(Numbers.shortest(300)).isEqualTo("300");
        assertThat(Numbers.threshold(0.9)).isEqualTo("0.90");
        assertThat(Numbers.threshold(0.975)).isEqualTo("0.975");
        assertThat(Numbers.threshold(0)).isEqualTo("0.00");
    }

    @Test
    void writesTimesInMinutesFromAMinuteOn() {
        assertThat(Numbers.duration(0.44)).isEqualTo("0.4 s");
        assertThat(Numbers.duration(59.9)).isEqualTo("59.9 s");
        assertThat(Numbers.duration(59.96)).isEqualTo("1 min 00 s");
        assertThat(Numbers.duration(125)).isEqualTo("2 min 05 s");
    }
}
