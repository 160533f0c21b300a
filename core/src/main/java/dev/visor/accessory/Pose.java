package dev.visor.accessory;

import static dev.visor.run.IllegalSettingException.check;

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

    /** As it is meant. */
    public static final Pose NEUTRAL = new Pose(0, 0, 1, 0);

    /** Checks the ranges. */
    public Pose {
        check(Double.isFinite(along), "shift along the eyes", along, "finite");
        check(Double.isFinite(across), "shift across the eyes", across, "finite");
        check(scale > 0 && Double.isFinite(scale), "scale", scale, "above 0 and finite");
        check(Double.isFinite(degrees), "degrees", degrees, "finite");
    }
}
