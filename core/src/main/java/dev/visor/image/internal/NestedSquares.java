package dev.visor.image.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.jspecify.annotations.Nullable;

/** Dark quadrangles with quadrangles inside, found by the tree of OpenCV's contours. Thread-safe; one thread per call. */
public final class NestedSquares {

    /** How much darker than the mean of its surroundings a dark pixel is, in levels of 8 bits. */
    private static final double DARKER = 6;

    private static final double LEAST_AREA = 100;
    private static final double STRAIGHT = 0.05;
    /** The areas of the inner contours as shares of that around them. */
    private static final double LEAST_SHARE = 0.1;

    private static final double LARGEST_SHARE = 0.7;
    private static final double OFF_CENTER = 0.12;
    /** What of a side counts for its line: not its rounded ends. */
    private static final double SIDE_END = 0.15;

    private static final int FIRST_CHILD = 2;
    private static final int PARENT = 3;
    private static final int VALUES = 9;
    private static final int LINKS = 4;
    private static final int LEAST_SQUARES = 3;

    private final MatVector contours = new MatVector();
    private final int[] tree;

    private NestedSquares(Mat dark) {
        Mat hierarchy = new Mat();
        opencv_imgproc.findContours(
                dark, contours, hierarchy, opencv_imgproc.RETR_TREE, opencv_imgproc.CHAIN_APPROX_NONE);
        tree = contours.size() == 0 ? new int[0] : integers(hierarchy, LINKS);
    }

    /**
     * {@return for each the corners of the outermost quadrangle, x and y in turn around it, and the number of quadrangles}
     *
     * @param rgb 8-bit pixels of three channels (HWC)
     * @param block the odd width of the surroundings that a pixel is compared with, in pixels
     */
    public static List<double[]> find(byte[] rgb, int width, int height, int block) {
        try (PointerScope scope = new PointerScope()) {
            Mat gray = new Mat();
            opencv_imgproc.cvtColor(Matrices.ofBytes(width, height, 3, rgb), gray, opencv_imgproc.COLOR_RGB2GRAY);
            Mat dark = new Mat();
            opencv_imgproc.adaptiveThreshold(
                    gray,
                    dark,
                    255,
                    opencv_imgproc.ADAPTIVE_THRESH_MEAN_C,
                    opencv_imgproc.THRESH_BINARY_INV,
                    block,
                    DARKER);
            return new NestedSquares(dark).found();
        }
    }

    private List<double[]> found() {
        List<double[]> found = new ArrayList<>();
        for (int i = 0; i < contours.size(); i++) {
            if (!isDark(i) || opencv_imgproc.contourArea(contours.get(i)) < LEAST_AREA) {
                continue;
            }
            int depth = depth(i);
            double[] corners = depth >= LEAST_SQUARES ? corners(contours.get(i)) : null;
            if (corners != null) {
                double[] mark = Arrays.copyOf(corners, VALUES);
                mark[VALUES - 1] = depth;
                found.add(mark);
            }
        }
        return found;
    }

    /** Returns whether a contour is around something dark, not around a hole in it: levels of the tree take turns. */
    private boolean isDark(int contour) {
        int level = 0;
        for (int parent = tree[LINKS * contour + PARENT]; parent >= 0; parent = tree[LINKS * parent + PARENT]) {
            level++;
        }
        return level % 2 == 0;
    }

    /** Returns how many contours lie within each other from one on, each in the middle of the one around it. */
    private int depth(int contour) {
        int depth = 1;
        int outer = contour;
        while (true) {
            int inner = largestChild(outer);
            if (inner < 0 || !isInTheMiddle(inner, outer)) {
                return depth;
            }
            depth++;
            outer = inner;
        }
    }

    private int largestChild(int contour) {
        int best = -1;
        double most = 0;
        for (int child = tree[LINKS * contour + FIRST_CHILD]; child >= 0; child = tree[LINKS * child]) {
            double area = opencv_imgproc.contourArea(contours.get(child));
            if (area > most) {
                most = area;
                best = child;
            }
        }
        return best;
    }

    private boolean isInTheMiddle(int inner, int outer) {
        double area = opencv_imgproc.contourArea(contours.get(outer));
        double share = opencv_imgproc.contourArea(contours.get(inner)) / area;
        double[] a = mean(contours.get(inner));
        double[] b = mean(contours.get(outer));
        return share > LEAST_SHARE
                && share < LARGEST_SHARE
                && Math.hypot(a[0] - b[0], a[1] - b[1]) < 1 + OFF_CENTER * Math.sqrt(area);
    }

    private static double[] mean(Mat contour) {
        int[] points = integers(contour, 2);
        double x = 0;
        double y = 0;
        for (int i = 0; i < points.length; i += 2) {
            x += points[i];
            y += points[i + 1];
        }
        int count = points.length / 2;
        return new double[] {x / count, y / count};
    }

    /** Returns where the lines through the sides of a quadrangle meet; null if the contour is none. */
    private static double @Nullable [] corners(Mat contour) {
        Mat polygon = new Mat();
        double length = opencv_imgproc.arcLength(contour, true);
        opencv_imgproc.approxPolyDP(contour, polygon, STRAIGHT * length, true);
        if (polygon.total() != 4 || !opencv_imgproc.isContourConvex(polygon)) {
            return null;
        }
        int[] rough = integers(polygon, 2);
        int[] points = integers(contour, 2);
        double[][] lines = new double[4][];
        for (int side = 0; side < 4; side++) {
            int next = (side + 1) % 4;
            lines[side] = line(points, rough[2 * side], rough[2 * side + 1], rough[2 * next], rough[2 * next + 1]);
        }
        double[] corners = new double[8];
        for (int side = 0; side < 4; side++) {
            double[] before = lines[(side + 3) % 4];
            double[] after = lines[side];
            double cross = before[0] * after[1] - before[1] * after[0];
            if (Math.abs(cross) < 0.1) {
                return null;
            }
            corners[2 * side] = (before[2] * after[1] - before[1] * after[2]) / cross;
            corners[2 * side + 1] = (before[0] * after[2] - before[2] * after[0]) / cross;
        }
        return corners;
    }

    /** Returns the line a x + b y = c, with a normal (a, b) of length 1, that fits the points of a side best. */
    private static double[] line(int[] points, double fromX, double fromY, double toX, double toY) {
        double dx = toX - fromX;
        double dy = toY - fromY;
        double square = dx * dx + dy * dy;
        double near = Math.max(1.5, 0.06 * Math.sqrt(square));
        double count = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < points.length; i += 2) {
            double px = points[i] - fromX;
            double py = points[i + 1] - fromY;
            double along = (px * dx + py * dy) / square;
            double off = Math.abs(px * dy - py * dx) / Math.sqrt(square);
            if (along > SIDE_END && along < 1 - SIDE_END && off < near) {
                count++;
                x += px;
                y += py;
                xx += px * px;
                xy += px * py;
                yy += py * py;
            }
        }
        if (count < 2) {
            double length = Math.sqrt(square);
            return new double[] {dy / length, -dx / length, (dy * fromX - dx * fromY) / length};
        }
        double angle = 0.5 * Math.atan2(2 * (xy - x * y / count), xx - x * x / count - (yy - y * y / count));
        double a = -Math.sin(angle);
        double b = Math.cos(angle);
        return new double[] {a, b, a * (x / count + fromX) + b * (y / count + fromY)};
    }

    private static int[] integers(Mat matrix, int channels) {
        int[] values = new int[Math.toIntExact(matrix.total()) * channels];
        new IntPointer(matrix.data()).get(values);
        return values;
    }
}
