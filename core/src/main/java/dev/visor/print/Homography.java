package dev.visor.print;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.face.Point;
import java.util.List;

/**
 * A map of the plane that keeps straight lines straight, as a photograph of a flat sheet is one. Immutable and thread-safe.
 */
final class Homography {

    private static final int UNKNOWNS = 8;

    private final Scale from;
    private final Scale to;
    private final double[] h;

    private Homography(Scale from, Scale to, double[] h) {
        this.from = from;
        this.to = to;
        this.h = h;
    }

    /**
     * Returns the one that brings points to others, by least squares of the direct linear transform.
     *
     * @param points at least four, no three of them on a line
     * @param images where they are brought, in the same order
     * @throws IllegalArgumentException if there are too few points or they lie on a line
     */
    static Homography of(List<Point> points, List<Point> images) {
        check(points.size() >= 4 && points.size() == images.size(), "number of points", points.size(), "at least 4");
        Scale from = Scale.of(points);
        Scale to = Scale.of(images);
        double[][] normal = new double[UNKNOWNS][UNKNOWNS + 1];
        for (int i = 0; i < points.size(); i++) {
            Point a = from.apply(points.get(i));
            Point b = to.apply(images.get(i));
            add(normal, new double[] {a.x(), a.y(), 1, 0, 0, 0, -a.x() * b.x(), -a.y() * b.x(), b.x()});
            add(normal, new double[] {0, 0, 0, a.x(), a.y(), 1, -a.x() * b.y(), -a.y() * b.y(), b.y()});
        }
        return new Homography(from, to, LinearEquations.solve(normal));
    }

    private static void add(double[][] normal, double[] row) {
        for (int i = 0; i < UNKNOWNS; i++) {
            for (int j = 0; j <= UNKNOWNS; j++) {
                normal[i][j] += row[i] * row[j];
            }
        }
    }

    /** Returns where a point is brought. */
    Point apply(Point point) {
        Point a = from.apply(point);
        double w = h[6] * a.x() + h[7] * a.y() + 1;
        return to.undo(new Point((h[0] * a.x() + h[1] * a.y() + h[2]) / w, (h[3] * a.x() + h[4] * a.y() + h[5]) / w));
    }

    /** Returns how many times as long a short way is there, around a point: the root of the change of areas. */
    double scaleAt(Point point) {
        Point here = apply(point);
        Point right = apply(new Point(point.x() + 1, point.y()));
        Point below = apply(new Point(point.x(), point.y() + 1));
        return Math.sqrt(Math.abs(
                (right.x() - here.x()) * (below.y() - here.y()) - (right.y() - here.y()) * (below.x() - here.x())));
    }

    /** Brings points close to the origin, so that the equations are well conditioned. */
    private record Scale(double x, double y, double size) {

        static Scale of(List<Point> points) {
            double x = points.stream().mapToDouble(Point::x).average().orElseThrow();
            double y = points.stream().mapToDouble(Point::y).average().orElseThrow();
            double size = points.stream()
                    .mapToDouble(point -> Math.hypot(point.x() - x, point.y() - y))
                    .average()
                    .orElseThrow();
            return new Scale(x, y, Math.max(size, 1e-9));
        }

        Point apply(Point point) {
            return new Point((point.x() - x) / size, (point.y() - y) / size);
        }

        Point undo(Point point) {
            return new Point(point.x() * size + x, point.y() * size + y);
        }
    }
}
