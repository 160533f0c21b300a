package dev.visor.accessory;

import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;

/**
 * How an accessory is worn differently from how it is meant: it is made larger and turned around its center, and then
 * moved.
 *
 * @param along how far it is moved along the line of the eyes, to the right, in eye distances
 * @param across how far it is moved across that line, downwards, in eye distances
 * @param scale how many times as large it is, above 0
 * @param degrees how far it is turned, clockwise as one sees it
 */
public record Pose(double along, double across, double scale, double degrees) {

    /** What files and options can set. Declared before the pose that is checked against it. */
    public static final Settings<Pose> SETTINGS = Settings.of(
                    Pose.class,
                    Setting.of(
                            "along",
                            Type.number(""),
                            "how far it is moved along the eyes, to the right, in eye distances"),
                    Setting.of(
                            "across",
                            Type.number(""),
                            "how far it is moved across the eyes, downwards, in eye distances"),
                    Setting.of("scale", Type.number("above 0"), "how many times as large it is"),
                    Setting.of("degrees", Type.number(""), "how far it is turned, clockwise as one sees it"))
            .withDefault(() -> Pose.NEUTRAL);

    /** As it is meant. */
    public static final Pose NEUTRAL = new Pose(0, 0, 1, 0);

    /** Checks the ranges. */
    public Pose {
        SETTINGS.check(along, across, scale, degrees);
    }

    /** Returns both poses in one: of what is worn in this pose already, and then moved, turned and scaled again. */
    public Pose then(Pose next) {
        return new Pose(along + next.along, across + next.across, scale * next.scale, degrees + next.degrees);
    }
}
