package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.defense.DefenseChain;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.FalseAlarmRate;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecommendedDefenseTest {

    private final StringWriter err = new StringWriter();
    private final Console console =
            Console.of(Visor.commandLine().setErr(new PrintWriter(err)).getCommandSpec());

    @Test
    void enoughFacesLeaveTheRatesAsTheyAre() {
        assertThat(RecommendedDefense.affordable(99, console)).isEqualTo(DefenseChain.RECOMMENDED);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void tooFewFacesAllowTheLeastRateWhichIsTold() {
        for (int faces : new int[] {1, 10, 98}) {
            List<DefenseConfig> chain = RecommendedDefense.affordable(faces, console);
            FalseAlarmRate least = new FalseAlarmRate(1.0 / (faces + 1));
            assertThat(chain).extracting(DefenseConfig::falseAlarms).containsExactly(least, least, null);
        }
        assertThat(err.toString().lines())
                .containsExactly(
                        "set by 1 held-out faces, which allow a false alarm rate of 50.0 %; 1.0 % takes 99",
                        "set by 10 held-out faces, which allow a false alarm rate of 9.1 %; 1.0 % takes 99",
                        "set by 98 held-out faces, which allow a false alarm rate of 1.0 %; 1.0 % takes 99");
    }
}
