package dev.visor.capture;

import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;

/**
 * How an accessory sits on the face. All amounts are uniformly distributed: the bend from 0, the others on both sides of 0.
 *
 * @param shift how far it can slip along each axis, in eye distances, in [0, 0.5]
 * @param turn how far it can turn in the plane of the picture, in degrees, in [0, 45]
 * @param scale how much larger or smaller it can be than it is meant, as a natural logarithm, in [0, 0.5]
 * @param yaw how far it can turn around the vertical axis, in degrees, in [0, 45]
 * @param pitch how far it can turn around the line of the eyes, in degrees, in [0, 45]
 * @param bend how far it can be bent around the head: the curvature of a vertical cylinder, as 1 over the radius in eye
 *     distances, in [0, 0.8]
 */
public record Wear(double shift, double turn, double scale, double yaw, double pitch, double bend) {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<Wear> SETTINGS = Settings.of(
                    Wear.class,
                    Setting.of("shift", Type.number("in [0, 0.5]"), "largest slip along each axis, in eye distances"),
                    Setting.of("turn", Type.number("in [0, 45]"), "largest turn in the picture's plane, in degrees"),
                    Setting.of("scale", Type.number("in [0, 0.5]"), "largest natural logarithm of the scale"),
                    Setting.of("yaw", Type.number("in [0, 45]"), "largest turn around the vertical axis, in degrees"),
                    Setting.of(
                            "pitch", Type.number("in [0, 45]"), "largest turn around the line of the eyes, in degrees"),
                    Setting.of("bend", Type.number("in [0, 0.8]"), "largest curvature, 1 over eye distances"))
            .withDefault(() -> Wear.DEFAULT);

    /**
     * The shift and the turn are those of Sharif et al. (CCS 2016): 4 of 224 pixels with eyes about 71 pixels apart, and 4
     * degrees. The others are our assumption.
     */
    public static final Wear DEFAULT = new Wear(0.056, 4, 0.05, 15, 8, 0.4);

    /** An accessory that sits exactly where it is meant to. */
    public static final Wear NONE = new Wear(0, 0, 0, 0, 0, 0);

    /** Checks the ranges. */
    public Wear {
        SETTINGS.check(shift, turn, scale, yaw, pitch, bend);
    }

    /** Returns the same distribution with all amounts times a strength, at most the largest that are allowed. */
    Wear times(double strength) {
        return new Wear(
                Math.min(0.5, strength * shift),
                Math.min(45, strength * turn),
                Math.min(0.5, strength * scale),
                Math.min(45, strength * yaw),
                Math.min(45, strength * pitch),
                Math.min(0.8, strength * bend));
    }
}
