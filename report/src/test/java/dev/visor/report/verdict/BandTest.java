package dev.visor.report.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.evaluation.Rate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandTest {

    @ParameterizedTest
    @CsvSource({
        "0, 40, true, HELD",
        "0, 40, false, OPEN",
        "5, 200, true, HELD",
        "5, 200, false, OPEN",
        "0, 8, true, OPEN",
        "1, 40, true, LEAKS",
        "1, 40, false, LEAKS",
        "8, 40, true, LEAKS",
        "9, 40, true, BROKEN",
        "9, 40, false, BROKEN",
        "0, 0, true, OPEN"
    })
    void isGreenOnlyForWhatAnAdaptiveAttackerTriedOftenEnough(int hits, int trials, boolean adaptive, Band expected) {
        assertThat(Band.of(new Rate(hits, trials), adaptive)).isEqualTo(expected);
    }
}
