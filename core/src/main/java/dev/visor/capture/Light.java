package dev.visor.capture;

import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;

/**
 * The light when the picture is taken. A value {@code v} of the picture becomes
 *
 * <pre>{@code (gain_channel * slope(x, y) * v^gamma - 0.5) * contrast + 0.5 + brightness}</pre>
 *
 * <p>cut to [0, 1]. The paper is brighter or darker than the face by a factor of its own before that. All amounts are
 * uniformly distributed on both sides of no change.
 *
 * @param paper largest natural logarithm of how much brighter the paper is than the face, in [0, 2]
 * @param gain largest natural logarithm of the gain of each channel, in [0, 2]
 * @param gamma largest natural logarithm of gamma, in [0, 2]
 * @param brightness largest brightness, in [0, 1]
 * @param contrast largest natural logarithm of the contrast, in [0, 2]
 * @param slope largest change of the light from the middle of the eyes over one eye distance, in any direction, in [0, 0.5]
 */
public record Light(double paper, double gain, double gamma, double brightness, double contrast, double slope) {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<Light> SETTINGS = Settings.of(
                    Light.class,
                    Setting.of(
                            "paper",
                            Type.number("in [0, 2]"),
                            "largest natural logarithm of how much brighter the paper is than the face"),
                    Setting.of("gain", Type.number("in [0, 2]"), "largest natural logarithm of each channel's gain"),
                    Setting.of("gamma", Type.number("in [0, 2]"), "largest natural logarithm of gamma"),
                    Setting.of("brightness", Type.number("in [0, 1]"), "largest brightness"),
                    Setting.of("contrast", Type.number("in [0, 2]"), "largest natural logarithm of the contrast"),
                    Setting.of(
                            "slope",
                            Type.number("in [0, 0.5]"),
                            "largest change of the light over one eye distance, in any direction"))
            .withDefault(() -> Light.DEFAULT);

    /** Rooms with lamps and windows: our assumption. */
    public static final Light DEFAULT = new Light(0.2, 0.1, 0.2, 0.05, 0.15, 0.15);

    /** The light of the picture that there is. */
    public static final Light NONE = new Light(0, 0, 0, 0, 0, 0);

    /** Checks the ranges. */
    public Light {
        SETTINGS.check(paper, gain, gamma, brightness, contrast, slope);
    }

    /** Returns the same distribution with all amounts times a strength, at most the largest that are allowed. */
    Light times(double strength) {
        return new Light(
                Math.min(2, strength * paper),
                Math.min(2, strength * gain),
                Math.min(2, strength * gamma),
                Math.min(1, strength * brightness),
                Math.min(2, strength * contrast),
                Math.min(0.5, strength * slope));
    }
}
