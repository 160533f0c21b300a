package dev.visor.print;

import static dev.visor.run.IllegalSettingException.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where things are on a sheet of printed accessories: a heading, the accessories in rows, a table of them, and a ruler. Lengths
 * are in millimeters from the upper left corner of the paper.
 *
 * @param paper what is printed on
 * @param places of the accessories, in the order in which they were given
 * @param tableTop where the table begins
 * @param rulerTop where the ruler begins
 */
public record SheetLayout(Paper paper, List<Place> places, double tableTop, double rulerTop) {

    /** How long the ruler is. */
    public static final double RULER = 100;

    /** The height of a row of the table, its heading too. */
    public static final double TABLE_ROW = 4.6;

    /** How high the caption above an accessory is. */
    public static final double CAPTION = 5;

    private static final double HEADING = 25;
    private static final double RULER_HEIGHT = 13;
    private static final double GAP = 5;
    private static final double BLEED = PrintedAccessory.BLEED;

    /**
     * Where an accessory is.
     *
     * @param left of its outline
     * @param top of its outline
     * @param turned whether it is turned by a right angle, clockwise
     */
    public record Place(double left, double top, boolean turned) {}

    /** Copies the list. */
    public SheetLayout {
        places = List.copyOf(places);
    }

    /**
     * Puts accessories on a sheet, the highest first. One that is too wide for the paper is turned.
     *
     * @throws IllegalArgumentException with one line if they do not fit
     */
    public static SheetLayout of(Paper paper, List<PrintedAccessory> accessories) {
        check(!accessories.isEmpty(), "number of accessories", 0, "at least 1");
        double width = paper.width() - 2 * Paper.MARGIN;
        double rulerTop = paper.height() - Paper.MARGIN - RULER_HEIGHT;
        double tableTop = rulerTop - GAP - TABLE_ROW * (accessories.size() + 1);
        double top = Paper.MARGIN + HEADING;
        Rows rows = new Rows(width, top);
        List<Place> places = new ArrayList<>(Collections.nCopies(accessories.size(), new Place(0, 0, false)));
        List<Integer> order = IntStream.range(0, accessories.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -across(accessories.get(i), width)))
                .toList();
        for (int index : order) {
            places.set(index, rows.add(accessories.get(index)));
        }
        check(
                rows.widest <= width && rows.bottom() <= tableTop - GAP,
                "sheet",
                String.format(
                        Locale.ROOT,
                        "%s in %.0f x %.0f mm",
                        sizes(accessories),
                        Math.max(width, Math.ceil(rows.widest)),
                        Math.ceil(rows.bottom() - top)),
                String.format(
                        Locale.ROOT,
                        "at most %.0f x %.0f mm on %s; name fewer accessories or larger paper",
                        Math.floor(width),
                        Math.floor(tableTop - GAP - top),
                        paper.title()));
        return new SheetLayout(paper, places, tableTop, rulerTop);
    }

    private static String sizes(List<PrintedAccessory> accessories) {
        return accessories.stream()
                .map(one -> String.format(Locale.ROOT, "%s %.0f x %.0f mm", one.name(), one.width(), one.height()))
                .collect(Collectors.joining(", "));
    }

    private static boolean isTurned(PrintedAccessory accessory, double width) {
        return accessory.width() + 2 * BLEED > width && accessory.height() + 2 * BLEED <= width;
    }

    private static double along(PrintedAccessory accessory, double width) {
        return isTurned(accessory, width) ? accessory.height() : accessory.width();
    }

    private static double across(PrintedAccessory accessory, double width) {
        return isTurned(accessory, width) ? accessory.width() : accessory.height();
    }

    /** Rows that are filled from left to right. Not thread-safe. */
    private static final class Rows {

        private final double width;
        private double top;
        private double used;
        private double height;
        private double widest;

        Rows(double width, double top) {
            this.width = width;
            this.top = top;
        }

        Place add(PrintedAccessory accessory) {
            double own = along(accessory, width) + 2 * BLEED;
            if (used > 0 && used + GAP + own > width) {
                top = bottom() + GAP;
                used = 0;
                height = 0;
            }
            double left = used == 0 ? 0 : used + GAP;
            used = left + own;
            widest = Math.max(widest, used);
            height = Math.max(height, across(accessory, width));
            return new Place(Paper.MARGIN + left + BLEED, top + CAPTION + BLEED, isTurned(accessory, width));
        }

        double bottom() {
            return top + CAPTION + height + 2 * BLEED;
        }
    }
}
