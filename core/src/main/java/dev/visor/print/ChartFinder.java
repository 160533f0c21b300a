package dev.visor.print;

import dev.visor.face.Point;
import dev.visor.image.Image;
import dev.visor.image.SquareMarks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds a {@link ColorChart} in a photograph by the marks of its corners. Thread-safe. */
final class ChartFinder {

    private static final double[] SURROUNDINGS = {0.12, 0.2, 0.07, 0.35};
    private static final int MARKS = 4;

    private ChartFinder() {}

    /**
     * Returns the map from the chart to the photograph.
     *
     * @throws IllegalArgumentException with one line if fewer than its four marks are found
     */
    static Homography find(Image photograph) {
        int most = 0;
        for (double surroundings : SURROUNDINGS) {
            List<SquareMarks.Mark> marks = SquareMarks.find(photograph, surroundings);
            List<SquareMarks.Mark> largest = marks.subList(0, Math.min(MARKS, marks.size()));
            long first =
                    largest.stream().filter(mark -> mark.squares() >= MARKS).count();
            if (largest.size() == MARKS && first == 1) {
                return homography(largest);
            }
            most = Math.max(most, largest.size() == MARKS ? MARKS - 1 : largest.size());
        }
        throw new IllegalArgumentException("corner marks of the color chart: " + most
                + " found, must be 4; photograph the whole chart, flat, sharp and in even light");
    }

    /** Returns the map from the chart to the photograph: roughly by the middles of the marks, then by all of their corners. */
    private static Homography homography(List<SquareMarks.Mark> found) {
        List<SquareMarks.Mark> ordered = ordered(found);
        List<Point> middles =
                ColorChart.marks().stream().map(ColorChart.Mark::middle).toList();
        Homography rough =
                Homography.of(middles, ordered.stream().map(ChartFinder::middle).toList());
        List<Point> corners = new ArrayList<>();
        List<Point> images = new ArrayList<>();
        for (int i = 0; i < MARKS; i++) {
            List<Point> seen = corners(ordered.get(i));
            for (Point corner : ColorChart.marks().get(i).corners()) {
                Point expected = rough.apply(corner);
                corners.add(corner);
                images.add(seen.stream()
                        .min(Comparator.comparingDouble(expected::distance))
                        .orElseThrow());
            }
        }
        return Homography.of(corners, images);
    }

    /** Returns the marks clockwise, from that of the upper left corner on. */
    private static List<SquareMarks.Mark> ordered(List<SquareMarks.Mark> marks) {
        double x =
                marks.stream().mapToDouble(mark -> middle(mark).x()).average().orElseThrow();
        double y =
                marks.stream().mapToDouble(mark -> middle(mark).y()).average().orElseThrow();
        List<SquareMarks.Mark> around = marks.stream()
                .sorted(Comparator.comparingDouble(
                        mark -> Math.atan2(middle(mark).y() - y, middle(mark).x() - x)))
                .toList();
        int first = 0;
        while (around.get(first).squares() < MARKS) {
            first++;
        }
        List<SquareMarks.Mark> ordered = new ArrayList<>(around.subList(first, MARKS));
        ordered.addAll(around.subList(0, first));
        return ordered;
    }

    private static List<Point> corners(SquareMarks.Mark mark) {
        List<Point> corners = new ArrayList<>();
        for (int i = 0; i < mark.x().size(); i++) {
            corners.add(new Point(mark.x().get(i), mark.y().get(i)));
        }
        return corners;
    }

    /** Returns where the diagonals cross, which is the middle of a tilted square. */
    private static Point middle(SquareMarks.Mark mark) {
        List<Point> c = corners(mark);
        double ax = c.get(2).x() - c.get(0).x();
        double ay = c.get(2).y() - c.get(0).y();
        double bx = c.get(3).x() - c.get(1).x();
        double by = c.get(3).y() - c.get(1).y();
        double share =
                ((c.get(1).x() - c.get(0).x()) * by - (c.get(1).y() - c.get(0).y()) * bx) / (ax * by - ay * bx);
        return new Point(c.get(0).x() + share * ax, c.get(0).y() + share * ay);
    }
}
