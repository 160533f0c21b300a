package dev.visor.accessory;

import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;

/**
 * Which poses the members of an {@link AccessoryFamily} have, all four ranges apart from each other.
 *
 * @param along a member is moved by at most this along the line of the eyes, either way, in eye distances, at least 0
 * @param across a member is moved by at most this across that line, either way, in eye distances, at least 0
 * @param scale a member's scale is in [1 - scale, 1 + scale]; in [0, 1)
 * @param degrees a member is turned by at most this, either way, in [0, 180]
 */
public record Tolerance(double along, double across, double scale, double degrees) {

    /** What files can set. */
    public static final Settings<Tolerance> SETTINGS = Settings.of(
            Tolerance.class,
            Setting.of(
                    "along",
                    Type.number("at least 0"),
                    "shift along the line of the eyes, either way, in eye distances"),
            Setting.of("across", Type.number("at least 0"), "shift across that line, either way, in eye distances"),
            Setting.of("scale", Type.number("in [0, 1)"), "how far the scale may be from 1, either way"),
            Setting.of("degrees", Type.number("in [0, 180]"), "turn, either way, in degrees"));

    /** Checks the ranges. */
    public Tolerance {
        SETTINGS.check(along, across, scale, degrees);
    }

    /** Returns whether a pose is within all ranges. */
    public boolean allows(Pose pose) {
        return Math.abs(pose.along()) <= along
                && Math.abs(pose.across()) <= across
                && pose.scale() >= 1 - scale
                && pose.scale() <= 1 + scale
                && Math.abs(pose.degrees()) <= degrees;
    }
}
