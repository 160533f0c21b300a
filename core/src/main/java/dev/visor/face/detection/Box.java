package dev.visor.face.detection;

/**
 * An upright rectangle in a picture, in pixels; it may reach beyond the picture.
 *
 * @param left of the left side
 * @param top of the upper side
 * @param width above 0
 * @param height above 0
 */
public record Box(double left, double top, double width, double height) {

    /** Checks the ranges. */
    public Box {
        if (!(width > 0 && height > 0)) {
            throw new IllegalArgumentException("illegal box: " + width + "x" + height + ", must be above 0");
        }
    }

    /** Returns the area in square pixels. */
    public double area() {
        return width * height;
    }

    /** Returns the area of both over the area of either, in [0, 1]. */
    public double overlap(Box other) {
        double both = intersection(other);
        return both / (area() + other.area() - both);
    }

    /** Returns the area of both over the area of the smaller one, in [0, 1]. */
    double coverage(Box other) {
        return intersection(other) / Math.min(area(), other.area());
    }

    private double intersection(Box other) {
        double across = Math.min(left + width, other.left + other.width) - Math.max(left, other.left);
        double down = Math.min(top + height, other.top + other.height) - Math.max(top, other.top);
        return Math.max(0, across) * Math.max(0, down);
    }
}
