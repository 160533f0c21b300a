package dev.visor.accessory;

/** Distances to the edges of simple shapes around the origin, in the unit of their lengths. Thread-safe. */
public final class SignedDistances {

    private SignedDistances() {}

    /**
     * Returns the distance to the edge of a rectangle with rounded corners, negative inside.
     *
     * @param halfWidth may be infinite
     * @param radius of the corners, in [0, min(halfWidth, halfHeight)]
     */
    public static double roundedBox(double x, double y, double halfWidth, double halfHeight, double radius) {
        double qx = Math.abs(x) - (halfWidth - radius);
        double qy = Math.abs(y) - (halfHeight - radius);
        return Math.hypot(Math.max(qx, 0), Math.max(qy, 0)) + Math.min(Math.max(qx, qy), 0) - radius;
    }

    /** Returns the distance to the level line at the origin's height from one x to another. */
    public static double level(double x, double y, double from, double to) {
        return Math.hypot(x - Math.max(from, Math.min(to, x)), y);
    }

    /** Returns the distance to the straight line between two points. */
    public static double segment(double x, double y, FacePoint from, FacePoint to) {
        double alongU = to.u() - from.u();
        double alongV = to.v() - from.v();
        double square = alongU * alongU + alongV * alongV;
        double place = square == 0 ? 0 : ((x - from.u()) * alongU + (y - from.v()) * alongV) / square;
        double nearest = Math.max(0, Math.min(1, place));
        return Math.hypot(x - from.u() - nearest * alongU, y - from.v() - nearest * alongV);
    }
}
