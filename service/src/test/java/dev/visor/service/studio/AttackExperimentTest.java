package dev.visor.service.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.Accessories;
import dev.visor.accessory.Accessory;
import dev.visor.accessory.Pose;
import dev.visor.experiment.Attacker;
import dev.visor.face.Identity;
import dev.visor.service.studio.message.AttackRequest;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttackExperimentTest {

    private static final Registry REGISTRY = Registry.standard();
    private static final Accessory HAT = Accessories.find("hat band", REGISTRY);

    @TempDir
    private Path dir;

    private static AttackRequest request(String preset, int iterations, String chain) {
        return new AttackRequest("run-1", "picture-1", "hat band", Pose.NEUTRAL, null, preset, iterations, chain);
    }

    private static ExperimentFile experiment(AttackRequest request, @Nullable Identity target) throws IOException {
        return AttackExperiment.of(
                ExperimentFile.demo(List.of(), REGISTRY), request, HAT, new Identity("John_Salley"), null, target);
    }

    @ParameterizedTest
    @CsvSource({"none, SYSTEM", "ARTICLE, DEFENSE", "TUNED, DEFENSE", "RECOMMENDED, DEFENSE"})
    void hasTheAttackerTheAccessoryAndTheDefenseAlone(String chain, Attacker.Knows knows) throws IOException {
        ExperimentFile experiment = experiment(request("PERSISTENT", 7, chain), new Identity("John_Simm"));
        Attacker attacker = AttackExperiment.attacker(experiment);
        assertThat(attacker.knows()).isEqualTo(knows);
        assertThat(attacker.attacker()).isEqualTo(new Identity("John_Salley"));
        assertThat(attacker.target()).isEqualTo(new Identity("John_Simm"));
        assertThat(attacker.attack().maxSteps()).isEqualTo(14);
        assertThat(experiment.config().accessories()).containsOnlyKeys("hat band");
        assertThat(experiment.config().defenses().keySet())
                .contains("none", chain)
                .hasSizeLessThan(3);
        assertThat(experiment.config().tuning() != null).isEqualTo(chain.equals("TUNED"));
    }

    @Test
    void isAFileThatReadsBack() throws IOException {
        ExperimentFile experiment = experiment(request("PATIENT", 7, "TUNED"), null);
        Path file = Files.writeString(dir.resolve("attack.yaml"), experiment.toYaml(REGISTRY));
        assertThat(ExperimentFile.read(file, List.of(), REGISTRY).toYaml(REGISTRY))
                .isEqualTo(experiment.toYaml(REGISTRY));
    }

    @Test
    void whatCannotBeAttackedIsRefused() {
        assertThatThrownBy(() -> experiment(request("FAST", 7, "none"), null)).hasMessage("there is no preset FAST");
        assertThatThrownBy(() -> experiment(request("PATIENT", 7, "moat"), null))
                .hasMessage("there is no defense moat");
        assertThatThrownBy(() -> experiment(request("PATIENT", 0, "none"), null))
                .hasMessageContaining("iterations: 0, must be at least 1");
    }
}
