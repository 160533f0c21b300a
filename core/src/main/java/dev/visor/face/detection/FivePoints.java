package dev.visor.face.detection;

import dev.visor.face.Point;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The five landmarks of a face; left and right as one sees them in an upright face, so the left eye is the person's right
 * one.
 *
 * @param leftEye the center of the eye on the left
 * @param rightEye the center of the eye on the right
 * @param nose the tip of the nose
 * @param leftMouth the corner of the mouth on the left
 * @param rightMouth the corner of the mouth on the right
 */
public record FivePoints(Point leftEye, Point rightEye, Point nose, Point leftMouth, Point rightMouth) {

    /** Returns the points in the order of the components. */
    public List<Point> all() {
        return List.of(leftEye, rightEye, nose, leftMouth, rightMouth);
    }

    /** Returns the distance between the eyes in pixels. */
    public double eyeDistance() {
        return leftEye.distance(rightEye);
    }

    /** Returns the farther of the distances of both eyes, as a share of the other points' distance between the eyes. */
    public double eyeOffset(FivePoints other) {
        return Math.max(leftEye.distance(other.leftEye), rightEye.distance(other.rightEye)) / other.eyeDistance();
    }

    /** Returns the middle between the eyes. */
    public Point eyes() {
        return middle(leftEye, rightEye);
    }

    Point mouth() {
        return middle(leftMouth, rightMouth);
    }

    /** Returns the mean of all points. */
    Point middle() {
        double x = all().stream().mapToDouble(Point::x).average().orElseThrow();
        double y = all().stream().mapToDouble(Point::y).average().orElseThrow();
        return new Point(x, y);
    }

    FivePoints map(UnaryOperator<Point> change) {
        return new FivePoints(
                change.apply(leftEye),
                change.apply(rightEye),
                change.apply(nose),
                change.apply(leftMouth),
                change.apply(rightMouth));
    }

    static Point middle(Point a, Point b) {
        return new Point((a.x() + b.x()) / 2, (a.y() + b.y()) / 2);
    }
}
