package dev.visor.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.FaceMask;
import dev.visor.defense.HardenedHead;
import dev.visor.defense.Rejection;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.evaluation.Rates;
import dev.visor.experiment.ExperimentConfig.Report;
import dev.visor.experiment.ExperimentConfig.Split;
import dev.visor.experiment.ExperimentConfig.Tuning;
import dev.visor.run.IllegalSettingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentConfigTest {

    private static final ExperimentConfig CONFIG = ExperimentConfig.DEFAULT;
    private static final ChainConfig REJECTION = new ChainConfig(List.of(new Rejection(0.5)));
    private static final String NAMES =
            "must be names of up to 40 letters, digits, spaces, - and _, different in more than case";

    private static Map<String, ChainConfig> chains(String first, String second) {
        Map<String, ChainConfig> chains = new LinkedHashMap<>();
        chains.put(first, REJECTION);
        chains.put(second, ChainConfig.NONE);
        return chains;
    }

    @Test
    void theDefaultIsASaliencyMaskAgainstGlasses() {
        assertThat(CONFIG.split()).isEqualTo(new Split(0.2, 0));
        assertThat(CONFIG.accessories().keySet()).containsExactly("eyeglass frame");
        assertThat(CONFIG.attackers()).containsExactly(Map.entry("unaware", Attacker.UNAWARE));
        assertThat(CONFIG.defenses().keySet()).containsExactly("none", "saliency mask");
        assertThat(CONFIG.report()).isEqualTo(new Report(6, 0.8));
        assertThat(Tuning.DEFAULT.grid().combinations()).hasSizeGreaterThanOrEqualTo(72);
    }

    @Test
    void keepsTheOrderAndFindsTheUndefendedSystem() {
        Map<String, ChainConfig> defenses = chains("z", "a");
        ExperimentConfig config = CONFIG.withDefenses(defenses);
        defenses.clear();
        assertThat(config.defenses().keySet()).containsExactly("z", "a");
        assertThat(config.undefended()).isEqualTo("a");
        assertThat(CONFIG.undefended()).isEqualTo("none");
    }

    @Test
    void tuningGoesByTheFirstAttackerWhoDoesNotAdapt() {
        Map<String, Attacker> attackers = new LinkedHashMap<>();
        attackers.put("z", Attacker.ADAPTIVE);
        attackers.put("b", Attacker.UNAWARE);
        attackers.put("a", Attacker.UNAWARE);
        assertThat(CONFIG.withAttackers(attackers).tuningAttacker()).contains("b");
        assertThat(CONFIG.withAttackers(Map.of("z", Attacker.ADAPTIVE)).tuningAttacker())
                .isEmpty();
    }

    @Test
    void eachHardenedHeadIsTrainedOnce() {
        ChainConfig head = new ChainConfig(List.of(new HardenedHead.Config()));
        Map<String, ChainConfig> defenses = new LinkedHashMap<>();
        defenses.put("none", ChainConfig.NONE);
        defenses.put("a", head);
        defenses.put("b", ChainConfig.GUARDED);
        defenses.put("c", head);
        assertThat(CONFIG.withDefenses(defenses).hardenedBy())
                .hasSize(2)
                .startsWith(CONFIG.occlusions())
                .isEqualTo(ChainConfig.GUARDED.hardenedBy(CONFIG.occlusions()));
    }

    @Test
    void refusesWhatCannotBeRun() {
        assertThatThrownBy(() -> CONFIG.withDefenses(Map.of("z", REJECTION)))
                .isInstanceOf(IllegalSettingException.class)
                .hasMessage(
                        "illegal defenses: [z], must be chains of which at least one is empty, for example \"none: []\","
                                + " to compare the others with");
        assertThatThrownBy(() -> CONFIG.withDefenses(Map.of()))
                .hasMessage("illegal defenses: {}, must be at least one");
        assertThatThrownBy(() -> CONFIG.withAttackers(Map.of()))
                .hasMessage("illegal attackers: {}, must be at least one");
        assertThatThrownBy(() -> CONFIG.withAccessories(Map.of()))
                .hasMessage("illegal accessories: {}, must be at least one");
    }

    @Test
    void aTunedMaskNeedsTuningAndTuningAnUnawareAttacker() {
        Map<String, ChainConfig> tuned = Map.of("none", ChainConfig.NONE, "mine", ChainConfig.TUNED);
        assertThatThrownBy(() -> CONFIG.withDefenses(tuned))
                .hasMessage("illegal defenses.mine: TUNED, must be used with a section \"tuning\"");
        ExperimentConfig config = CONFIG.withTuning(Tuning.DEFAULT);
        assertThat(config.withDefenses(tuned).defenses()).isEqualTo(tuned);
        assertThatThrownBy(() -> config.withAttackers(Map.of("z", Attacker.ADAPTIVE)))
                .hasMessage("illegal attackers: [z], must be people of whom at least one knows the system alone,"
                        + " because tuning uses such attacks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "a/b", "a\\b", " a", "a ", "a:b", "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddde"})
    void refusesNamesThatNoPictureCanHave(String name) {
        assertThatThrownBy(() -> CONFIG.withDefenses(chains(name, "none")))
                .isInstanceOf(IllegalSettingException.class)
                .hasMessageStartingWith("illegal defenses: ")
                .hasMessageEndingWith(NAMES);
        assertThatThrownBy(() -> CONFIG.withAttackers(Map.of(name, Attacker.UNAWARE)))
                .hasMessageStartingWith("illegal attackers: ")
                .hasMessageEndingWith(NAMES);
        assertThatThrownBy(() -> CONFIG.withAccessories(Map.of(name, FaceMask.DEFAULT)))
                .hasMessageStartingWith("illegal accessories: ")
                .hasMessageEndingWith(NAMES);
    }

    @Test
    void refusesNamesThatDifferInCaseAlone() {
        assertThatThrownBy(() -> CONFIG.withDefenses(chains("a", "A"))).hasMessageEndingWith(NAMES);
    }

    @Test
    void thePresetAloneHasTheNameOfAPreset() {
        Accessory mask = FaceMask.DEFAULT;
        assertThat(CONFIG.withAccessories(Map.of("Face Mask", mask, "my mask", mask))
                        .accessories())
                .hasSize(2);
        for (String name : List.of("rectangle", "Rectangle")) {
            assertThatThrownBy(() -> CONFIG.withAccessories(Map.of(name, mask)))
                    .hasMessage("illegal accessories: \"" + name
                            + "\", must be another name, because it is not the preset of this name");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0   | 0   | illegal held out: 0.0, must be in (0, 1)",
                "1   | 0   | illegal held out: 1.0, must be in (0, 1)",
                "NaN | 0   | illegal held out: NaN, must be in (0, 1)",
                "0.2 | 1   | illegal calibration: 1.0, must be in [0, 1)",
                "0.2 | -.1 | illegal calibration: -0.1, must be in [0, 1)"
            })
    void refusesSplitsOutOfRange(double heldOut, double calibration, String message) {
        assertThatThrownBy(() -> new Split(heldOut, calibration))
                .isInstanceOf(IllegalSettingException.class)
                .hasMessage(message);
    }

    @Test
    void refusesOtherNumbersOutOfRange() {
        assertThatThrownBy(() -> new Tuning(0, Tuning.DEFAULT.grid()))
                .hasMessage("illegal attacks: 0, must be at least 1");
        assertThatThrownBy(() -> new Report(0, 0.8)).hasMessage("illegal examples: 0, must be at least 1");
        assertThatThrownBy(() -> new Report(1, 0.81))
                .hasMessage("illegal confidence threshold: 0.81, must be one of " + Rates.THRESHOLDS);
    }

    @Test
    void honestPeopleWearNothingUnlessAsked() {
        assertThat(CONFIG.wearers()).isNull();
        assertThat(CONFIG.plainlyWorn()).isEmpty();
        ExperimentConfig config = CONFIG.withWearers(Map.of("m", FaceMask.DEFAULT));
        assertThat(config.withTuning(Tuning.DEFAULT).plainlyWorn()).containsOnlyKeys("m");
        assertThat(config.withWearers(null)).isEqualTo(CONFIG);
        assertThatThrownBy(() -> CONFIG.withWearers(Map.of("hat band", FaceMask.DEFAULT)))
                .hasMessage(
                        "illegal wearers: \"hat band\", must be another name, because it is not the preset of this name");
        assertThatThrownBy(() -> CONFIG.withWearers(Map.of()))
                .hasMessageContaining("wearers")
                .hasMessageContaining("at least one");
    }

    @Test
    void onlyWhatIsAskedForChanges() {
        ExperimentConfig config = CONFIG.withSplit(new Split(0.5, 0.5))
                .withTuning(Tuning.DEFAULT)
                .withDefenses(Map.of("none", ChainConfig.NONE))
                .withAttackers(Map.of("a", Attacker.UNAWARE))
                .withAccessories(Map.of("m", FaceMask.DEFAULT));
        assertThat(config)
                .isEqualTo(new ExperimentConfig(
                        new Split(0.5, 0.5),
                        CONFIG.occlusions(),
                        Map.of("m", FaceMask.DEFAULT),
                        Map.of("a", Attacker.UNAWARE),
                        Map.of("none", ChainConfig.NONE),
                        Tuning.DEFAULT,
                        CONFIG.report()));
        assertThat(CONFIG.defenses().get("saliency mask"))
                .isEqualTo(new ChainConfig(List.of(SaliencyMaskConfig.DEFAULT)));
    }
}
