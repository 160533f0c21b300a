package dev.visor.print;

import dev.visor.face.Point;
import dev.visor.image.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * A color chart: 269 patches on gray, with a mark in each corner. The patches have the 216 colors of a 6x6x6 lattice and grays
 * in steps of a tenth, in an order that spreads similar colors over the chart. A mark is a black square with a white and again
 * a black one in its middle; that of the upper left corner has one more white one. The chart fits on A4 and on Letter. Lengths
 * are in millimeters from its upper left corner.
 *
 * <p>Thread-safe.
 */
public final class ColorChart {

    /** The width of the chart. */
    public static final double WIDTH = 180;

    /** The height of the chart. */
    public static final double HEIGHT = 228;

    /** From the middle of a patch to that of the next. */
    public static final double PITCH = 12;

    /** The side of a patch. */
    public static final double PATCH = 10;

    /** Nodes of the lattice along each axis. */
    public static final int NODES = 6;

    /** What lies between the patches. */
    public static final Color SEPARATOR = Color.rgb8(153, 153, 153);

    private static final int COLUMNS = 15;
    private static final int ROWS = 19;
    private static final int MARK_CELLS = 2;
    private static final int LATTICE = NODES * NODES * NODES;
    private static final int TENTHS = 10;
    /** Coprime to the number of patches. */
    private static final int STRIDE = 97;

    private static final double MARK = MARK_CELLS * PITCH / 2;
    private static final List<Double> SQUARES = List.of(18.0, 12.0, 7.0, 3.5);

    private ColorChart() {}

    /**
     * A patch.
     *
     * @param middle where it is
     * @param sent the color that is sent to the printer
     */
    public record Patch(Point middle, Color sent) {}

    /**
     * A mark.
     *
     * @param middle where it is
     * @param sides of its squares, the outermost first, black and white in turn
     */
    public record Mark(Point middle, List<Double> sides) {

        /** Copies the list. */
        public Mark {
            sides = List.copyOf(sides);
        }

        /** Returns the corners of its outermost square: upper left, upper right, lower right, lower left. */
        public List<Point> corners() {
            double half = sides.get(0) / 2;
            return List.of(
                    new Point(middle.x() - half, middle.y() - half),
                    new Point(middle.x() + half, middle.y() - half),
                    new Point(middle.x() + half, middle.y() + half),
                    new Point(middle.x() - half, middle.y() + half));
        }
    }

    /** Returns the marks: upper left, upper right, lower right, lower left. */
    public static List<Mark> marks() {
        List<Double> three = SQUARES.subList(0, 3);
        return List.of(
                new Mark(new Point(MARK, MARK), SQUARES),
                new Mark(new Point(WIDTH - MARK, MARK), three),
                new Mark(new Point(WIDTH - MARK, HEIGHT - MARK), three),
                new Mark(new Point(MARK, HEIGHT - MARK), three));
    }

    /** Returns the patches. */
    public static List<Patch> patches() {
        List<Point> places = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                if (!isMark(row, column)) {
                    places.add(new Point((column + 0.5) * PITCH, (row + 0.5) * PITCH));
                }
            }
        }
        List<Patch> patches = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            patches.add(new Patch(places.get(i), sent(i * STRIDE % places.size())));
        }
        return List.copyOf(patches);
    }

    private static boolean isMark(int row, int column) {
        return (row < MARK_CELLS || row >= ROWS - MARK_CELLS)
                && (column < MARK_CELLS || column >= COLUMNS - MARK_CELLS);
    }

    private static Color sent(int number) {
        float last = NODES - 1;
        if (number < LATTICE) {
            return new Color(number / (NODES * NODES) / last, number / NODES % NODES / last, number % NODES / last);
        }
        float gray = (number - LATTICE) % (TENTHS + 1) / (float) TENTHS;
        return new Color(gray, gray, gray);
    }
}
