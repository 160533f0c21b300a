package dev.visor.attack;

import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.Arrays;

/**
 * Gradient descent with momentum. With the gradient {@code g} and its largest absolute value {@code m}, each value moves by
 *
 * <pre>{@code v <- size / 255 * sign(g) * (|g| / m)^exponent + momentum * v,   texture <- texture - v}</pre>
 *
 * @param size the largest change of a value in one iteration, of 255, at least 1; shared over the pictures of a task
 * @param exponent the gradient over its largest value is raised to this power, sign kept: 1 is the gradient itself,
 *     and towards 0 all values move by the same step; in (0, 1]
 * @param momentum how much of the last change is repeated, in [0, 1)
 * @param patience after so many iterations without a loss that is 2 % lower, the descent goes back to its best texture
 *     and halves the step. A step below 1 of 255 ends it; a descent that doesn't stop early goes on with the last step
 *     that is at least 1. 0 never does
 */
public record MomentumStep(double size, double exponent, double momentum, int patience) implements StepRule {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<MomentumStep> SETTINGS = Settings.of(
                    MomentumStep.class,
                    Setting.of(
                            "size", Type.number("in [1, 255]"), "largest change of a value in one iteration, of 255"),
                    Setting.of(
                            "exponent",
                            Type.number("in (0, 1]"),
                            "power that flattens the gradient; 1 leaves it as it is"),
                    Setting.of("momentum", Type.number("in [0, 1)"), "share of the last change that is repeated"),
                    Setting.of(
                            "patience",
                            Type.whole("at least 0"),
                            "iterations without progress after which the step is halved; 0 for never"))
            .withDefault(() -> MomentumStep.DEFAULT);

    /** Steps of 20 that move all colors by about the same, halved after ten iterations without progress. */
    public static final MomentumStep DEFAULT = new MomentumStep(20, 0.2, 0.4, 10);

    /** The share of the loss below which it counts as lower. */
    private static final double NOTICEABLE = 0.98;

    /** Checks the ranges. */
    public MomentumStep {
        SETTINGS.check(size, exponent, momentum, patience);
    }

    @Override
    public Steps begin(int values, boolean stopsEarly) {
        return new Descending(values, stopsEarly);
    }

    private final class Descending implements Steps {

        private final boolean stopsEarly;
        private final float[] velocity;
        private double step = size; // of 255; a step below 1 changes no 8-bit picture
        private double lowestLoss = Double.POSITIVE_INFINITY;
        private int sinceLowest;

        Descending(int values, boolean stopsEarly) {
            this.stopsEarly = stopsEarly;
            this.velocity = new float[values];
        }

        @Override
        public boolean isExhausted() {
            return step < 1;
        }

        @Override
        public float[] next(float[] texture, float[] gradient, double loss, float[] best) {
            sinceLowest++;
            if (loss < NOTICEABLE * lowestLoss) {
                lowestLoss = loss;
                sinceLowest = 0;
            }
            return isOutOfPatience() ? backTo(best) : moved(texture, gradient);
        }

        private boolean isOutOfPatience() {
            boolean stuck = patience > 0 && sinceLowest >= patience;
            // Where nothing ends the descent early, a step below 1 would waste what is left, and so would the same way
            // again.
            return stuck && (stopsEarly || step >= 2);
        }

        private float[] backTo(float[] best) {
            Arrays.fill(velocity, 0);
            step /= 2;
            sinceLowest = 0;
            return best.clone();
        }

        private float[] moved(float[] texture, float[] gradient) {
            float largest = 0;
            for (float value : gradient) {
                largest = Math.max(largest, Math.abs(value));
            }
            float scale = largest > 0 ? 1 / largest : 0;
            float[] moved = new float[texture.length];
            for (int i = 0; i < moved.length; i++) {
                double direction = Math.signum(gradient[i]) * Math.pow(Math.abs(gradient[i]) * scale, exponent);
                velocity[i] = (float) (step / 255 * direction) + (float) momentum * velocity[i];
                moved[i] = texture[i] - velocity[i];
            }
            return moved;
        }
    }
}
