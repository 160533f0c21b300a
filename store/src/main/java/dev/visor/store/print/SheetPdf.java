package dev.visor.store.print;

import dev.visor.face.Point;
import dev.visor.image.Color;
import dev.visor.print.Paper;
import dev.visor.print.PrintedAccessory;
import dev.visor.print.SheetLayout;
import dev.visor.store.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A sheet of accessories as PDF, at true size: each with its colors, cut lines and fold marks; a ruler; and a table of what each
 * is for.
 *
 * <p>Immutable and thread-safe.
 *
 * @param paper what is printed on
 * @param dpi the resolution of the colors in pixels per inch, in [72, 1200]
 * @param eyeDistance of the wearer in millimeters
 * @param source what the accessories come from, such as the name of a run
 * @param items at least one
 */
public record SheetPdf(Paper paper, int dpi, double eyeDistance, String source, List<SheetItem> items) {

    private static final Color BLACK = new Color(0, 0, 0);
    private static final Color WHITE = new Color(1, 1, 1);
    private static final Color GRAY = new Color(0.6f, 0.6f, 0.6f);

    private static final double TITLE = 5;
    private static final double TEXT = 3.1;
    private static final double SMALL = 2.7;
    private static final double HAIR = 0.1;
    private static final double HALO = 0.3;
    private static final double LINE = 0.2;
    private static final double FOLD_GAP = PrintedAccessory.BLEED + 0.3;
    private static final double FOLD_DASH = 0.9;
    private static final double FOLD_LENGTH = 3.2;

    /** Where the columns of the table begin, as shares of its width. */
    private static final double[] COLUMNS = {0, 0.04, 0.17, 0.33, 0.49, 0.62, 1};

    private static final List<String> NAMES =
            List.of("no.", "accessory", "worn by", "to pass for", "size in mm", "attack or color");

    /** Copies the list. */
    public SheetPdf {
        items = List.copyOf(items);
    }

    /**
     * Writes the sheet, whole or not at all.
     *
     * @throws IllegalArgumentException with one line if the accessories do not fit on the paper
     * @throws IOException with one line naming the file if it cannot be written
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, bytes());
    }

    /** Returns the file. */
    byte[] bytes() throws IOException {
        SheetLayout layout =
                SheetLayout.of(paper, items.stream().map(SheetItem::printed).toList());
        try (PdfPage page = new PdfPage(paper, "Accessories of " + source)) {
            heading(page);
            for (int i = 0; i < items.size(); i++) {
                draw(page, i + 1, items.get(i).printed(), layout.places().get(i));
            }
            table(page, layout.tableTop());
            ruler(page, layout.rulerTop());
            return page.file();
        }
    }

    private void heading(PdfPage page) throws IOException {
        double widest = paper.width() - 2 * Paper.MARGIN;
        double y = Paper.MARGIN + TITLE;
        page.text(Paper.MARGIN, y, TITLE, widest, "Accessories of " + source);
        page.text(
                Paper.MARGIN,
                y + 6,
                TEXT,
                "Print at 100 % (\u201cactual size\u201d), not fitted to the page. The ruler below must measure 100 mm.");
        page.text(
                Paper.MARGIN,
                y + 10.5,
                TEXT,
                String.format(
                        Locale.ROOT,
                        "For an eye distance of %s mm. Cut along the thin lines. Fold where dashes point at each other.",
                        plain(eyeDistance)));
        page.text(
                Paper.MARGIN,
                y + 15,
                TEXT,
                "Wear it only in front of systems that you own or may test, on a person who agreed.");
    }

    private static String plain(double number) {
        return number == Math.rint(number)
                ? String.format(Locale.ROOT, "%.0f", number)
                : String.format(Locale.ROOT, "%.1f", number);
    }

    private void draw(PdfPage page, int number, PrintedAccessory printed, SheetLayout.Place place) throws IOException {
        double width = place.turned() ? printed.height() : printed.width();
        String caption = number + "   " + printed.name();
        page.text(
                place.left(),
                place.top() - PrintedAccessory.BLEED - 1.6,
                TEXT,
                page.width(TEXT, caption) <= width ? caption : "" + number);
        page.picture(
                printed.raster(dpi),
                place.left() - PrintedAccessory.BLEED,
                place.top() - PrintedAccessory.BLEED,
                dpi,
                place.turned());
        List<List<Point>> outline = placed(printed.outline(), printed, place);
        page.loops(outline, HALO, WHITE);
        page.loops(outline, HAIR, BLACK);
        for (List<Point> fold : placed(printed.folds(), printed, place)) {
            dashes(page, fold.get(0), fold.get(1));
            dashes(page, fold.get(1), fold.get(0));
        }
    }

    private static List<List<Point>> placed(
            List<List<Point>> lines, PrintedAccessory printed, SheetLayout.Place place) {
        return lines.stream()
                .map(line -> line.stream()
                        .map(point -> place.turned()
                                ? new Point(place.left() + printed.height() - point.y(), place.top() + point.x())
                                : new Point(place.left() + point.x(), place.top() + point.y()))
                        .toList())
                .toList();
    }

    /** Draws the dashes beyond one end of a fold. */
    private static void dashes(PdfPage page, Point end, Point other) throws IOException {
        double length = end.distance(other);
        double dx = (end.x() - other.x()) / length;
        double dy = (end.y() - other.y()) / length;
        for (double from = FOLD_GAP; from < FOLD_GAP + FOLD_LENGTH; from += 2 * FOLD_DASH) {
            double to = from + FOLD_DASH;
            page.line(end.x() + from * dx, end.y() + from * dy, end.x() + to * dx, end.y() + to * dy, LINE, BLACK);
        }
    }

    private void table(PdfPage page, double top) throws IOException {
        double y = top + SheetLayout.TABLE_ROW;
        row(page, y, NAMES);
        page.line(Paper.MARGIN, y + 1.2, paper.width() - Paper.MARGIN, y + 1.2, LINE, GRAY);
        for (int i = 0; i < items.size(); i++) {
            SheetItem item = items.get(i);
            String size = String.format(
                    Locale.ROOT,
                    "%.1f x %.1f",
                    item.printed().width(),
                    item.printed().height());
            y += SheetLayout.TABLE_ROW;
            row(page, y, List.of("" + (i + 1), item.printed().name(), item.wearer(), item.aim(), size, item.origin()));
        }
    }

    private void row(PdfPage page, double y, List<String> cells) throws IOException {
        double width = paper.width() - 2 * Paper.MARGIN;
        for (int i = 0; i < cells.size(); i++) {
            double room = (COLUMNS[i + 1] - COLUMNS[i]) * width - 2;
            page.text(Paper.MARGIN + COLUMNS[i] * width, y, SMALL, room, cells.get(i));
        }
    }

    /** Draws the ruler: a tick per millimeter, longer ones every five and every ten. */
    private static void ruler(PdfPage page, double top) throws IOException {
        double left = Paper.MARGIN;
        page.line(left, top, left + SheetLayout.RULER, top, LINE, BLACK);
        for (int mark = 0; mark <= SheetLayout.RULER; mark++) {
            double length = mark % 10 == 0 ? 4.5 : mark % 5 == 0 ? 3.2 : 2;
            page.line(left + mark, top, left + mark, top + length, mark % 10 == 0 ? LINE : HAIR, BLACK);
            if (mark % 10 == 0) {
                page.centered(left + mark, top + 8, SMALL, "" + mark);
            }
        }
        page.text(left + SheetLayout.RULER + 5, top + 8, SMALL, "mm");
    }
}
