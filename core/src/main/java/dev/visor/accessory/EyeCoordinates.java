package dev.visor.accessory;

import dev.visor.face.Landmarks;
import dev.visor.face.Point;
import java.util.Locale;

/**
 * Where the pixels of a picture lie on the face in it, in the coordinates of {@link FacePoint}, and how accessories are
 * drawn there. Pixels are counted row by row.
 *
 * <p>Immutable and thread-safe.
 */
final class EyeCoordinates {

    /** With more of the picture covered, nothing of the person is left to be recognized. */
    private static final double LARGEST_SHARE = 0.6;

    private final int width;
    private final int height;
    private final double unit;
    private final Point middle;
    private final double cos;
    private final double sin;

    EyeCoordinates(Landmarks landmarks, int width, int height) {
        this.width = width;
        this.height = height;
        this.unit = landmarks.eyeDistance();
        this.middle = landmarks.middle();
        this.cos = (landmarks.rightEye().x() - landmarks.leftEye().x()) / unit;
        this.sin = (landmarks.rightEye().y() - landmarks.leftEye().y()) / unit;
    }

    /** Returns the number of pixels. */
    int pixels() {
        return width * height;
    }

    /** Returns so many pixels as a length in eye distances. */
    double length(double pixels) {
        return pixels / unit;
    }

    /** Returns where the middle of a pixel lies along the line of the eyes. */
    double u(int pixel) {
        return (cos * dx(pixel) + sin * dy(pixel)) / unit;
    }

    /** Returns where the middle of a pixel lies across the line of the eyes. */
    double v(int pixel) {
        return (cos * dy(pixel) - sin * dx(pixel)) / unit;
    }

    private double dx(int pixel) {
        return pixel % width - middle.x();
    }

    private double dy(int pixel) {
        return pixel / width - middle.y();
    }

    /**
     * Draws an accessory.
     *
     * @throws IllegalArgumentException if no pixel is covered, or more than 60 % of them
     */
    WornAccessory draw(Accessory accessory) {
        float[] coverage = new float[pixels()];
        for (int i = 0; i < coverage.length; i++) {
            double inside = 0.5 - accessory.distance(u(i), v(i)) * unit;
            coverage[i] = (float) Math.max(0, Math.min(1, inside));
        }
        WornAccessory worn = new WornAccessory(width, height, coverage);
        double share = worn.region().share();
        if (share > LARGEST_SHARE) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the accessory covers the whole face: %.1f %% of the picture, must be at most %.0f %%",
                    100 * share,
                    100 * LARGEST_SHARE));
        }
        return worn;
    }
}
