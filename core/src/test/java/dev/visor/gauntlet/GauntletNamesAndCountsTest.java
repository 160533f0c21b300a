package dev.visor.gauntlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.Accessories;
import dev.visor.accessory.Accessory;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.SquareAttackConfig;
import dev.visor.defense.DefenseConfig;
import dev.visor.evaluation.Rate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GauntletNamesAndCountsTest {

    private static final List<DefenseConfig> REJECTION = List.of(new DefenseConfig.Reject(0.5));

    private static Map<String, List<DefenseConfig>> chains(String first, String second) {
        Map<String, List<DefenseConfig>> chains = new LinkedHashMap<>();
        chains.put(first, REJECTION);
        chains.put(second, List.of());
        return chains;
    }

    @Test
    void keepsTheOrderAndFindsTheUndefendedSystem() {
        GauntletConfig config = GauntletConfig.DEFAULT.withDefenses(chains("z", "a"));
        assertThat(config.defenses().keySet()).containsExactly("z", "a");
        assertThat(config.undefended()).isEqualTo("a");
        assertThat(GauntletConfig.DEFAULT.undefended()).isEqualTo("none");
        assertThat(GauntletConfig.DEFAULT.attackers().keySet()).containsExactly("unaware", "adaptive", "query-only");
    }

    @Test
    void countsTheAttacksOfWhoeverAdaptsOnEachDefense() {
        Map<String, Accessory> two = Map.of("rectangle", Accessories.parse("rectangle"), "face mask", face());
        GauntletConfig config = GauntletConfig.DEFAULT
                .withAttackers(Map.of(
                        "a", new Attacker.Unaware(10, GradientAttackConfig.PATIENT),
                        "b", new Attacker.Adaptive(7, GradientAttackConfig.PERSISTENT),
                        "c", new Attacker.QueryOnly(3, SquareAttackConfig.DEFAULT)))
                .withAccessories(two)
                .withDefenses(chains("z", "a"));
        assertThat(config.attacks()).isEqualTo(2 * (10 + 2 * 7 + 2 * 3));
        assertThat(config.steps()).isEqualTo(2 * (10 * 300 + 2 * 7 * 600 + 2 * 3 * 5000));
    }

    private static Accessory face() {
        return Accessories.parse("face mask");
    }

    @Test
    void refusesWhatCannotBeRun() {
        GauntletConfig config = GauntletConfig.DEFAULT;
        assertThatThrownBy(() -> config.withDefenses(Map.of("z", REJECTION)))
                .hasMessage("illegal number of empty chains: 0, must be at least 1, to compare the others with");
        assertThatThrownBy(() -> config.withDefenses(chains("a", "A")))
                .hasMessage("illegal names of defenses: [a, A], must be different in more than case");
        assertThatThrownBy(() -> config.withAccessories(Map.of()))
                .hasMessage("illegal number of accessories: 0, must be at least 1");
    }

    @Test
    void thePresetAloneHasTheNameOfAPreset() {
        GauntletConfig config = GauntletConfig.DEFAULT;
        assertThat(config.withAccessories(Map.of("Face Mask", face(), "my mask", face()))
                        .accessories())
                .hasSize(2);
        for (String name : List.of("rectangle", "Rectangle")) {
            assertThatThrownBy(() -> config.withAccessories(Map.of(name, face())))
                    .hasMessage("illegal name among the accessories: \"" + name
                            + "\", must be no preset's name, because it is not that preset");
        }
        for (String name : List.of("", ".", "..", "a/b", "a\\b", " a", "a ", "a:b", "a".repeat(41))) {
            assertThatThrownBy(() -> config.withAccessories(Map.of(name, face())))
                    .hasMessage("illegal name among the accessories: \"" + name
                            + "\", must be up to 40 letters, digits, spaces, - and _");
        }
    }

    /** Sets that are made of the same elements in another order or by another process may differ in their order. */
    @Test
    void certifiedFacesAreInOrder() {
        List<String> ids = IntStream.range(100, 200).mapToObj(String::valueOf).toList();
        CleanResult clean =
                new CleanResult(new Rate(1, 1), new Rate(0, 1), new Rate(0, 1), new Rate(1, 1), Set.copyOf(ids), 1, 0);
        assertThat(clean.certifiedFaces()).containsExactlyElementsOf(ids);
    }
}
