package dev.visor.face;

/**
 * Where the eyes are in a picture; left and right as one sees them.
 *
 * @param leftEye the center of the eye on the left of the picture
 * @param rightEye the center of the eye on the right of the picture
 */
public record Landmarks(Point leftEye, Point rightEye) {

    /** Checks that the eyes are apart and in order. */
    public Landmarks {
        if (!(rightEye.x() > leftEye.x())) {
            throw new IllegalArgumentException(
                    "illegal eyes: left " + leftEye + ", right " + rightEye + ", the left one must have the smaller x");
        }
    }

    /** Returns the distance between the eyes in pixels. */
    public double eyeDistance() {
        return leftEye.distance(rightEye);
    }

    /** Returns the point halfway between the eyes. */
    public Point middle() {
        return new Point((leftEye.x() + rightEye.x()) / 2, (leftEye.y() + rightEye.y()) / 2);
    }
}
