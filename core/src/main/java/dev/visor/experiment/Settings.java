package dev.visor.experiment;

import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.MomentumStep;
import dev.visor.evaluation.Grid;
import dev.visor.image.Color;
import dev.visor.recognition.HeadTrainer;
import dev.visor.torch.Precision;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells the settings of an experiment in words, stage by stage. */
public final class Settings {

    private Settings() {}

    /**
     * Returns all settings.
     *
     * @param precision of the gradients
     * @param tuned whether there was a grid search
     */
    public static SortedMap<String, String> of(ExperimentConfig config, Precision precision, boolean tuned) {
        SortedMap<String, String> settings = ofTraining(config);
        settings.put("gradients in", precision.name().toLowerCase(Locale.ROOT));
        settings.putAll(ofAttack(config));
        if (tuned) {
            settings.putAll(ofTuning(config));
        }
        return settings;
    }

    private static SortedMap<String, String> ofTraining(ExperimentConfig config) {
        HeadTrainer.Config head = config.head();
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("held-out share", percent(config.validationShare()));
        settings.put(
                "head",
                "fully connected, hidden layers " + head.hidden() + ", dropout " + head.dropout() + ", "
                        + head.epochs() + " epochs, Adam with learning rate " + head.learningRate()
                        + ", weight decay " + head.weightDecay() + ", batches of " + head.batchSize());
        return settings;
    }

    private static SortedMap<String, String> ofAttack(ExperimentConfig config) {
        GradientAttackConfig attack = config.attack();
        MomentumStep step = attack.step();
        GradientAttackConfig.Effort effort = attack.effort();
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("accessory", config.accessory().description());
        settings.put(
                "attack start colors",
                attack.startColors().stream().map(Settings::rgb).collect(Collectors.joining(", ")));
        settings.put(
                "attack step", step.size() + " of 255, exponent " + step.exponent() + ", momentum " + step.momentum());
        settings.put("attack loss", effort.loss().name().replace('_', '-'));
        settings.put("attack restarts", String.valueOf(effort.restarts()));
        settings.put(
                "attack end",
                (effort.stopEarly() ? "" : "all " + effort.maxIterations() + " iterations, reached if ")
                        + "target at least " + percent(effort.impersonationConfidence()) + " or oneself at most "
                        + percent(effort.dodgingConfidence())
                        + (effort.stopEarly() ? ", at most " + effort.maxIterations() + " iterations" : "")
                        + (step.patience() == 0 ? "" : ", step halved after " + step.patience() + " without progress"));
        return settings;
    }

    private static SortedMap<String, String> ofTuning(ExperimentConfig config) {
        Grid grid = config.grid();
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("grid maps", grid.maps().toString());
        settings.put(
                "grid mu",
                grid.thresholds().stream()
                        .map(threshold -> threshold.kind().name().toLowerCase(Locale.ROOT) + " " + threshold.mu())
                        .toList()
                        .toString());
        if (grid.minClean() > 0) {
            settings.put("grid best", "highest goodness with AC(clean, r) at least " + grid.minClean());
        }
        settings.put("grid n", inPixels(grid.iterations(), grid));
        settings.put("grid phi", inPixels(grid.minAreas(), grid));
        settings.put("grid fills", grid.fills().toString().toLowerCase(Locale.ROOT));
        return settings;
    }

    private static String inPixels(List<Integer> values, Grid grid) {
        return values + " in pixels of a picture " + grid.referenceWidth() + " wide";
    }

    private static String rgb(Color color) {
        return String.format(
                Locale.ROOT, "rgb(%.0f, %.0f, %.0f)", color.red() * 255, color.green() * 255, color.blue() * 255);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
