package dev.visor.accessory;

import dev.visor.face.Landmarks;
import java.util.List;

/**
 * Something that can be worn on a face and printed with any pattern. Its shape is a signed distance, from
 * which it is drawn at the eyes of any face. Implementations are immutable.
 */
public interface Accessory {

    /** Returns what it is called. */
    String name();

    /** Returns the point that it turns around and grows from. */
    FacePoint center();

    /**
     * Returns the distance from a place to the accessory's edge in eye distances, negative inside the accessory. It may
     * be nearer to 0 than the true distance but never farther, and it must be 1-Lipschitz: between two places it changes
     * by no more than their distance. {@link AccessoryFamily#cover} rests on this.
     *
     * @param u along the line of the eyes, as in {@link FacePoint}
     * @param v across that line, as in {@link FacePoint}
     */
    double distance(double u, double v);

    /** Returns where it is folded when it is worn on paper; nowhere unless the accessory says so. */
    default List<FoldLine> foldLines() {
        return List.of();
    }

    /**
     * Places the accessory on a face. A pixel is covered by the share of it that lies within the accessory, estimated
     * from its middle's distance to the accessory's edge.
     *
     * @param landmarks where the eyes are
     * @param width of the picture in pixels
     * @param height of the picture in pixels
     * @throws IllegalArgumentException if no pixel is covered, or more than 60 % of them: what takes the place of the
     *     face is no accessory of it
     */
    default WornAccessory wear(Landmarks landmarks, int width, int height) {
        return new EyeCoordinates(landmarks, width, height).draw(this);
    }
}
