package dev.visor.attack.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.run.IllegalSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SquareAttackConfigTest {

    private static SquareAttackConfig config(int queries, double share, int batchSize, double confidence) {
        return new SquareAttackConfig(queries, share, batchSize, confidence);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "10, 1",
        "11, 2",
        "50, 2",
        "51, 4",
        "200, 4",
        "201, 8",
        "500, 8",
        "501, 16",
        "1000, 16",
        "1001, 32",
        "2000, 32",
        "2001, 64",
        "4000, 64",
        "4001, 128",
        "6000, 128",
        "6001, 256",
        "8000, 256",
        "8001, 512",
        "10000, 512"
    })
    void theShareIsHalvedAsInThePaper(int change, int divisor) {
        assertThat(config(10_002, 0.8, 1, 1).shareAt(change)).isEqualTo(0.8 / divisor);
    }

    @Test
    void theScheduleIsStretchedOverTheQueries() {
        SquareAttackConfig config = config(102, 0.8, 1, 1);
        assertThat(config.shareAt(1)).isEqualTo(0.8 / 4);
        assertThat(config.shareAt(2)).isEqualTo(0.8 / 4);
        assertThat(config.shareAt(3)).isEqualTo(0.8 / 8);
        assertThat(config.shareAt(100)).isEqualTo(0.8 / 512);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | 1   | 1 | 1   | illegal queries: 2, must be at least 3",
                "3 | 0   | 1 | 1   | illegal initial share: 0.0, must be in (0, 1]",
                "3 | 1.1 | 1 | 1   | illegal initial share: 1.1, must be in (0, 1]",
                "3 | NaN | 1 | 1   | illegal initial share: NaN, must be in (0, 1]",
                "3 | 1   | 0 | 1   | illegal batch size: 0, must be at least 1",
                "3 | 1   | 1 | 0   | illegal confidence: 0.0, must be in (0, 1]",
                "3 | 1   | 1 | 1.5 | illegal confidence: 1.5, must be in (0, 1]"
            })
    void refusesSettingsOutOfRange(int queries, double share, int batchSize, double confidence, String message) {
        assertThatThrownBy(() -> config(queries, share, batchSize, confidence))
                .isInstanceOf(IllegalSettingException.class)
                .hasMessage(message);
    }
}
