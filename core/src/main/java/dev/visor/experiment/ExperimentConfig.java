package dev.visor.experiment;

import dev.visor.attack.GlassesConfig;
import dev.visor.defense.Fill;
import dev.visor.defense.Threshold;
import dev.visor.evaluation.Grid;
import dev.visor.recognition.HeadTrainer;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Reading;
import java.util.List;

/**
 * The settings of an experiment.
 *
 * @param validationShare the share of each person's pictures that is held out, in (0, 1)
 * @param head how the head is trained
 * @param attack how the attacks are made
 * @param attacks the number of attacks that everything is told on, at least 1; fewer if there are fewer pairs
 * @param tuningAttacks the number of attacks that the defense is tuned on; fewer if there are fewer pairs, 0 for no tuning
 * @param grid what tuning tries, n and phi in pixels of a picture 150 wide
 * @param examples the number of attacks to look at, at least 1
 */
public record ExperimentConfig(
        double validationShare,
        HeadTrainer.Config head,
        GlassesConfig attack,
        int attacks,
        int tuningAttacks,
        Grid grid,
        int examples) {

    /** The combinations that are tried unless others are asked for: the article's kind of map, and the best kind. */
    public static final Grid DEFAULT_GRID = new Grid(
            List.of(new MapKind(Reading.ABSOLUTE, false), new MapKind(Reading.GRADIENT_TIMES_INPUT, true)),
            List.of(
                    Threshold.quantile(0.80),
                    Threshold.quantile(0.85),
                    Threshold.quantile(0.90),
                    Threshold.quantile(0.93),
                    Threshold.quantile(0.98)),
            List.of(0, 1, 2, 4),
            List.of(0, 40),
            List.of(Fill.ZERO, Fill.TELEA),
            150);

    /** The settings of the demo: 40 attacks to tell on and 20 to tune on. */
    public static final ExperimentConfig DEFAULT =
            new ExperimentConfig(0.2, HeadTrainer.Config.DEFAULT, GlassesConfig.PATIENT, 40, 20, DEFAULT_GRID, 6);

    /** Checks the ranges. */
    public ExperimentConfig {
        if (!(validationShare > 0 && validationShare < 1)) {
            throw new IllegalArgumentException("illegal validation share: " + validationShare + ", must be in (0, 1)");
        }
        check(attacks, 1, "number of attacks");
        check(tuningAttacks, 0, "number of tuning attacks");
        check(examples, 1, "number of examples");
    }

    private static void check(int value, int least, String name) {
        if (value < least) {
            throw new IllegalArgumentException("illegal " + name + ": " + value + ", must be at least " + least);
        }
    }

    /** Returns the same settings with another training. */
    public ExperimentConfig withTraining(double newValidationShare, HeadTrainer.Config newHead) {
        return new ExperimentConfig(newValidationShare, newHead, attack, attacks, tuningAttacks, grid, examples);
    }

    /** Returns the same settings with other attacks. */
    public ExperimentConfig withAttacks(GlassesConfig newAttack, int newAttacks, int newTuningAttacks) {
        return new ExperimentConfig(validationShare, head, newAttack, newAttacks, newTuningAttacks, grid, examples);
    }

    /** Returns the same settings with another grid. */
    public ExperimentConfig withGrid(Grid newGrid) {
        return new ExperimentConfig(validationShare, head, attack, attacks, tuningAttacks, newGrid, examples);
    }
}
