package dev.visor.face;

import java.util.List;

/**
 * A similarity of the plane: turning, scaling and shifting, without mirroring. It maps {@code (x, y)} to
 * {@code (a x - b y + shiftX, b x + a y + shiftY)}.
 *
 * @param a the scale times the cosine of the angle
 * @param b the scale times the sine of the angle; a and b are not both 0
 * @param shiftX in pixels
 * @param shiftY in pixels
 */
public record Similarity(double a, double b, double shiftX, double shiftY) {

    /** Checks that it has an inverse. */
    public Similarity {
        double scale = Math.hypot(a, b);
        if (!(scale > 0) || !Double.isFinite(scale + shiftX + shiftY)) {
            throw new IllegalArgumentException("illegal similarity: scale " + scale + ", shift (" + shiftX + ", "
                    + shiftY + "), must be finite with a scale above 0");
        }
    }

    /**
     * Returns the similarity that maps points to others with the least sum of squared distances. This is the estimate of
     * Umeyama (IEEE TPAMI 13(4), 1991) for two dimensions, in its closed form: with points as complex numbers around
     * their means, {@code a + bi = sum(conj(p) q) / sum(|p|^2)}. It never mirrors; Umeyama's mirrors neither.
     *
     * @param from at least two different points
     * @param to as many points
     */
    public static Similarity estimate(List<Point> from, List<Point> to) {
        if (from.size() < 2 || from.size() != to.size()) {
            throw new IllegalArgumentException("illegal numbers of points: " + from.size() + " and " + to.size()
                    + ", must be equal and at least 2");
        }
        Point p = mean(from);
        Point q = mean(to);
        double real = 0;
        double imaginary = 0;
        double norm = 0;
        for (int i = 0; i < from.size(); i++) {
            double px = from.get(i).x() - p.x();
            double py = from.get(i).y() - p.y();
            double qx = to.get(i).x() - q.x();
            double qy = to.get(i).y() - q.y();
            real += px * qx + py * qy;
            imaginary += px * qy - py * qx;
            norm += px * px + py * py;
        }
        double a = real / norm;
        double b = imaginary / norm;
        return new Similarity(a, b, q.x() - a * p.x() + b * p.y(), q.y() - b * p.x() - a * p.y());
    }

    private static Point mean(List<Point> points) {
        return new Point(
                points.stream().mapToDouble(Point::x).sum() / points.size(),
                points.stream().mapToDouble(Point::y).sum() / points.size());
    }

    /** Returns the similarity that shifts everything. */
    public static Similarity shift(double x, double y) {
        return new Similarity(1, 0, x, y);
    }

    /**
     * Returns the similarity that turns and scales around a point.
     *
     * @param center stays where it is
     * @param scale above 0
     * @param angle in radians, clockwise as one sees it
     */
    public static Similarity around(Point center, double scale, double angle) {
        Similarity turn = new Similarity(scale * StrictMath.cos(angle), scale * StrictMath.sin(angle), 0, 0);
        Point turned = turn.apply(center);
        return new Similarity(turn.a, turn.b, center.x() - turned.x(), center.y() - turned.y());
    }

    /** Returns this similarity followed by another. */
    public Similarity then(Similarity next) {
        Point shift = next.apply(new Point(shiftX, shiftY));
        return new Similarity(next.a * a - next.b * b, next.b * a + next.a * b, shift.x(), shift.y());
    }

    /** Returns where a point goes. */
    public Point apply(Point point) {
        return new Point(a * point.x() - b * point.y() + shiftX, b * point.x() + a * point.y() + shiftY);
    }

    /** Returns how many times longer everything becomes. */
    public double scale() {
        return Math.hypot(a, b);
    }

    /** Returns the way back. */
    public Similarity inverse() {
        double norm = a * a + b * b;
        double c = a / norm;
        double d = -b / norm;
        return new Similarity(c, d, -(c * shiftX - d * shiftY), -(d * shiftX + c * shiftY));
    }
}
