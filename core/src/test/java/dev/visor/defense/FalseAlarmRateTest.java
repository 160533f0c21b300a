package dev.visor.defense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FalseAlarmRateTest {

    @Test
    void theLeastRateTakesAllFacesThatThereAre() {
        for (int faces = 1; faces <= 2000; faces++) {
            FalseAlarmRate least = FalseAlarmRate.least(faces);
            assertThat(least.neededFaces()).isEqualTo(faces);
            assertThat(new FalseAlarmRate(least.value() * 0.999).neededFaces()).isGreaterThan(faces);
            List<Double> values = IntStream.rangeClosed(1, faces)
                    .mapToObj(value -> (double) value)
                    .sorted(Collections.reverseOrder())
                    .toList();
            assertThat(least.limit(values)).isEqualTo(faces);
        }
        assertThat(FalseAlarmRate.least(99)).isEqualTo(FalseAlarmRate.DEFAULT);
    }

    @Test
    void withoutFacesThereIsNoRate() {
        assertThatThrownBy(() -> FalseAlarmRate.least(0))
                .hasMessage("illegal number of clean faces: 0, must be at least 1");
    }
}
