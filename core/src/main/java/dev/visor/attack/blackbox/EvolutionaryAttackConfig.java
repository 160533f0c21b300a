package dev.visor.attack.blackbox;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Attack;
import dev.visor.attack.Knowledge;
import dev.visor.recognition.Recognizer;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.List;

/**
 * The settings of the {@link EvolutionaryAttack}.
 *
 * @param queries how often the victim may be asked about each face of a task, at least 3: the clean face and the plain
 *     accessory count, and so does every other picture
 * @param donors of how many donors the best one is taken, at least 1
 * @param cell side of the squares in pixels that share a value of the mutation, at least 1
 * @param sigma standard deviation of the first mutations, the paper's sigma, in (0, 1]
 * @param selected share of the values that a mutation changes, the paper's k/m, in (0, 1]
 * @param batchSize how many tasks advance together, at least 1
 */
public record EvolutionaryAttackConfig(int queries, int donors, int cell, double sigma, double selected, int batchSize)
        implements ContinuingAttackConfig {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<EvolutionaryAttackConfig> SETTINGS = Settings.of(
                    EvolutionaryAttackConfig.class,
                    Setting.of(
                            "queries", Type.whole("at least 3"), "how often the victim may be asked about each face"),
                    Setting.of(
                            "donors",
                            Type.whole("at least 1"),
                            "pictures of the target, of which the best one is started from"),
                    Setting.of("cell", Type.whole("at least 1"), "side in pixels of the squares that change together"),
                    Setting.of("sigma", Type.number("in (0, 1]"), "standard deviation of the first mutations"),
                    Setting.of("selected", Type.number("in (0, 1]"), "share of the values that a mutation changes"),
                    Setting.of("batch-size", Type.whole("at least 1"), "tasks that run side by side"))
            .withDefault(() -> EvolutionaryAttackConfig.DEFAULT);

    /** As many queries as the Square Attack has. */
    public static final EvolutionaryAttackConfig DEFAULT = new EvolutionaryAttackConfig(5000, 4, 4, 1, 0.02, 32);

    /** Checks the ranges. */
    public EvolutionaryAttackConfig {
        SETTINGS.check(queries, donors, cell, sigma, selected, batchSize);
    }

    @Override
    public Attack<Recognizer> startingFrom(List<AdversarialExample> examples) {
        return new EvolutionaryAttack(this, examples);
    }

    @Override
    public Knowledge knowledge() {
        return Knowledge.DECISION_BASED;
    }

    @Override
    public int maxSteps() {
        return queries;
    }

    /** Returns how many pictures may be asked about after the clean face and the plain accessory. */
    int changes() {
        return queries - 2;
    }
}
