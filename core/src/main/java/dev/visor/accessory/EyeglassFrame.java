package dev.visor.accessory;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.face.Landmarks;
import dev.visor.face.Point;
import java.util.Locale;

/**
 * The shape of an eyeglass frame: two rims, a bridge and temples, as in Sharif et al., "Accessorize to a Crime" (CCS
 * 2016). All lengths are in units of the distance between the eyes, so that the frame fits a face of any size.
 *
 * @param drop how far the middle of a rim lies below the eye
 * @param halfWidth half the outer width of a rim
 * @param halfHeight half the outer height of a rim
 * @param cornerRadius the outer radius of a rim's corners
 * @param thickness of all parts
 * @param templeLength how far the temples reach outwards from the rims
 */
public record EyeglassFrame(
        double drop, double halfWidth, double halfHeight, double cornerRadius, double thickness, double templeLength)
        implements Accessory {

    /** A frame of about the size in the paper, which takes 6.72 % of a 224x224 picture: 7 % of the pixels of a 150x150 chip
     * of dlib lie under it, those at its edges in part. */
    public static final EyeglassFrame DEFAULT = new EyeglassFrame(0.05, 0.44, 0.31, 0.16, 0.08, 0.20);

    /** Checks the ranges. */
    public EyeglassFrame {
        check(Double.isFinite(drop), "drop", drop, "finite");
        check(thickness > 0, "thickness", thickness, "above 0");
        check(halfWidth > thickness, "half-width", halfWidth, "above the thickness, " + thickness);
        check(halfHeight > thickness, "half-height", halfHeight, "above the thickness, " + thickness);
        check(
                cornerRadius >= thickness && cornerRadius <= Math.min(halfWidth, halfHeight),
                "corner radius",
                cornerRadius,
                "from the thickness to the smaller half side");
        check(templeLength >= 0, "temple length", templeLength, "at least 0");
    }

    @Override
    public String name() {
        return "eyeglass frame";
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "eyeglass frame, in eye distances: rims %.2f x %.2f with corners of %.2f, %.2f below the eyes, %.2f thick,"
                        + " temples %.2f",
                2 * halfWidth,
                2 * halfHeight,
                cornerRadius,
                drop,
                thickness,
                templeLength);
    }

    /**
     * Places the frame at the eyes. A pixel is covered by the share of it that lies within the frame, estimated from
     * its middle's distance to the frame's edge.
     */
    @Override
    public WornAccessory wear(Landmarks landmarks, int width, int height) {
        double unit = landmarks.eyeDistance();
        Point middle = landmarks.middle();
        double cos = (landmarks.rightEye().x() - landmarks.leftEye().x()) / unit;
        double sin = (landmarks.rightEye().y() - landmarks.leftEye().y()) / unit;
        float[] coverage = new float[width * height];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double dx = column - middle.x();
                double dy = row - middle.y();
                double u = (cos * dx + sin * dy) / unit;
                double v = (cos * dy - sin * dx) / unit;
                double inside = 0.5 - distance(u, v) * unit;
                coverage[row * width + column] = (float) Math.max(0, Math.min(1, inside));
            }
        }
        return new WornAccessory(width, height, coverage);
    }

    /**
     * Returns the distance to the frame's edge, negative inside the frame. The origin lies between the eyes, u runs
     * along the line of the eyes and v downwards.
     */
    private double distance(double u, double v) {
        double x = Math.abs(u);
        double y = v - drop;
        double half = thickness / 2;
        double rim = Math.abs(roundedBox(x - 0.5, y)) - half;
        double barHeight = -halfHeight * 0.35;
        double bridge = segment(x, y - barHeight, 0, 0.5 - halfWidth + half) - half;
        double outer = 0.5 + halfWidth;
        double temples = segment(x, y - barHeight, outer - half, outer + templeLength) - half;
        return Math.min(rim, Math.min(bridge, temples));
    }

    /** Returns the distance to the line in the middle of a rim. */
    private double roundedBox(double x, double y) {
        double half = thickness / 2;
        double radius = cornerRadius - half;
        double qx = Math.abs(x) - (halfWidth - half - radius);
        double qy = Math.abs(y) - (halfHeight - half - radius);
        return Math.hypot(Math.max(qx, 0), Math.max(qy, 0)) + Math.min(Math.max(qx, qy), 0) - radius;
    }

    /** Returns the distance to the level line from one x to another. */
    private static double segment(double x, double y, double from, double to) {
        return Math.hypot(x - Math.max(from, Math.min(to, x)), y);
    }
}
