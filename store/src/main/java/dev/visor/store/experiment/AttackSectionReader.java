package dev.visor.store.experiment;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.EyeglassFrame;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.Loss;
import dev.visor.attack.MomentumStep;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.image.Color;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads how attacks are made. Not thread-safe. */
final class AttackSectionReader {

    static final Map<String, Boolean> YES_OR_NO = yesOrNo();

    private final YamlSection section;

    AttackSectionReader(YamlSection section) {
        this.section = section;
    }

    private static Map<String, Boolean> yesOrNo() {
        Map<String, Boolean> words = new LinkedHashMap<>();
        words.put("true", true);
        words.put("false", false);
        return Collections.unmodifiableMap(words);
    }

    ExperimentConfig read(ExperimentConfig base) {
        GradientAttackConfig preset = preset(base.attack());
        YamlSection frame = section.section("frame");
        Accessory accessory = AccessoriesReader.frame(frame, EyeglassFrame.DEFAULT);
        frame.close();
        GradientAttackConfig attack = section.build(preset, () -> attack(preset));
        ExperimentConfig config = section.build(
                base,
                () -> base.withAttacks(
                                attack,
                                section.whole("count", "number of attacks", base.attacks()),
                                section.whole("tuning-count", "number of tuning attacks", base.tuningAttacks()))
                        .withAccessory(accessory));
        section.close();
        return config;
    }

    /** Reads how an attack is made, but for what is worn, and leaves the section open. */
    GradientAttackConfig glasses(GradientAttackConfig base) {
        GradientAttackConfig preset = preset(base);
        return section.build(preset, () -> attack(preset));
    }

    private GradientAttackConfig preset(GradientAttackConfig base) {
        return section.word("preset", GradientAttackConfig.presets(), base);
    }

    private GradientAttackConfig attack(GradientAttackConfig preset) {
        return new GradientAttackConfig(
                section.parsedList("start-colors", "start colors", Color::parse, preset.startColors()),
                step(preset.step()),
                effort(preset.effort()),
                section.whole("batch-size", preset.batchSize()));
    }

    private MomentumStep step(MomentumStep preset) {
        return new MomentumStep(
                section.number("step", preset.size()),
                section.number("exponent", preset.exponent()),
                section.number("momentum", preset.momentum()),
                section.whole("patience", preset.patience()));
    }

    private GradientAttackConfig.Effort effort(GradientAttackConfig.Effort preset) {
        return new GradientAttackConfig.Effort(
                section.word("loss", Loss.presets(), preset.loss()),
                section.whole("max-iterations", "iterations", preset.maxIterations()),
                section.whole("restarts", preset.restarts()),
                section.word("stop-early", YES_OR_NO, preset.stopEarly()),
                section.number("impersonation-confidence", preset.impersonationConfidence()),
                section.number("dodging-confidence", preset.dodgingConfidence()));
    }
}
