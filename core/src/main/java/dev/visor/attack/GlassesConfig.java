package dev.visor.attack;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.EyeglassFrame;
import dev.visor.image.Color;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of the {@link GlassesAttack}.
 *
 * @param accessory what is worn
 * @param startColors the colors to start from, of which those nearest to the goal are taken; at least one
 * @param step how the colors move
 * @param effort what is descended on, and how long
 * @param batchSize how many tasks advance together, at least 1
 */
public record GlassesConfig(Accessory accessory, List<Color> startColors, Step step, Effort effort, int batchSize) {

    /** The yellow that the article starts from. */
    public static final Color YELLOW = Color.rgb8(220, 210, 50);

    /**
     * The digital attack of Sharif et al. (CCS 2016): the best of five start colors, step 20, momentum 0.4, at most 300
     * iterations, until the target has 95 % or the attacker 1 %.
     */
    public static final GlassesConfig SHARIF_DIGITAL = new GlassesConfig(
            EyeglassFrame.DEFAULT,
            List.of(
                    Color.rgb8(128, 128, 128),
                    Color.rgb8(220, 130, 0),
                    Color.rgb8(160, 105, 55),
                    Color.rgb8(200, 175, 30),
                    YELLOW),
            new Step(20, 1, 0.4, 0),
            new Effort(300, 0.95, 0.01),
            32);

    /** The attack as the article describes it: Sharif's, from yellow alone, until the goal has 90 %. */
    public static final GlassesConfig ARTICLE = new GlassesConfig(
            EyeglassFrame.DEFAULT, List.of(YELLOW), new Step(20, 1, 0.4, 0), new Effort(300, 0.90, 0.10), 32);

    /** The article's attack made faster: all colors move by about the same step, which shrinks when it gets no further. */
    public static final GlassesConfig PATIENT = new GlassesConfig(
            EyeglassFrame.DEFAULT, List.of(YELLOW), new Step(20, 0.2, 0.4, 10), new Effort(300, 0.90, 0.10), 32);

    /**
     * An attacker who doesn't give up: the margin is descended on with all the iterations, from the best two of five
     * start colors, with steps as in {@link #PATIENT}. The best picture counts.
     */
    public static final GlassesConfig PERSISTENT = new GlassesConfig(
            EyeglassFrame.DEFAULT,
            SHARIF_DIGITAL.startColors(),
            PATIENT.step(),
            new Effort(Loss.MARGIN, 300, 2, 1, false, 0.90, 0.10),
            32);

    /** Returns the presets by name, the default first. */
    public static Map<String, GlassesConfig> presets() {
        Map<String, GlassesConfig> presets = new LinkedHashMap<>();
        presets.put("PATIENT", PATIENT);
        presets.put("ARTICLE", ARTICLE);
        presets.put("SHARIF_DIGITAL", SHARIF_DIGITAL);
        presets.put("PERSISTENT", PERSISTENT);
        return presets;
    }

    /** Checks the ranges. */
    public GlassesConfig {
        startColors = List.copyOf(startColors);
        check(!startColors.isEmpty(), "start colors", startColors, "at least one");
        check(batchSize >= 1, "batch size", batchSize, "at least 1");
    }

    /**
     * How the colors follow the gradient.
     *
     * @param size the largest change of a value in one iteration, of 255, at least 1; shared over the pictures of a task
     * @param exponent the gradient over its largest value is raised to this power, sign kept: 1 is the gradient itself,
     *     and towards 0 all values move by the same step; in (0, 1]
     * @param momentum how much of the last change is repeated, in [0, 1)
     * @param patience after so many iterations without a picture whose loss is 2 % lower the attack goes back to its
     *     best one and halves the step, until the step is below 1 of 255, which ends it; an attack that doesn't stop
     *     early goes on with the last step that is at least 1; 0 never does
     */
    public record Step(double size, double exponent, double momentum, int patience) {

        /** Checks the ranges. */
        public Step {
            check(size >= 1 && size <= 255, "step", size, "in [1, 255]");
            check(exponent > 0 && exponent <= 1, "exponent", exponent, "in (0, 1]");
            check(momentum >= 0 && momentum < 1, "momentum", momentum, "in [0, 1)");
            check(patience >= 0, "patience", patience, "at least 0");
        }
    }

    /**
     * What is descended on, and how long.
     *
     * @param loss what is descended on, and what makes one picture better than another
     * @param maxIterations of each restart, at least 1
     * @param restarts from how many starts there is a descent, at least 1: the plain accessory in the start colors, the
     *     nearest one first, and when there are no more of them random colors for each pixel
     * @param hold over how many iterations a defense's choices by the picture, such as the pixels of its masks, are held
     *     before they are made anew, at least 1; a victim that makes none is attacked in the same way whatever it is
     * @param stopEarly whether a picture that reaches the goal ends the task; else all the iterations of all restarts are
     *     made
     * @param impersonationConfidence the goal is reached when the target's mean probability is at least this, in (0, 1]
     * @param dodgingConfidence the goal is reached when the attacker's own mean probability is at most this, in [0, 1)
     */
    public record Effort(
            Loss loss,
            int maxIterations,
            int restarts,
            int hold,
            boolean stopEarly,
            double impersonationConfidence,
            double dodgingConfidence) {

        /** Checks the ranges. */
        public Effort {
            check(maxIterations >= 1, "iterations", maxIterations, "at least 1");
            check(restarts >= 1, "restarts", restarts, "at least 1");
            check(hold >= 1, "iterations that masks are held", hold, "at least 1");
            check(
                    impersonationConfidence > 0 && impersonationConfidence <= 1,
                    "impersonation confidence",
                    impersonationConfidence,
                    "in (0, 1]");
            check(
                    dodgingConfidence >= 0 && dodgingConfidence < 1,
                    "dodging confidence",
                    dodgingConfidence,
                    "in [0, 1)");
        }

        /** The effort of one descent on the cross-entropy that stops when it has reached its goal. */
        public Effort(int maxIterations, double impersonationConfidence, double dodgingConfidence) {
            this(Loss.CROSS_ENTROPY, maxIterations, 1, 1, true, impersonationConfidence, dodgingConfidence);
        }

        /** Returns how sure the recognizer must be of a goal. */
        double confidenceFor(Goal goal) {
            return goal instanceof Impersonation ? impersonationConfidence : 1 - dodgingConfidence;
        }
    }

    /** Returns the same settings with another accessory. */
    public GlassesConfig withAccessory(Accessory newAccessory) {
        return new GlassesConfig(newAccessory, startColors, step, effort, batchSize);
    }

    /** Returns the same settings with another effort. */
    public GlassesConfig withEffort(Effort newEffort) {
        return new GlassesConfig(accessory, startColors, step, newEffort, batchSize);
    }

    /** Returns the same settings with another number of iterations. */
    public GlassesConfig withMaxIterations(int iterations) {
        return withEffort(new Effort(
                effort.loss(),
                iterations,
                effort.restarts(),
                effort.hold(),
                effort.stopEarly(),
                effort.impersonationConfidence(),
                effort.dodgingConfidence()));
    }
}
