package dev.visor.experiment;

import dev.visor.defense.chain.ChainConfig;
import dev.visor.run.IllegalSettingException;
import dev.visor.run.IllegalSettingsException;
import java.util.ArrayList;
import java.util.List;

/** Refuses what an experiment on a black box can't do: all of it at once. */
public final class BlackBoxCheck {

    private final ExperimentConfig config;
    private final String because;
    private final List<IllegalSettingException> refusals = new ArrayList<>();

    private BlackBoxCheck(ExperimentConfig config, String system) {
        this.config = config;
        this.because = ", because the system \"" + system + "\" is a black box: it only answers";
    }

    /**
     * Checks an experiment on a black box.
     *
     * @param system what reports call the system
     * @throws IllegalSettingsException if attackers or defenses need gradients, or there is a grid search
     */
    public static void check(ExperimentConfig config, String system) {
        new BlackBoxCheck(config, system).check();
    }

    private void check() {
        config.attackers().forEach(this::checkAttacker);
        config.defenses().forEach(this::checkDefense);
        if (config.tuning() != null) {
            refuse("tuning", config.tuning().attacks() + " attacks", "left out: saliency masks need gradients");
        }
        IllegalSettingsException.check(refusals);
    }

    private void checkAttacker(String name, Attacker attacker) {
        if (attacker.attack().needsGradients()) {
            refuse(
                    "attackers." + name,
                    "an attack that needs gradients",
                    "an attack that only asks for answers, such as square or decision-based");
        }
    }

    private void checkDefense(String name, ChainConfig chain) {
        List<String> needing = chain.needingGradients();
        if (!needing.isEmpty()) {
            refuse(
                    "defenses." + name,
                    chain.names(),
                    "made of defenses that only ask for answers, such as certified-masking, rejection or"
                            + " local-gradients-smoothing, and without " + String.join(", ", needing));
        }
    }

    private void refuse(String setting, Object value, String range) {
        refusals.add(new IllegalSettingException(setting, value, range + because));
    }
}
