package dev.visor.experiment;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.EyeglassFrame;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.defense.Fill;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.Threshold;
import dev.visor.evaluation.Grid;
import dev.visor.evaluation.GridStrategy;
import dev.visor.recognition.HeadTrainer;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Reading;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The settings of an experiment.
 *
 * @param validationShare the share of each person's pictures that is held out, in (0, 1)
 * @param head how the head is trained
 * @param attack how the attacks are made
 * @param accessory what the attackers wear
 * @param attacks the number of attacks that everything is told on, at least 1; fewer if there are fewer pairs
 * @param tuningAttacks the number of attacks that the defense is tuned on; fewer if there are fewer pairs, 0 for no tuning
 * @param grid what tuning tries
 * @param defenses what is evaluated besides the tuned defense, by name, in this order; at least one, the names of up to
 *     40 letters, digits, - and _
 * @param examples the number of attacks to look at, at least 1
 */
public record ExperimentConfig(
        double validationShare,
        HeadTrainer.Config head,
        GradientAttackConfig attack,
        Accessory accessory,
        int attacks,
        int tuningAttacks,
        Grid grid,
        Map<String, SaliencyMaskConfig> defenses,
        int examples) {

    // Stands before the default settings, which need it.
    private static final Pattern DEFENSE_NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}");

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
            150,
            GridStrategy.EXHAUSTIVE);

    /** The name of the defense that the grid search found. */
    public static final String TUNED = "TUNED";

    /** The settings of the demo: 40 attacks to tell on and 20 to tune on. */
    public static final ExperimentConfig DEFAULT = new ExperimentConfig(
            0.2,
            HeadTrainer.Config.DEFAULT,
            GradientAttackConfig.PATIENT,
            EyeglassFrame.DEFAULT,
            40,
            20,
            DEFAULT_GRID,
            SaliencyMaskConfig.presets(),
            6);

    /** Checks the ranges. */
    public ExperimentConfig {
        defenses = Collections.unmodifiableMap(new LinkedHashMap<>(defenses));
        check(validationShare > 0 && validationShare < 1, "validation share", validationShare, "in (0, 1)");
        check(attacks >= 1, "number of attacks", attacks, "at least 1");
        check(tuningAttacks >= 0, "number of tuning attacks", tuningAttacks, "at least 0");
        check(examples >= 1, "number of examples", examples, "at least 1");
        check(!defenses.isEmpty(), "number of defenses", 0, "at least 1");
        defenses.keySet().forEach(ExperimentConfig::checkName);
        long names = defenses.keySet().stream()
                .map(name -> name.toUpperCase(Locale.ROOT))
                .distinct()
                .count();
        check(names == defenses.size(), "names of defenses", defenses.keySet(), "different in more than case");
    }

    /** Pictures of examples are called as the defense is, and the tuned one has a name of its own. */
    private static void checkName(String name) {
        check(
                DEFENSE_NAME.matcher(name).matches() && !name.equalsIgnoreCase(TUNED),
                "name of a defense",
                "\"" + name + "\"",
                "up to 40 letters, digits, - and _, and not " + TUNED);
    }

    /** Returns the same settings with another training. */
    public ExperimentConfig withTraining(double newValidationShare, HeadTrainer.Config newHead) {
        return new ExperimentConfig(
                newValidationShare, newHead, attack, accessory, attacks, tuningAttacks, grid, defenses, examples);
    }

    /** Returns the same settings with other attacks. */
    public ExperimentConfig withAttacks(GradientAttackConfig newAttack, int newAttacks, int newTuningAttacks) {
        return new ExperimentConfig(
                validationShare, head, newAttack, accessory, newAttacks, newTuningAttacks, grid, defenses, examples);
    }

    /** Returns the same settings with another accessory. */
    public ExperimentConfig withAccessory(Accessory newAccessory) {
        return new ExperimentConfig(
                validationShare, head, attack, newAccessory, attacks, tuningAttacks, grid, defenses, examples);
    }

    /** Returns the same settings with another grid. */
    public ExperimentConfig withGrid(Grid newGrid) {
        return new ExperimentConfig(
                validationShare, head, attack, accessory, attacks, tuningAttacks, newGrid, defenses, examples);
    }

    /** Returns the same settings with other defenses to evaluate. */
    public ExperimentConfig withDefenses(Map<String, SaliencyMaskConfig> newDefenses) {
        return new ExperimentConfig(
                validationShare, head, attack, accessory, attacks, tuningAttacks, grid, newDefenses, examples);
    }

    /** Returns the same settings with another number of attacks to look at. */
    public ExperimentConfig withExamples(int newExamples) {
        return new ExperimentConfig(
                validationShare, head, attack, accessory, attacks, tuningAttacks, grid, defenses, newExamples);
    }
}
