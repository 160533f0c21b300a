package dev.visor.image;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.image.internal.Filters;
import dev.visor.image.internal.NestedSquares;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds marks in photographs: dark squares, each with a light square in its middle, in which there is a dark square again, and
 * so on. Dark is what is darker than its surroundings, so that uneven light does no harm. A large photograph is shrunk before.
 *
 * <p>Thread-safe.
 */
public final class SquareMarks {

    /** The longest side that is searched, in pixels. */
    private static final int LONGEST = 2000;

    private SquareMarks() {}

    /**
     * A mark.
     *
     * @param x of the four corners in pixels, around the mark; 0 is the middle of the first column
     * @param y of the four corners in pixels; 0 is the middle of the first row
     * @param squares how many there are, one within the other, at least 3
     */
    public record Mark(List<Double> x, List<Double> y, int squares) {

        /** Copies the lists. */
        public Mark {
            x = List.copyOf(x);
            y = List.copyOf(y);
        }

        /** {@return the area in square pixels} */
        public double area() {
            double sum = 0;
            for (int i = 0; i < 4; i++) {
                int next = (i + 1) % 4;
                sum += x.get(i) * y.get(next) - x.get(next) * y.get(i);
            }
            return Math.abs(sum) / 2;
        }
    }

    /**
     * {@return the marks of a photograph, the largest first}
     *
     * @param surroundings how large the surroundings are that a pixel is compared with, as a share of the picture's shorter
     *     side, in (0, 1]; larger than a mark and smaller than a shadow
     */
    public static List<Mark> find(Image photograph, double surroundings) {
        check(surroundings > 0 && surroundings <= 1, "surroundings", surroundings, "in (0, 1]");
        int longer = Math.max(photograph.width(), photograph.height());
        double scale = Math.min(1, (double) LONGEST / longer);
        int width = Math.max(1, (int) Math.round(photograph.width() * scale));
        int height = Math.max(1, (int) Math.round(photograph.height() * scale));
        byte[] rgb = photograph.toRgb8();
        byte[] shrunk =
                scale == 1 ? rgb : Filters.resizeRgb(rgb, photograph.width(), photograph.height(), width, height);
        int block = 2 * Math.max(1, (int) (surroundings * Math.min(width, height) / 2)) + 1;
        List<Mark> marks = new ArrayList<>();
        for (double[] found : NestedSquares.find(shrunk, width, height, block)) {
            List<Double> x = new ArrayList<>();
            List<Double> y = new ArrayList<>();
            for (int corner = 0; corner < 4; corner++) {
                x.add((found[2 * corner] + 0.5) * photograph.width() / width - 0.5);
                y.add((found[2 * corner + 1] + 0.5) * photograph.height() / height - 0.5);
            }
            marks.add(new Mark(x, y, (int) found[8]));
        }
        marks.sort((a, b) -> Double.compare(b.area(), a.area()));
        return List.copyOf(marks);
    }
}
