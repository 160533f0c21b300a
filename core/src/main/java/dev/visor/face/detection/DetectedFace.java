package dev.visor.face.detection;

import dev.visor.face.Point;

/**
 * A face in a photograph.
 *
 * @param box around it, in pixels of the photograph
 * @param points its landmarks, in pixels of the photograph
 * @param score how sure the detector is, in [0, 1]
 */
public record DetectedFace(Box box, FivePoints points, double score) {

    /** Returns the same face in a picture of which the photograph is the part that begins here. */
    public DetectedFace shifted(double left, double top) {
        return new DetectedFace(
                new Box(box.left() + left, box.top() + top, box.width(), box.height()),
                points.map(point -> new Point(point.x() + left, point.y() + top)),
                score);
    }
}
