package dev.visor.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.run.IllegalSettingException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentConfigTest {

    private static ExperimentConfig config(double share, int attacks, int tuningAttacks, int examples) {
        ExperimentConfig preset = ExperimentConfig.DEFAULT;
        return new ExperimentConfig(
                share,
                preset.head(),
                preset.attack(),
                preset.accessory(),
                attacks,
                tuningAttacks,
                preset.grid(),
                preset.defenses(),
                examples);
    }

    @Test
    void theDemoIsTheArticlesExperiment() {
        ExperimentConfig preset = ExperimentConfig.DEFAULT;
        assertThat(config(0.2, 40, 20, 6)).isEqualTo(preset);
        assertThat(preset.head().epochs()).isEqualTo(45);
        assertThat(preset.grid().combinations()).hasSizeGreaterThanOrEqualTo(72);
    }

    @Test
    void keepsTheOrderOfTheDefenses() {
        Map<String, SaliencyMaskConfig> defenses = new LinkedHashMap<>();
        defenses.put("z", SaliencyMaskConfig.ARTICLE);
        defenses.put("a", SaliencyMaskConfig.DEFAULT);
        ExperimentConfig config = ExperimentConfig.DEFAULT.withDefenses(defenses);
        defenses.clear();
        assertThat(config.defenses().keySet()).containsExactly("z", "a");
        assertThat(ExperimentConfig.DEFAULT.defenses()).isEqualTo(SaliencyMaskConfig.presets());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "a/b   | illegal name of a defense: \"a/b\", must be up to 40 letters, digits, - and _, and not TUNED",
                "Tuned | illegal name of a defense: \"Tuned\", must be up to 40 letters, digits, - and _, and not TUNED",
                "ZERO  | illegal names of defenses: [zero, ZERO], must be different in more than case"
            })
    void refusesNamesThatNoPictureCanHave(String name, String message) {
        Map<String, SaliencyMaskConfig> defenses = new LinkedHashMap<>();
        defenses.put("zero", SaliencyMaskConfig.ARTICLE);
        defenses.put(name, SaliencyMaskConfig.ARTICLE);
        assertThatThrownBy(() -> ExperimentConfig.DEFAULT.withDefenses(defenses))
                .isInstanceOf(IllegalSettingException.class)
                .hasMessage(message);
    }

    @Test
    void refusesToEvaluateNoDefense() {
        assertThatThrownBy(() -> ExperimentConfig.DEFAULT.withDefenses(Map.of()))
                .hasMessage("illegal number of defenses: 0, must be at least 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0   | 1 | 1 | 1 | illegal validation share: 0.0, must be in (0, 1)",
                "1   | 1 | 1 | 1 | illegal validation share: 1.0, must be in (0, 1)",
                "NaN | 1 | 1 | 1 | illegal validation share: NaN, must be in (0, 1)",
                "0.2 | 0 | 1 | 1 | illegal number of attacks: 0, must be at least 1",
                "0.2 | 1 | -1 | 1 | illegal number of tuning attacks: -1, must be at least 0",
                "0.2 | 1 | 1 | 0 | illegal number of examples: 0, must be at least 1"
            })
    void refusesNumbersOutOfRange(double share, int attacks, int tuningAttacks, int examples, String message) {
        assertThatThrownBy(() -> config(share, attacks, tuningAttacks, examples))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
