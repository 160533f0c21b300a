package dev.visor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTest {

    /** The lady tasting tea (R. A. Fisher, "The Design of Experiments", 1935): 1 in 70, and 17 in 70. */
    @Test
    void computesHowLikelyASurplusIsByChance() {
        assertThat(new Rate(4, 4).chanceOfSurplusOver(new Rate(0, 4))).isCloseTo(1.0 / 70, within(1e-12));
        assertThat(new Rate(3, 4).chanceOfSurplusOver(new Rate(1, 4))).isCloseTo(17.0 / 70, within(1e-12));
        assertThat(new Rate(0, 4).chanceOfSurplusOver(new Rate(3, 9))).isCloseTo(1, within(1e-12));
        assertThat(new Rate(199, 200).chanceOfSurplusOver(new Rate(15, 16)))
                .isCloseTo(1 - 200.0 / 216 * 199 / 215, within(1e-9));
    }

    /** The first four are of the article's 60 pictures; 0/10 and 10/10 by (z^2 / (n + z^2)). */
    @ParameterizedTest
    @CsvSource({
        "13, 60, 0.131, 0.336",
        "36, 60, 0.474, 0.714",
        "51, 60, 0.739, 0.919",
        "8, 60, 0.069, 0.242",
        "0, 10, 0, 0.278",
        "10, 10, 0.722, 1",
        "1, 2, 0.095, 0.905"
    })
    void wilsonsInterval(int hits, int trials, double low, double high) {
        Rate rate = new Rate(hits, trials);
        assertThat(rate.low()).isCloseTo(low, within(5e-4)).isBetween(0.0, rate.value());
        assertThat(rate.high()).isCloseTo(high, within(5e-4)).isBetween(rate.value(), 1.0);
        assertThat(rate.value()).isEqualTo((double) hits / trials);
    }

    /** The ends are the shares from which the rate is just 1.96 standard deviations away. */
    @ParameterizedTest
    @CsvSource({"13, 60", "1, 7", "199, 200"})
    void theEndsSolveWilsonsEquation(int hits, int trials) {
        Rate rate = new Rate(hits, trials);
        for (double end : new double[] {rate.low(), rate.high()}) {
            double deviation = Math.sqrt(end * (1 - end) / trials);
            assertThat(Math.abs(rate.value() - end) / deviation).isCloseTo(1.959964, within(1e-5));
        }
    }

    @Test
    void withoutTrialsEverythingIsPossible() {
        assertThat(new Rate(0, 0).low()).isZero();
        assertThat(new Rate(0, 0).high()).isEqualTo(1);
    }

    @Test
    void refusesCountsThatMakeNoSense() {
        assertThatThrownBy(() -> new Rate(3, 2)).hasMessage("illegal rate: 3/2, must have 0 <= hits <= trials");
        assertThatThrownBy(() -> new Rate(-1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 7", "7, 7", "3, 7", "1, 200", "100, 200", "0, 1"})
    void halfTheWidthIsThatOfTheInterval(int hits, int trials) {
        Rate rate = new Rate(hits, trials);
        assertThat(Rate.halfWidth(rate.value(), trials)).isCloseTo((rate.high() - rate.low()) / 2, within(1e-12));
    }

    /** Against a search from one trial on. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 0.02",
        "0.5, 0.1",
        "0.5, 0.45",
        "0.05, 0.02",
        "0, 0.02",
        "0, 0.001",
        "1, 0.05",
        "0.3, 0.013",
        "0.5, 0.05"
    })
    void countsTheFewestTrialsThatAreEnough(double share, double halfWidth) {
        int trials = 1;
        while (Rate.halfWidth(share, trials) > halfWidth) {
            trials++;
        }
        assertThat(Rate.trialsFor(share, halfWidth)).isEqualTo(trials);
    }

    /** n + z^2 = (z / 2w)^2 at a share of one half. */
    @Test
    void twoPercentPointsTakeSome2400Trials() {
        assertThat(Rate.trialsFor(0.5, 0.02)).isEqualTo(2398);
        assertThat(Rate.trialsFor(0.5, Rate.NARROWEST)).isCloseTo(96_036_468, within(10));
        assertThatThrownBy(() -> Rate.trialsFor(0.5, 0.5)).hasMessageContaining("must be in [0.0001, 0.5)");
        assertThatThrownBy(() -> Rate.trialsFor(1.1, 0.1)).hasMessageContaining("must be in [0, 1]");
    }
}
