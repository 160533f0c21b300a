package dev.visor.defense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What clean faces set in a defense. */
class CalibrationTest {

    private static final Calibration CALIBRATION =
            Calibration.of(40, 2, Map.of("limit", List.of(1.5), "medians", List.of(0.25, 0.75)));

    @Test
    void valuesAreFoundByTheirNames() {
        assertThat(CALIBRATION.value("limit")).isEqualTo(1.5);
        assertThat(CALIBRATION.values("medians", 2)).containsExactly(0.25, 0.75);
        assertThat(CALIBRATION.reached()).isEqualTo(0.05);
    }

    @Test
    void theCalibrationOfAnotherDefenseIsRefused() {
        assertThatThrownBy(() -> CALIBRATION.value("least support"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lacks \"least support\", has [limit, medians]");
        assertThatThrownBy(() -> CALIBRATION.values("medians", 3))
                .hasMessage("illegal count of \"medians\": 2, must be 3");
        assertThatThrownBy(() -> CALIBRATION.value("medians")).hasMessage("illegal count of \"medians\": 2, must be 1");
    }

    @Test
    void countsAndNumbersAreInTheirRanges() {
        assertThatThrownBy(() -> Calibration.of(0, 0, Map.of()))
                .hasMessage("illegal number of pictures that calibrate: 0, must be at least 1");
        assertThatThrownBy(() -> Calibration.of(3, 4, Map.of()))
                .hasMessage("illegal number of alarms: 4, must be from 0 to 3");
        assertThatThrownBy(() -> Calibration.of(3, 1, Map.of("limit", List.of(Double.NaN))))
                .hasMessage("illegal \"limit\": NaN, must be a finite number");
    }
}
