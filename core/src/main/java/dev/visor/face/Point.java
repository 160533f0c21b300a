package dev.visor.face;

/**
 * A position in a picture, in pixels; the middle of the upper left pixel is (0, 0).
 *
 * @param x to the right
 * @param y downwards
 */
public record Point(double x, double y) {

    /** Returns the distance to another point in pixels. */
    public double distance(Point other) {
        return Math.hypot(x - other.x, y - other.y);
    }
}
