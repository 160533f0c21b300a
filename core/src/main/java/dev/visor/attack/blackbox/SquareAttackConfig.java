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
 * The settings of the {@link SquareAttack}.
 *
 * @param queries how often the victim may be asked about each face of a task, at least 3: the clean face and the plain
 *     accessory count, and so does every change
 * @param initialShare the share of the accessory's bounding box that the first squares cover, the paper's p, in (0, 1]
 * @param batchSize how many tasks advance together, at least 1
 * @param confidence stop when the goal holds with at least this mean probability, in (0, 1]; 1 needs a victim that leaves
 *     nothing to the others
 */
public record SquareAttackConfig(int queries, double initialShare, int batchSize, double confidence)
        implements ContinuingAttackConfig {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<SquareAttackConfig> SETTINGS = Settings.of(
                    SquareAttackConfig.class,
                    Setting.of(
                            "queries", Type.whole("at least 3"), "how often the victim may be asked about each face"),
                    Setting.of(
                            "initial-share",
                            Type.number("in (0, 1]"),
                            "share of the accessory's bounding box that the first squares cover"),
                    Setting.of("batch-size", Type.whole("at least 1"), "tasks that run side by side"),
                    Setting.of(
                            "confidence", Type.number("in (0, 1]"), "mean probability of the goal that ends an attack"))
            .withDefault(() -> SquareAttackConfig.DEFAULT);

    /** The paper's initial share for the L-infinity norm, with 5000 queries, until the goal has 90 %. */
    public static final SquareAttackConfig DEFAULT = new SquareAttackConfig(5000, 0.05, 32, 0.90);

    /** After so many of ten thousand changes the share is halved. */
    private static final List<Integer> HALVINGS = List.of(10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000);

    /** Checks the ranges. */
    public SquareAttackConfig {
        SETTINGS.check(queries, initialShare, batchSize, confidence);
    }

    @Override
    public Attack<Recognizer> startingFrom(List<AdversarialExample> examples) {
        return new SquareAttack(this, examples);
    }

    @Override
    public Knowledge knowledge() {
        return Knowledge.SCORE_BASED;
    }

    @Override
    public int maxSteps() {
        return queries;
    }

    /** Returns how many changes may be tried: what is left of the queries after the clean face and the plain accessory. */
    int changes() {
        return queries - 2;
    }

    /** Returns the share of the bounding box that the square of a change covers; the changes are counted from 1. */
    double shareAt(int change) {
        double ofTenThousand = 10_000.0 * change / changes();
        long halvings = HALVINGS.stream().filter(at -> ofTenThousand > at).count();
        return initialShare / (1L << halvings);
    }
}
