package dev.visor.attack;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.attack.alignment.AlignmentJitter;
import dev.visor.attack.constraint.Constraint;
import dev.visor.attack.penalty.NonPrintability;
import dev.visor.attack.penalty.TexturePenalty;
import dev.visor.attack.penalty.TotalVariation;
import dev.visor.attack.perception.CaptureExpectation;
import dev.visor.attack.perception.Perception;
import dev.visor.capture.AlignmentSpread;
import dev.visor.capture.Camera;
import dev.visor.capture.Light;
import dev.visor.capture.PrintAndCapture;
import dev.visor.capture.Wear;
import dev.visor.image.Color;
import dev.visor.print.Printer;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the {@link GradientAttack}.
 *
 * @param startColors the colors to start from, of which the best ones are taken; at least one
 * @param step how the colors follow the gradient
 * @param constraint which colors are allowed
 * @param effort what is descended on, and how long
 * @param batchSize how many tasks run side by side, at least 1
 * @param alignmentJitter alignments over which the mean is descended on; null for the one that faces have
 * @param captures simulated prints and captures over which the mean is descended on; null for the digital picture. They have
 *     an alignment of their own, so there is no jitter beside them
 * @param penalties what textures are penalized for; may be empty
 */
public record GradientAttackConfig(
        List<Color> startColors,
        StepRule step,
        Constraint constraint,
        Effort effort,
        int batchSize,
        @Nullable AlignmentJitter alignmentJitter,
        @Nullable CaptureExpectation captures,
        List<TexturePenalty> penalties)
        implements AttackConfig {

    /** What files and options can set. Declared before the presets, which are checked against it. */
    public static final Settings<GradientAttackConfig> SETTINGS = Settings.of(
                    GradientAttackConfig.class,
                    Setting.of(
                            "start-colors",
                            Type.someOf(Type.parsed(Color::parse, Color::hexadecimal)),
                            "colors to start from, #rrggbb; the best ones are taken"),
                    Setting.of("step", Type.kind(StepRule.class), "how the colors follow the gradient"),
                    Setting.of("constraint", Type.kind(Constraint.class), "which colors are allowed"),
                    Setting.inline(Effort.SETTINGS),
                    Setting.of("batch-size", Type.whole("at least 1"), "tasks that run side by side"),
                    Setting.of(
                            "alignment-jitter",
                            Type.optional(AlignmentJitter.SETTINGS),
                            "alignments over which the mean is descended on, so that attacks survive another one"),
                    Setting.of(
                            "captures",
                            Type.optional(CaptureExpectation.SETTINGS),
                            "simulated prints and captures over which the mean is descended on, so that attacks survive them"),
                    Setting.of(
                            "penalties",
                            Type.list(Type.kind(TexturePenalty.class)),
                            "what textures are penalized for, so that they can be printed"))
            .withPresets(GradientAttackConfig::presets);

    /** The yellow that the article starts from. */
    public static final Color YELLOW = Color.rgb8(220, 210, 50);

    /**
     * The digital attack of Sharif et al. (CCS 2016): the best of five start colors, step 20, momentum 0.4, at most 300
     * iterations, until the target has 95 % or the attacker 1 %.
     */
    public static final GradientAttackConfig SHARIF_DIGITAL = new GradientAttackConfig(
            List.of(
                    Color.rgb8(128, 128, 128),
                    Color.rgb8(220, 130, 0),
                    Color.rgb8(160, 105, 55),
                    Color.rgb8(200, 175, 30),
                    YELLOW),
            new MomentumStep(20, 1, 0.4, 0),
            new Effort(300, 0.95, 0.01),
            32);

    /** The attack as the article describes it: Sharif's, from yellow alone, until the goal has 90 %. */
    public static final GradientAttackConfig ARTICLE =
            new GradientAttackConfig(List.of(YELLOW), new MomentumStep(20, 1, 0.4, 0), new Effort(300, 0.90, 0.10), 32);

    /** The article's attack made faster: all colors move by about the same step, which shrinks when it gets no further. */
    public static final GradientAttackConfig PATIENT = new GradientAttackConfig(
            List.of(YELLOW), new MomentumStep(20, 0.2, 0.4, 10), new Effort(300, 0.90, 0.10), 32);

    /**
     * An attacker who doesn't give up: the margin is descended on with all the iterations, from the best two of five
     * start colors, with steps as in {@link #PATIENT}. The best picture counts.
     */
    public static final GradientAttackConfig PERSISTENT = new GradientAttackConfig(
            SHARIF_DIGITAL.startColors(), PATIENT.step(), new Effort(Loss.MARGIN, 300, 2, false, 0.90, 0.10), 32);

    /**
     * An attacker whose attacks are to survive when the face is detected and aligned anew: the margin is descended on with
     * all the iterations. Draws that differ make the loss rise and fall, so steps are halved late.
     */
    public static final GradientAttackConfig JITTERED = new GradientAttackConfig(
            SHARIF_DIGITAL.startColors(),
            new MomentumStep(20, 0.2, 0.4, 40),
            Constraint.UNIT_RANGE,
            new Effort(Loss.MARGIN, 300, 1, false, 0.99, 0.01),
            32,
            AlignmentJitter.DEFAULT,
            null,
            List.of());

    /**
     * The physical attack of Sharif et al. (CCS 2016): as {@link #SHARIF_DIGITAL}, with a frame that moves by up to 4 of 224 pixels
     * and turns by up to 4 degrees on 30 pictures of the attacker, and smooth textures in printable colors. Deviation: each step
     * looks at 8 of the pictures, which are drawn.
     */
    public static final GradientAttackConfig SHARIF_PHYSICAL = new GradientAttackConfig(
            SHARIF_DIGITAL.startColors(),
            SHARIF_DIGITAL.step(),
            Constraint.UNIT_RANGE,
            SHARIF_DIGITAL.effort(),
            32,
            null,
            new CaptureExpectation(
                    8,
                    30,
                    new PrintAndCapture(
                            Printer.IDEAL,
                            new Wear(Wear.DEFAULT.shift(), Wear.DEFAULT.turn(), 0, 0, 0, 0),
                            Light.NONE,
                            Camera.NONE,
                            AlignmentSpread.NONE)),
            List.of(TotalVariation.DEFAULT, NonPrintability.DEFAULT));

    /**
     * An attacker whose glasses are to survive printing, wearing and capture: the margin is descended on with all the iterations,
     * as a mean over simulated captures.
     */
    public static final GradientAttackConfig ROBUST = new GradientAttackConfig(
            SHARIF_DIGITAL.startColors(),
            JITTERED.step(),
            Constraint.UNIT_RANGE,
            JITTERED.effort(),
            32,
            null,
            CaptureExpectation.DEFAULT,
            List.of());

    /** Returns the presets by name, the default first. */
    public static Map<String, GradientAttackConfig> presets() {
        Map<String, GradientAttackConfig> presets = new LinkedHashMap<>();
        presets.put("PATIENT", PATIENT);
        presets.put("ARTICLE", ARTICLE);
        presets.put("SHARIF_DIGITAL", SHARIF_DIGITAL);
        presets.put("PERSISTENT", PERSISTENT);
        presets.put("JITTERED", JITTERED);
        presets.put("SHARIF_PHYSICAL", SHARIF_PHYSICAL);
        presets.put("ROBUST", ROBUST);
        return presets;
    }

    /** Checks the ranges. */
    public GradientAttackConfig {
        startColors = List.copyOf(startColors);
        penalties = List.copyOf(penalties);
        SETTINGS.check(startColors, step, constraint, effort, batchSize, alignmentJitter, captures, penalties);
        check(
                alignmentJitter == null || captures == null,
                "alignment jitter",
                "draws beside those of captures",
                "left out, because captures have an alignment of their own");
    }

    /** Makes settings of a digital attack. */
    public GradientAttackConfig(
            List<Color> startColors, StepRule step, Constraint constraint, Effort effort, int batchSize) {
        this(startColors, step, constraint, effort, batchSize, null, null, List.of());
    }

    /** Makes settings of colors that may have every value. */
    public GradientAttackConfig(List<Color> startColors, StepRule step, Effort effort, int batchSize) {
        this(startColors, step, Constraint.UNIT_RANGE, effort, batchSize);
    }

    @Override
    public boolean stopsEarly() {
        return effort.stopEarly();
    }

    @Override
    public Attack<WhiteBoxRecognizer> build() {
        return new GradientAttack(this);
    }

    @Override
    public Knowledge knowledge() {
        return Knowledge.WHITE_BOX;
    }

    @Override
    public int passesPerStep() {
        return captures != null ? captures.draws() : alignmentJitter == null ? 1 : alignmentJitter.draws();
    }

    @Override
    public int rehearsals() {
        return captures == null ? 0 : captures.pictures() - 1;
    }

    /** Returns how the victim perceives what the attack shows it. */
    Perception perception() {
        if (captures != null) {
            return Perception.of(captures);
        }
        return alignmentJitter == null ? Perception.EXACT : Perception.of(alignmentJitter);
    }

    @Override
    public int maxSteps() {
        return effort.restarts() * effort.maxIterations();
    }

    /**
     * What is descended on, and how long.
     *
     * @param loss what is descended on; its objective makes one picture better than another
     * @param maxIterations of each restart, at least 1
     * @param restarts from how many starts there is a descent, at least 1: the plain accessory in the start colors, the
     *     best one first, and when there are no more of them random colors for each pixel
     * @param stopEarly whether a picture that reaches the goal ends the task; else all the iterations of all restarts are
     *     made
     * @param impersonationConfidence the goal is reached when the target's mean probability is at least this, in (0, 1]
     * @param dodgingConfidence the goal is reached when the attacker's own mean probability is at most this, in [0, 1)
     */
    public record Effort(
            Loss loss,
            int maxIterations,
            int restarts,
            boolean stopEarly,
            double impersonationConfidence,
            double dodgingConfidence) {

        /** What files and options can set. */
        public static final Settings<Effort> SETTINGS = Settings.of(
                Effort.class,
                Setting.of("loss", Type.kind(Loss.class), "what is descended on"),
                Setting.of("max-iterations", Type.whole("at least 1"), "iterations of each restart"),
                Setting.of("restarts", Type.whole("at least 1"), "starts from which there is a descent"),
                Setting.of("stop-early", Type.flag(), "whether a picture that reaches the goal ends the attack"),
                Setting.of(
                        "impersonation-confidence",
                        Type.number("in (0, 1]"),
                        "mean probability of the target that reaches the goal"),
                Setting.of(
                        "dodging-confidence",
                        Type.number("in [0, 1)"),
                        "mean probability of oneself that reaches the goal"));

        /** Checks the ranges. */
        public Effort {
            SETTINGS.check(loss, maxIterations, restarts, stopEarly, impersonationConfidence, dodgingConfidence);
        }

        /** The effort of one descent on the cross-entropy that stops when it has reached its goal. */
        public Effort(int maxIterations, double impersonationConfidence, double dodgingConfidence) {
            this(Loss.CROSS_ENTROPY, maxIterations, 1, true, impersonationConfidence, dodgingConfidence);
        }

        /** Returns the mean confidence from which on a goal counts as reached. */
        double confidenceFor(Goal goal) {
            return goal instanceof Impersonation ? impersonationConfidence : 1 - dodgingConfidence;
        }
    }

    /** Returns the same settings with another effort. */
    public GradientAttackConfig withEffort(Effort newEffort) {
        return new GradientAttackConfig(
                startColors, step, constraint, newEffort, batchSize, alignmentJitter, captures, penalties);
    }

    /** Returns the same settings with another jitter, or none. */
    public GradientAttackConfig withAlignmentJitter(@Nullable AlignmentJitter jitter) {
        return new GradientAttackConfig(startColors, step, constraint, effort, batchSize, jitter, captures, penalties);
    }

    /** Returns the same settings with other simulated captures, or none. */
    public GradientAttackConfig withCaptures(@Nullable CaptureExpectation newCaptures) {
        return new GradientAttackConfig(
                startColors, step, constraint, effort, batchSize, alignmentJitter, newCaptures, penalties);
    }

    /** Returns the same settings with another number of iterations. */
    public GradientAttackConfig withMaxIterations(int iterations) {
        return withEffort(new Effort(
                effort.loss(),
                iterations,
                effort.restarts(),
                effort.stopEarly(),
                effort.impersonationConfidence(),
                effort.dodgingConfidence()));
    }
}
