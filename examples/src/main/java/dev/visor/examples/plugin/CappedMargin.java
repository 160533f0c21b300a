package dev.visor.examples.plugin;

import dev.visor.attack.Goal;
import dev.visor.attack.Loss;
import dev.visor.recognition.Scores;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;

/**
 * A loss of your own, for the built-in gradient attack: the margin of the goal, which counts only up to a cap (N. Carlini,
 * D. Wagner, "Towards Evaluating the Robustness of Neural Networks", S&amp;P 2017, section V, f6; their kappa is the cap).
 * With the margin {@code m} the objective is {@code min(m, cap)}, and the loss is {@code cap - min(m, cap)}.
 *
 * @param cap the margin of two logits beyond which nothing is gained, above 0
 */
public record CappedMargin(double cap) implements Loss {

    /** What files can set. */
    public static final Settings<CappedMargin> SETTINGS = Settings.of(
                    CappedMargin.class,
                    Setting.of("cap", Type.number("above 0"), "margin of logits beyond which nothing is gained"))
            .withDefault(() -> new CappedMargin(10));

    /** Checks the range. */
    public CappedMargin {
        SETTINGS.check(cap);
    }

    @Override
    public double objective(Goal goal, Scores scores) {
        return Math.min(goal.margin(scores), cap);
    }

    /** Returns the gradient of the loss with respect to the logits: zero once the cap is reached. */
    @Override
    public float[] gradient(Goal goal, Scores scores) {
        return goal.margin(scores) < cap
                ? Goal.negated(goal.marginGradient(scores))
                : new float[scores.gallery().size()];
    }

    @Override
    public double value(double objective) {
        return cap - objective;
    }
}
