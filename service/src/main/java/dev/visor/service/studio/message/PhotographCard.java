package dev.visor.service.studio.message;

import dev.visor.face.Point;
import dev.visor.face.detection.Box;
import java.util.List;

/**
 * A photograph with the faces that were found in it.
 *
 * @param id what the page calls it
 * @param width in pixels
 * @param height in pixels
 * @param url of the photograph
 * @param faces from the largest to the smallest
 */
public record PhotographCard(String id, int width, int height, String url, List<FoundFace> faces) {

    /** Copies the list. */
    public PhotographCard {
        faces = List.copyOf(faces);
    }

    /**
     * A face.
     *
     * @param index its number, from 0
     * @param box around it
     * @param eyes where they are
     * @param confidence of the detector
     * @param usable whether it is large enough and not cut off
     */
    public record FoundFace(int index, Frame box, List<Place> eyes, double confidence, boolean usable) {

        /** Copies the list. */
        public FoundFace {
            eyes = List.copyOf(eyes);
        }
    }

    /** A rectangle in pixels. */
    public record Frame(double x, double y, double width, double height) {

        /** Returns it in pixels. */
        public static Frame of(Box box) {
            return new Frame(box.left(), box.top(), box.width(), box.height());
        }
    }

    /** A point in pixels. */
    public record Place(double x, double y) {

        /** Returns it in pixels. */
        public static Place of(Point point) {
            return new Place(point.x(), point.y());
        }
    }
}
