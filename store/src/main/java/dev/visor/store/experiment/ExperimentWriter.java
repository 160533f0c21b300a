package dev.visor.store.experiment;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.attack.GlassesConfig;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.Threshold;
import dev.visor.evaluation.Grid;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.image.Color;
import dev.visor.recognition.HeadTrainer;
import dev.visor.saliency.MapKind;
import dev.visor.store.faces.FaceSelection;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Writes an experiment with every value, in the order of the sections. Not thread-safe; writes one. */
final class ExperimentWriter {

    private final ExperimentFile experiment;
    private final StringBuilder text = new StringBuilder();

    ExperimentWriter(ExperimentFile experiment) {
        this.experiment = experiment;
    }

    String write() {
        ExperimentConfig config = experiment.config();
        line("# An experiment with every value; 'visor run' takes it from any folder.");
        value("title", quoted(experiment.title()));
        comment("Decides every random draw.");
        value("seed", experiment.seed());
        data(experiment.data());
        section("split", "The share of each person's pictures that training does not see.");
        value("  validation-share", number(config.validationShare()));
        backbone(experiment.backbone());
        head(config.head());
        attack(config);
        section("defense", "What is evaluated besides the defense that tuning finds.");
        config.defenses().forEach(this::defense);
        grid(config.grid());
        section("evaluation", "How many attacks are shown in pictures.");
        value("  examples", config.examples());
        return text.toString();
    }

    private void data(FaceSource data) {
        FaceSelection selection = data.selection();
        section("data", "The faces: one subfolder per person, aligned.");
        value("  faces", data.folder().map(ExperimentWriter::path).orElse(ExperimentReader.EMBEDDED));
        optional(
                "alignment", selection.alignment().map(alignment -> quoted(alignment.name())), "by the pictures' size");
        optional("size", whole(selection.size()), "the size that most pictures have");
        optional("people", whole(selection.people()), "all");
        optional("min-pictures", whole(selection.minPictures()), "a person with fewer than 2 is refused");
    }

    private void backbone(BackboneSource backbone) {
        section("backbone", "The frozen layers.");
        value("  name", backbone.name());
        value("  weights", backbone.weights().map(ExperimentWriter::path).orElse(ExperimentReader.EMBEDDED));
        value("  precision", backbone.precision().name().toLowerCase(Locale.ROOT));
    }

    private void head(HeadTrainer.Config head) {
        section("head", "The trained layers.");
        value("  hidden", head.hidden());
        value("  dropout", number(head.dropout()));
        value("  epochs", head.epochs());
        value("  batch-size", head.batchSize());
        value("  learning-rate", number(head.learningRate()));
        value("  weight-decay", number(head.weightDecay()));
    }

    private void attack(ExperimentConfig config) {
        GlassesConfig attack = config.attack();
        section("attack", "The adversarial glasses; the frame in units of the distance between the eyes.");
        value("  count", config.attacks());
        value("  tuning-count", config.tuningAttacks());
        step(attack.step());
        effort(attack.effort());
        value("  batch-size", attack.batchSize());
        value("  start-colors", list(attack.startColors(), ExperimentWriter::color));
        if (!(attack.accessory() instanceof EyeglassFrame frame)) {
            throw new IllegalArgumentException("illegal accessory: "
                    + attack.accessory().name() + ", must be an eyeglass frame to be written to an experiment file");
        }
        line("  frame:");
        value("    drop", number(frame.drop()));
        value("    half-width", number(frame.halfWidth()));
        value("    half-height", number(frame.halfHeight()));
        value("    corner-radius", number(frame.cornerRadius()));
        value("    thickness", number(frame.thickness()));
        value("    temple-length", number(frame.templeLength()));
    }

    private void step(GlassesConfig.Step step) {
        value("  step", number(step.size()));
        value("  exponent", number(step.exponent()));
        value("  momentum", number(step.momentum()));
        value("  patience", step.patience());
    }

    private void effort(GlassesConfig.Effort effort) {
        value("  loss", effort.loss().name().toLowerCase(Locale.ROOT));
        value("  max-iterations", effort.maxIterations());
        value("  restarts", effort.restarts());
        value("  stop-early", effort.stopEarly());
        value("  impersonation-confidence", number(effort.impersonationConfidence()));
        value("  dodging-confidence", number(effort.dodgingConfidence()));
    }

    private void defense(String name, SaliencyMaskConfig defense) {
        line("  " + (Character.isLetter(name.charAt(0)) ? name : quoted(name)) + ":");
        value("    map", map(defense.map()));
        boolean quantile = defense.threshold().kind() == Threshold.Kind.QUANTILE;
        value(
                quantile ? "    mu" : "    mu-absolute",
                number(defense.threshold().mu()));
        value("    n", defense.iterations());
        value("    phi", defense.minArea());
        value("    reference-width", defense.referenceWidth());
        value("    fill", defense.fill().name().toLowerCase(Locale.ROOT));
    }

    private void grid(Grid grid) {
        section(
                "grid",
                "What tuning tries: every combination; n and phi in pixels of a picture of the reference width.");
        value("  map", list(grid.maps(), ExperimentWriter::map));
        value("  mu", thresholds(grid, Threshold.Kind.QUANTILE));
        value("  mu-absolute", thresholds(grid, Threshold.Kind.ABSOLUTE));
        value("  n", grid.iterations());
        value("  phi", grid.minAreas());
        value("  fill", list(grid.fills(), fill -> fill.name().toLowerCase(Locale.ROOT)));
        value("  reference-width", grid.referenceWidth());
        value("  strategy", grid.strategy().name().toLowerCase(Locale.ROOT));
        value("  min-clean", number(grid.minClean()));
    }

    private static String thresholds(Grid grid, Threshold.Kind kind) {
        return list(
                grid.thresholds().stream()
                        .filter(threshold -> threshold.kind() == kind)
                        .toList(),
                threshold -> number(threshold.mu()));
    }

    private static <T> String list(List<T> values, Function<T, String> form) {
        return values.stream().map(form).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String map(MapKind map) {
        return (map.relative() ? "relative " : "") + map.reading().name().toLowerCase(Locale.ROOT);
    }

    private static String color(Color color) {
        return quoted(color.hexadecimal());
    }

    private static String path(Path path) {
        return quoted(path.toAbsolutePath().normalize().toString());
    }

    private static Optional<String> whole(OptionalInt value) {
        return value.isPresent() ? Optional.of(String.valueOf(value.getAsInt())) : Optional.empty();
    }

    /** Returns a number with as few digits as bring it back exactly. */
    private static String number(double value) {
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        return Math.abs(decimal.scale()) <= 20 ? decimal.toPlainString() : Double.toString(value);
    }

    /** Returns a text in double quotes; what YAML does not print is written by its number. */
    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(character -> {
            if (character == '"' || character == '\\') {
                quoted.append('\\').appendCodePoint(character);
            } else if (StreamReader.isPrintable(character) && !separates(character)) {
                quoted.appendCodePoint(character);
            } else {
                quoted.append(String.format(Locale.ROOT, character < 0x10000 ? "\\u%04x" : "\\U%08x", character));
            }
        });
        return quoted.append('"').toString();
    }

    private static boolean separates(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.FORMAT;
    }

    private void section(String name, String comment) {
        comment(comment);
        line(name + ":");
    }

    private void comment(String comment) {
        line("");
        line("# " + comment);
    }

    private void optional(String key, Optional<String> value, String absent) {
        line(value.map(present -> "  " + key + ": " + present).orElse("  # " + key + ": " + absent));
    }

    private void value(String key, Object value) {
        line(key + ": " + value);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
