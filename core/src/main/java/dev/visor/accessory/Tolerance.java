package dev.visor.accessory;

import static dev.visor.run.IllegalSettingException.check;

/**
 * Which poses the members of an {@link AccessoryFamily} have, all four ranges apart from each other.
 *
 * @param along a member is moved by at most this along the line of the eyes, either way, in eye distances, at least 0
 * @param across a member is moved by at most this across that line, either way, in eye distances, at least 0
 * @param scale a member's scale is in [1 - scale, 1 + scale]; in [0, 1)
 * @param degrees a member is turned by at most this, either way, in [0, 180]
 */
public record Tolerance(double along, double across, double scale, double degrees) {

    /** Checks the ranges. */
    public Tolerance {
        check(along >= 0 && Double.isFinite(along), "tolerance along the eyes", along, "at least 0 and finite");
        check(across >= 0 && Double.isFinite(across), "tolerance across the eyes", across, "at least 0 and finite");
        check(scale >= 0 && scale < 1, "tolerance of the scale", scale, "in [0, 1)");
        check(degrees >= 0 && degrees <= 180, "tolerance of the degrees", degrees, "in [0, 180]");
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
