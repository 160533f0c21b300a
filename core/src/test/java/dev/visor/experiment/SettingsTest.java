package dev.visor.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.attack.GradientAttackConfig;
import dev.visor.torch.Precision;
import org.junit.jupiter.api.Test;

/** What the results tell of the attack, and what it is thought to cost. */
class SettingsTest {

    @Test
    void tellTheEffortOfTheAttack() {
        ExperimentConfig config = ExperimentConfig.DEFAULT;
        assertThat(Settings.of(config, Precision.FLOAT32, false))
                .containsEntry("attack loss", "cross-entropy")
                .containsEntry("attack restarts", "1")
                .containsEntry(
                        "attack end",
                        "target at least 90 % or oneself at most 10 %, at most 300 iterations, step halved after 10"
                                + " without progress");
        assertThat(Settings.of(config.withAttacks(GradientAttackConfig.PERSISTENT, 1, 1), Precision.FLOAT32, false))
                .containsEntry("attack loss", "margin")
                .containsEntry("attack restarts", "2")
                .containsEntry(
                        "attack end",
                        "all 300 iterations, reached if target at least 90 % or oneself at most 10 %, step halved after"
                                + " 10 without progress");
    }

    @Test
    void anAttackThatDoesNotStopCostsAllItsIterations() {
        ExperimentConfig config = ExperimentConfig.DEFAULT.withAttacks(GradientAttackConfig.PERSISTENT, 10, 0);
        StageCost cost = StageCost.of(config, 5, 100, 100).stream()
                .filter(stage -> stage.stage().equals("attacks"))
                .findFirst()
                .orElseThrow();
        assertThat(cost.expected()).isEqualTo(cost.most()).isGreaterThan(10 * 2 * 301);
        StageCost usual = StageCost.of(ExperimentConfig.DEFAULT, 5, 100, 100).stream()
                .filter(stage -> stage.stage().equals("attacks"))
                .findFirst()
                .orElseThrow();
        assertThat(usual.expected()).isLessThan(usual.most());
    }
}
