package dev.visor.cli;

import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.MomentumStep;
import dev.visor.experiment.ExperimentConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How attacks are made. */
final class AttackOptions {

    /** The named settings of the attack. */
    enum Preset {
        /** The article's, with a step that shrinks. */
        PATIENT(GradientAttackConfig.PATIENT),
        /** The article's. */
        ARTICLE(GradientAttackConfig.ARTICLE),
        /** That of Sharif et al. */
        SHARIF_DIGITAL(GradientAttackConfig.SHARIF_DIGITAL),
        /** One that doesn't give up. */
        PERSISTENT(GradientAttackConfig.PERSISTENT);

        private final GradientAttackConfig config;

        Preset(GradientAttackConfig config) {
            this.config = config;
        }
    }

    @Option(
            names = "--attack-preset",
            paramLabel = "NAME",
            defaultValue = "PATIENT",
            description = "Settings of the attack: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Preset preset = Preset.PATIENT;

    @Option(names = "--step", paramLabel = "LEVELS", description = "Largest change of a value, of 255.")
    private @Nullable Double step;

    @Option(names = "--momentum", paramLabel = "SHARE", description = "Share of the last change that is repeated.")
    private @Nullable Double momentum;

    @Option(names = "--max-iterations", paramLabel = "N", description = "At most so many iterations.")
    private @Nullable Integer maxIterations;

    @Option(names = "--confidence", paramLabel = "P", description = "Stop when the target has this probability.")
    private @Nullable Double confidence;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "40",
            description = "Attacks to tell on (default: ${DEFAULT-VALUE}).")
    private int count = 40;

    @Option(
            names = "--tuning-count",
            paramLabel = "N",
            defaultValue = "20",
            description = "Attacks to tune on, 0 for none (default: ${DEFAULT-VALUE}).")
    private int tuningCount = 20;

    /** Returns the same settings with these attacks. */
    ExperimentConfig change(ExperimentConfig config) {
        return config.withAttacks(attack(), count, tuningCount);
    }

    private GradientAttackConfig attack() {
        GradientAttackConfig base = preset.config;
        return new GradientAttackConfig(base.startColors(), step(base.step()), effort(base.effort()), base.batchSize());
    }

    private MomentumStep step(MomentumStep base) {
        return new MomentumStep(
                step == null ? base.size() : step,
                base.exponent(),
                momentum == null ? base.momentum() : momentum,
                base.patience());
    }

    private GradientAttackConfig.Effort effort(GradientAttackConfig.Effort base) {
        return new GradientAttackConfig.Effort(
                base.loss(),
                maxIterations == null ? base.maxIterations() : maxIterations,
                base.restarts(),
                base.stopEarly(),
                confidence == null ? base.impersonationConfidence() : confidence,
                confidence == null ? base.dodgingConfidence() : 1 - confidence);
    }
}
