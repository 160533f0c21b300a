package dev.visor.store.experiment;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.MomentumStep;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.Threshold;
import dev.visor.evaluation.Grid;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.recognition.HeadTrainer;
import dev.visor.saliency.MapKind;
import dev.visor.store.faces.FaceSelection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes an experiment with every value, in the order of the sections. Not thread-safe; writes one. */
final class ExperimentWriter {

    private final ExperimentFile experiment;
    private final YamlText text = new YamlText();

    ExperimentWriter(ExperimentFile experiment) {
        this.experiment = experiment;
    }

    String write() {
        ExperimentConfig config = experiment.config();
        text.line("# An experiment with every value; 'visor run' takes it from any folder.");
        text.value("title", YamlText.quoted(experiment.title()));
        text.comment("Decides every random draw.");
        text.value("seed", experiment.seed());
        data(text, experiment.data());
        text.section("split", "The share of each person's pictures that training does not see.");
        text.value("  validation-share", YamlText.number(config.validationShare()));
        backbone(text, experiment.backbone());
        head(text, config.head());
        attack(config);
        text.section("defense", "What is evaluated besides the defense that tuning finds.");
        config.defenses().forEach((name, defense) -> {
            text.line("  " + YamlText.key(name) + ":");
            text.values("    ", mask(defense));
        });
        grid(config.grid());
        text.section("evaluation", "How many attacks are shown in pictures.");
        text.value("  examples", config.examples());
        return text.toString();
    }

    static void data(YamlText text, FaceSource data) {
        FaceSelection selection = data.selection();
        text.section("data", "The faces: one subfolder per person, aligned.");
        text.value("  faces", data.folder().map(YamlText::path).orElse(ExperimentReader.EMBEDDED));
        optional(
                text,
                "alignment",
                selection.alignment().map(alignment -> YamlText.quoted(alignment.name())),
                "by the pictures' size");
        optional(text, "size", whole(selection.size()), "the size that most pictures have");
        optional(text, "people", whole(selection.people()), "all");
        optional(text, "min-pictures", whole(selection.minPictures()), "a person with fewer than 2 is refused");
    }

    private static void optional(YamlText text, String key, Optional<String> value, String absent) {
        text.line(value.map(present -> "  " + key + ": " + present).orElse("  # " + key + ": " + absent));
    }

    private static Optional<String> whole(OptionalInt value) {
        return value.isPresent() ? Optional.of(String.valueOf(value.getAsInt())) : Optional.empty();
    }

    static void backbone(YamlText text, BackboneSource backbone) {
        text.section("backbone", "The frozen layers.");
        text.value("  name", backbone.name());
        text.value("  weights", backbone.weights().map(YamlText::path).orElse(ExperimentReader.EMBEDDED));
        text.value("  precision", YamlText.word(backbone.precision()));
    }

    static void head(YamlText text, HeadTrainer.Config head) {
        text.section("head", "The trained layers.");
        text.value("  hidden", head.hidden());
        text.value("  dropout", YamlText.number(head.dropout()));
        text.value("  epochs", head.epochs());
        text.value("  batch-size", head.batchSize());
        text.value("  learning-rate", YamlText.number(head.learningRate()));
        text.value("  weight-decay", YamlText.number(head.weightDecay()));
    }

    private void attack(ExperimentConfig config) {
        GradientAttackConfig attack = config.attack();
        text.section("attack", "The adversarial glasses; the frame in units of the distance between the eyes.");
        text.value("  count", config.attacks());
        text.value("  tuning-count", config.tuningAttacks());
        text.values("  ", glasses(attack));
        if (!(config.accessory() instanceof EyeglassFrame frame)) {
            throw new IllegalArgumentException("illegal accessory: "
                    + config.accessory().name() + ", must be an eyeglass frame to be written to an experiment file");
        }
        text.line("  frame:");
        text.values("    ", AccessoriesWriter.frame(frame));
    }

    /** Returns how an attack is made, but for what is worn. */
    static Map<String, String> glasses(GradientAttackConfig attack) {
        MomentumStep step = attack.step();
        GradientAttackConfig.Effort effort = attack.effort();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("step", YamlText.number(step.size()));
        values.put("exponent", YamlText.number(step.exponent()));
        values.put("momentum", YamlText.number(step.momentum()));
        values.put("patience", String.valueOf(step.patience()));
        values.put("loss", effort.loss().name());
        values.put("max-iterations", String.valueOf(effort.maxIterations()));
        values.put("restarts", String.valueOf(effort.restarts()));
        values.put("stop-early", String.valueOf(effort.stopEarly()));
        values.put("impersonation-confidence", YamlText.number(effort.impersonationConfidence()));
        values.put("dodging-confidence", YamlText.number(effort.dodgingConfidence()));
        values.put("batch-size", String.valueOf(attack.batchSize()));
        values.put("start-colors", YamlText.list(attack.startColors(), color -> YamlText.quoted(color.hexadecimal())));
        return values;
    }

    /** Returns the parameters of a saliency mask. */
    static Map<String, String> mask(SaliencyMaskConfig defense) {
        boolean quantile = defense.threshold().kind() == Threshold.Kind.QUANTILE;
        Map<String, String> values = new LinkedHashMap<>();
        values.put("map", map(defense.map()));
        values.put(
                quantile ? "mu" : "mu-absolute",
                YamlText.number(defense.threshold().mu()));
        values.put("n", String.valueOf(defense.iterations()));
        values.put("phi", String.valueOf(defense.minArea()));
        values.put("reference-width", String.valueOf(defense.referenceWidth()));
        values.put("fill", YamlText.word(defense.fill()));
        return values;
    }

    private void grid(Grid grid) {
        text.section(
                "grid",
                "What tuning tries: every combination; n and phi in pixels of a picture of the reference width.");
        text.value("  map", YamlText.list(grid.maps(), ExperimentWriter::map));
        text.value("  mu", thresholds(grid, Threshold.Kind.QUANTILE));
        text.value("  mu-absolute", thresholds(grid, Threshold.Kind.ABSOLUTE));
        text.value("  n", grid.iterations());
        text.value("  phi", grid.minAreas());
        text.value("  fill", YamlText.list(grid.fills(), YamlText::word));
        text.value("  reference-width", grid.referenceWidth());
        text.value("  strategy", YamlText.word(grid.strategy()));
        text.value("  min-clean", YamlText.number(grid.minClean()));
    }

    private static String thresholds(Grid grid, Threshold.Kind kind) {
        return YamlText.list(
                grid.thresholds().stream()
                        .filter(threshold -> threshold.kind() == kind)
                        .toList(),
                threshold -> YamlText.number(threshold.mu()));
    }

    static String map(MapKind map) {
        return (map.relative() ? "relative " : "") + YamlText.word(map.reading());
    }
}
