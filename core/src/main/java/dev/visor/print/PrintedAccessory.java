package dev.visor.print;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.FacePoint;
import dev.visor.accessory.FoldLine;
import dev.visor.face.Landmarks;
import dev.visor.face.Point;
import dev.visor.image.Image;
import java.util.List;

/**
 * An accessory at true size, to be printed and cut out: its outline and its folds as lines, its colors at any resolution. What
 * lies outside of the picture that the colors are from is cut off, since its colors are not known. Lengths are in
 * millimeters from the upper left corner of the smallest upright rectangle around the outline.
 *
 * <p>Immutable and thread-safe.
 */
public final class PrintedAccessory {

    /** How far the colors reach beyond the outline, so that nothing white is left where the cut is off, in millimeters. */
    public static final double BLEED = 1;

    private static final double LEAST_EYE_DISTANCE = 50;

    private static final double LARGEST_EYE_DISTANCE = 80;

    private static final int LOWEST_DPI = 72;

    private static final int HIGHEST_DPI = 1200;

    /** Millimeters in an inch. */
    public static final double INCH = 25.4;

    private static final double GRID = 0.2;
    private static final double TOLERANCE = 0.01;
    private static final int WHITE = 255;

    private final String name;
    private final Accessory accessory;
    private final AccessoryTexture texture;
    private final Placement placement;
    private final double left;
    private final double top;
    private final double width;
    private final double height;
    private final List<List<Point>> outline;

    /**
     * Makes a printed accessory.
     *
     * @param name what to call it
     * @param accessory its shape
     * @param texture its colors
     * @param landmarks where the eyes are in the picture that the colors are from
     * @param pictureWidth in pixels
     * @param pictureHeight in pixels
     * @param eyeDistance of the wearer in millimeters, in [50, 80]
     * @throws IllegalArgumentException if the distance is out of range, or the accessory lies outside of the picture
     */
    public PrintedAccessory(
            String name,
            Accessory accessory,
            AccessoryTexture texture,
            Landmarks landmarks,
            int pictureWidth,
            int pictureHeight,
            double eyeDistance) {
        checkEyeDistance(eyeDistance);
        this.name = name;
        this.accessory = accessory;
        this.texture = texture;
        this.placement = new Placement(landmarks, pictureWidth, pictureHeight, eyeDistance);
        List<List<Point>> loops = Outline.of(
                this::distance,
                placement.least(0),
                placement.least(1),
                placement.largest(0),
                placement.largest(1),
                GRID,
                TOLERANCE);
        check(!loops.isEmpty(), "accessory", name, "at least in part within the picture");
        this.left = extreme(loops, true, true);
        this.top = extreme(loops, false, true);
        this.width = extreme(loops, true, false) - left;
        this.height = extreme(loops, false, false) - top;
        this.outline = loops.stream()
                .map(loop -> loop.stream()
                        .map(point -> new Point(point.x() - left, point.y() - top))
                        .toList())
                .toList();
    }

    /**
     * Checks a distance between the eyes in millimeters.
     *
     * @throws IllegalArgumentException if it is out of [50, 80]
     */
    public static void checkEyeDistance(double millimeters) {
        boolean legal = millimeters >= LEAST_EYE_DISTANCE && millimeters <= LARGEST_EYE_DISTANCE;
        check(legal, "eye distance", millimeters, "in [50, 80] mm");
    }

    /**
     * Checks a resolution in pixels per inch.
     *
     * @throws IllegalArgumentException if it is out of [72, 1200]
     */
    public static void checkResolution(int dpi) {
        check(dpi >= LOWEST_DPI && dpi <= HIGHEST_DPI, "resolution", dpi, "in [72, 1200] dpi");
    }

    private static double extreme(List<List<Point>> loops, boolean across, boolean least) {
        var values = loops.stream().flatMap(List::stream).mapToDouble(point -> across ? point.x() : point.y());
        return (least ? values.min() : values.max()).orElseThrow();
    }

    /** Returns the distance to the edge in millimeters at a place in millimeters from the middle between the eyes. */
    private double distance(double x, double y) {
        double unit = placement.eyeDistance;
        return Math.max(unit * accessory.distance(x / unit, y / unit), placement.outside(x, y));
    }

    /** Returns what it is called. */
    public String name() {
        return name;
    }

    /** Returns the width of the outline. */
    public double width() {
        return width;
    }

    /** Returns the height of the outline. */
    public double height() {
        return height;
    }

    /** Returns the closed lines along which it is cut out. */
    public List<List<Point>> outline() {
        return outline;
    }

    /** Returns the two ends of each line along which it is folded; those that lie within the outline's rectangle. */
    public List<List<Point>> folds() {
        return accessory.foldLines().stream()
                .map(this::ends)
                .filter(ends -> ends.stream().allMatch(this::isWithin))
                .toList();
    }

    private List<Point> ends(FoldLine line) {
        return List.of(place(line.from()), place(line.to()));
    }

    private Point place(FacePoint point) {
        double unit = placement.eyeDistance;
        return new Point(point.u() * unit - left, point.v() * unit - top);
    }

    private boolean isWithin(Point point) {
        return point.x() > -GRID && point.y() > -GRID && point.x() < width + GRID && point.y() < height + GRID;
    }

    /**
     * Draws the colors, on white. The picture's upper left corner lies {@link #BLEED} to the left of that of the outline and as
     * far above it.
     *
     * @param dpi pixels per inch, in [72, 1200]
     */
    public Image raster(int dpi) {
        checkResolution(dpi);
        double pixel = INCH / dpi;
        int columns = (int) Math.ceil((width + 2 * BLEED) / pixel);
        int rows = (int) Math.ceil((height + 2 * BLEED) / pixel);
        byte[] rgb = new byte[Image.CHANNELS * columns * rows];
        int[] cache = texture.newCache();
        float[] color = new float[Image.CHANNELS];
        for (int i = 0; i < columns * rows; i++) {
            double x = left - BLEED + (i % columns + 0.5) * pixel;
            double y = top - BLEED + (i / columns + 0.5) * pixel;
            double share = Math.max(0, Math.min(1, 0.5 + (BLEED - distance(x, y)) / pixel));
            if (share > 0) {
                texture.at(placement.column(x, y), placement.row(x, y), cache, color);
            }
            for (int channel = 0; channel < Image.CHANNELS; channel++) {
                rgb[Image.CHANNELS * i + channel] = (byte) Math.round(WHITE * (share * color[channel] + (1 - share)));
            }
        }
        return Image.fromRgb8(columns, rows, rgb);
    }

    /** Where the picture lies on the wearer's face, in millimeters from the middle between the eyes. Immutable. */
    private static final class Placement {

        private final Landmarks landmarks;
        private final int width;
        private final int height;
        private final double eyeDistance;
        private final double cos;
        private final double sin;
        private final double pixels;

        Placement(Landmarks landmarks, int width, int height, double eyeDistance) {
            this.landmarks = landmarks;
            this.width = width;
            this.height = height;
            this.eyeDistance = eyeDistance;
            this.pixels = landmarks.eyeDistance() / eyeDistance;
            this.cos = (landmarks.rightEye().x() - landmarks.leftEye().x()) / landmarks.eyeDistance();
            this.sin = (landmarks.rightEye().y() - landmarks.leftEye().y()) / landmarks.eyeDistance();
        }

        double column(double x, double y) {
            return landmarks.middle().x() + pixels * (cos * x - sin * y);
        }

        double row(double x, double y) {
            return landmarks.middle().y() + pixels * (sin * x + cos * y);
        }

        /** Returns the distance to the picture's edge, negative inside. */
        double outside(double x, double y) {
            double column = column(x, y) + 0.5;
            double row = row(x, y) + 0.5;
            double farthest = Math.max(Math.max(-column, column - width), Math.max(-row, row - height));
            return farthest / pixels;
        }

        double least(int axis) {
            return corner(axis, true) - 2 * GRID;
        }

        double largest(int axis) {
            return corner(axis, false) + 2 * GRID;
        }

        private double corner(int axis, boolean least) {
            double extreme = 0;
            for (int corner = 0; corner < 4; corner++) {
                double dx = (corner % 2) * width - 0.5 - landmarks.middle().x();
                double dy = (corner / 2) * height - 0.5 - landmarks.middle().y();
                double at = (axis == 0 ? cos * dx + sin * dy : cos * dy - sin * dx) / pixels;
                extreme = corner == 0 ? at : least ? Math.min(extreme, at) : Math.max(extreme, at);
            }
            return extreme;
        }
    }
}
