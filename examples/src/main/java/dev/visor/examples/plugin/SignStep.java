package dev.visor.examples.plugin;

import dev.visor.attack.StepRule;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;

/**
 * A step rule of your own, for the built-in gradient attack: every value moves by the same step against the gradient
 * {@code g}, as in projected gradient descent (A. Madry et al., "Towards Deep Learning Models Resistant to Adversarial
 * Attacks", ICLR 2018):
 *
 * <pre>{@code texture <- texture - size / 255 * sign(g)}</pre>
 *
 * <p>The attack's constraint brings colors back into their range. A rule that remembers anything, such as a momentum, keeps
 * it in its {@link dev.visor.attack.StepRule.Steps}, of which each descent begins a new one.
 *
 * @param size the change of a value in one iteration, of 255, in [1, 255]
 */
public record SignStep(double size) implements StepRule {

    /** What files can set. */
    public static final Settings<SignStep> SETTINGS = Settings.of(
                    SignStep.class,
                    Setting.of("size", Type.number("in [1, 255]"), "change of a value in one iteration, of 255"))
            .withDefault(() -> new SignStep(8));

    /** Checks the range. */
    public SignStep {
        SETTINGS.check(size);
    }

    @Override
    public Steps begin(int values, boolean stopsEarly) {
        return new Steps() {
            @Override
            public float[] next(float[] texture, float[] gradient, double loss, float[] best) {
                float[] next = texture.clone();
                for (int i = 0; i < next.length; i++) {
                    next[i] -= (float) (size / 255) * Math.signum(gradient[i]);
                }
                return next;
            }

            @Override
            public boolean isExhausted() {
                return false;
            }
        };
    }
}
