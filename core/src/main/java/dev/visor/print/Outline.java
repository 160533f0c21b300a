package dev.visor.print;

import dev.visor.face.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The line along which a signed distance is 0, as closed loops: marching squares, with each crossing placed linearly between
 * two nodes of the grid. Points that lie on a straight line within a tolerance are left out.
 *
 * <p>Thread-safe.
 */
final class Outline {

    private final int columns;
    private final double[] values;
    private final double left;
    private final double top;
    private final double step;
    private final Map<Long, Long> next = new LinkedHashMap<>();

    /** A distance to an edge, negative inside. */
    interface Distance {
        double at(double x, double y);
    }

    private Outline(Distance distance, double left, double top, double right, double bottom, double step) {
        this.left = left;
        this.top = top;
        this.step = step;
        this.columns = (int) Math.ceil((right - left) / step) + 1;
        int rows = (int) Math.ceil((bottom - top) / step) + 1;
        this.values = new double[columns * rows];
        for (int i = 0; i < values.length; i++) {
            values[i] = distance.at(left + i % columns * step, top + i / columns * step);
        }
        for (int row = 0; row + 1 < rows; row++) {
            for (int column = 0; column + 1 < columns; column++) {
                cross(row, column);
            }
        }
    }

    /**
     * Returns the loops, inside of a rectangle at whose edge the distance must be above 0.
     *
     * @param step between the nodes of the grid
     * @param tolerance how far a point may lie off the loop without being a part of it
     */
    static List<List<Point>> of(
            Distance distance, double left, double top, double right, double bottom, double step, double tolerance) {
        return new Outline(distance, left, top, right, bottom, step)
                .loops().stream().map(loop -> simplified(loop, tolerance)).toList();
    }

    /** Joins the crossings of a cell: each line runs from where the cell's edge, clockwise, comes inside to where it leaves. */
    private void cross(int row, int column) {
        boolean[] inside = new boolean[4];
        int count = 0;
        for (int corner = 0; corner < 4; corner++) {
            inside[corner] = values[node(row, column, corner)] < 0;
            count += inside[corner] ? 1 : 0;
        }
        if (count == 0 || count == 4) {
            return;
        }
        boolean joined = count != 2 || inside[0] != inside[2] || middle(row, column) >= 0;
        for (int edge = 0; edge < 4; edge++) {
            if (inside[edge] || !inside[(edge + 1) % 4]) {
                continue;
            }
            int leaving = edge;
            do {
                leaving = (leaving + (joined ? 1 : 3)) % 4;
            } while (!inside[leaving] || inside[(leaving + 1) % 4]);
            next.put(key(row, column, edge), key(row, column, leaving));
        }
    }

    private double middle(int row, int column) {
        double sum = 0;
        for (int corner = 0; corner < 4; corner++) {
            sum += values[node(row, column, corner)];
        }
        return sum;
    }

    private int node(int row, int column, int corner) {
        int right = corner == 1 || corner == 2 ? 1 : 0;
        int below = corner >= 2 ? 1 : 0;
        return (row + below) * columns + column + right;
    }

    /** Returns the number of an edge of a cell: that of its first node, doubled, and whether it is upright. */
    private long key(int row, int column, int edge) {
        return switch (edge) {
            case 0 -> 2L * node(row, column, 0);
            case 1 -> 2L * node(row, column, 1) + 1;
            case 2 -> 2L * node(row, column, 3);
            default -> 2L * node(row, column, 0) + 1;
        };
    }

    private List<List<Point>> loops() {
        List<List<Point>> loops = new ArrayList<>();
        while (!next.isEmpty()) {
            long first = next.keySet().iterator().next();
            List<Point> loop = new ArrayList<>();
            Long at = first;
            while (at != null) {
                loop.add(crossing(at));
                at = next.remove(at);
                if (at != null && at == first) {
                    break;
                }
            }
            loops.add(loop);
        }
        return loops;
    }

    private Point crossing(long key) {
        int from = (int) (key / 2);
        boolean upright = key % 2 == 1;
        double a = values[from];
        double b = values[upright ? from + columns : from + 1];
        double share = a / (a - b);
        double x = left + from % columns * step + (upright ? 0 : share * step);
        double y = top + from / columns * step + (upright ? share * step : 0);
        return new Point(x, y);
    }

    /** Returns a loop without the points that the Douglas-Peucker algorithm leaves out. */
    private static List<Point> simplified(List<Point> loop, double tolerance) {
        int half = 0;
        for (int i = 1; i < loop.size(); i++) {
            if (loop.get(i).distance(loop.get(0)) > loop.get(half).distance(loop.get(0))) {
                half = i;
            }
        }
        List<Point> closed = new ArrayList<>(loop);
        closed.add(loop.get(0));
        boolean[] kept = new boolean[closed.size()];
        kept[0] = true;
        kept[half] = true;
        keep(closed, 0, half, tolerance, kept);
        keep(closed, half, closed.size() - 1, tolerance, kept);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < loop.size(); i++) {
            if (kept[i]) {
                points.add(loop.get(i));
            }
        }
        return List.copyOf(points);
    }

    private static void keep(List<Point> points, int from, int to, double tolerance, boolean[] kept) {
        int farthest = from;
        double most = tolerance;
        for (int i = from + 1; i < to; i++) {
            double off = offLine(points.get(i), points.get(from), points.get(to));
            if (off > most) {
                most = off;
                farthest = i;
            }
        }
        if (farthest > from) {
            kept[farthest] = true;
            keep(points, from, farthest, tolerance, kept);
            keep(points, farthest, to, tolerance, kept);
        }
    }

    private static double offLine(Point point, Point from, Point to) {
        double length = from.distance(to);
        double dx = point.x() - from.x();
        double dy = point.y() - from.y();
        return length == 0
                ? Math.hypot(dx, dy)
                : Math.abs(dx * (to.y() - from.y()) - dy * (to.x() - from.x())) / length;
    }
}
