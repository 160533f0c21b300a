package dev.visor.accessory;

import java.util.ArrayList;
import java.util.List;

/**
 * All poses near one: those whose shifts, scale and rotation differ from it by no more than the half sides of a box.
 *
 * @param middle the pose in the middle of the box
 * @param along half side of the shift along the eyes, in eye distances
 * @param across half side of the shift across the eyes, in eye distances
 * @param scale half side of the scale, below the scale of the middle
 * @param degrees half side of the rotation
 */
record PoseBox(Pose middle, double along, double across, double scale, double degrees) {

    /** Returns the box of all poses that a tolerance allows. */
    static PoseBox of(Tolerance tolerance) {
        return new PoseBox(Pose.NEUTRAL, tolerance.along(), tolerance.across(), tolerance.scale(), tolerance.degrees());
    }

    /** Parts the box into so many boxes of equal size along each side. */
    List<PoseBox> parts(int alongParts, int acrossParts, int scaleParts, int rotationParts) {
        List<PoseBox> parts = new ArrayList<>();
        for (int a = 0; a < alongParts; a++) {
            for (int b = 0; b < acrossParts; b++) {
                for (int s = 0; s < scaleParts; s++) {
                    for (int r = 0; r < rotationParts; r++) {
                        Pose pose = new Pose(
                                part(middle.along(), along, a, alongParts),
                                part(middle.across(), across, b, acrossParts),
                                part(middle.scale(), scale, s, scaleParts),
                                part(middle.degrees(), degrees, r, rotationParts));
                        parts.add(new PoseBox(
                                pose,
                                along / alongParts,
                                across / acrossParts,
                                scale / scaleParts,
                                degrees / rotationParts));
                    }
                }
            }
        }
        return parts;
    }

    /** Returns the middle of one of the equal parts of the range around a value. */
    private static double part(double value, double half, int index, int count) {
        return value + half * ((2 * index + 1.0) / count - 1);
    }

    /** Halves the side that moves a point at this distance from the accessory's center the most. */
    List<PoseBox> halves(double radius) {
        double byScale = scale * radius;
        double byRotation = Math.toRadians(degrees) * radius;
        double most = Math.max(Math.max(along, across), Math.max(byScale, byRotation));
        if (most == along) {
            return parts(2, 1, 1, 1);
        }
        if (most == across) {
            return parts(1, 2, 1, 1);
        }
        return most == byScale ? parts(1, 1, 2, 1) : parts(1, 1, 1, 2);
    }

    /**
     * Returns how much farther than the rim a point can be from the accessory in the middle pose, if it is nearer than
     * the rim to the accessory in any pose of the box.
     *
     * <p>Be d the accessory's distance, c its center, and t, s and R the shift, scale and rotation of a pose, with index 0
     * for the middle one. A pose brings a point q of the accessory's own coordinates to p = c + t + s R (q - c), where
     * the distance is s d(q); the middle pose brings it to p0, where the distance is s0 d(q). As distances are
     * 1-Lipschitz, the one in the middle pose is at p at most
     *
     * <pre>s0 d(q) + |p - p0| &lt;= s0 d(q) + |t - t0| + ||s R - s0 R0|| |q - c|</pre>
     *
     * <p>With the half sides a and b of the shift, e of the scale and w of the rotation in radians: s d(q) &lt; rim
     * gives s0 d(q) &lt; rim s0 / (s0 - e), which is rim + rim e / (s0 - e); |t - t0| is at most hypot(a, b); the norm
     * is sqrt((s - s0)^2 + 2 s s0 (1 - cos(angle))), at most hypot(e, w sqrt(s0 (s0 + e))); and |q - c|, which is
     * |p - c - t| / s, is at most (|p - c - t0| + hypot(a, b)) / (s0 - e). The sum, less the rim, is returned.
     *
     * @param radius the distance of the point from the accessory's center in the middle pose, |p - c - t0|
     * @param rim the half pixel up to which pixels outside are covered in part; in eye distances like the radius
     */
    double reach(double radius, double rim) {
        double shift = Math.hypot(along, across);
        double turn = Math.toRadians(degrees) * Math.sqrt(middle.scale() * (middle.scale() + scale));
        double smallest = middle.scale() - scale;
        return shift + (Math.hypot(scale, turn) * (radius + shift) + rim * scale) / smallest;
    }
}
