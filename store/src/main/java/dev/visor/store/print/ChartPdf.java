package dev.visor.store.print;

import dev.visor.image.Color;
import dev.visor.print.ColorChart;
import dev.visor.print.Paper;
import dev.visor.store.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The {@link ColorChart} as PDF, at true size. Immutable and thread-safe.
 *
 * @param paper what is printed on
 */
public record ChartPdf(Paper paper) {

    private static final Color BLACK = new Color(0, 0, 0);
    private static final Color WHITE = new Color(1, 1, 1);

    private static final double TOP = 39;
    private static final double TITLE = 5;
    private static final double TEXT = 3.1;
    private static final double LINE = 4.5;
    /** How far the gray reaches beyond the patches. */
    private static final double BORDER = (ColorChart.PITCH - ColorChart.PATCH) / 2;

    private static final List<String> LINES = List.of(
            "Print at 100 % with the printer, the paper and the settings that you will use for accessories.",
            "Photograph the whole chart with the camera of the test: flat, sharp, in even light, without glare.",
            "Then run: visor print calibrate PHOTO --out printer.json");

    /**
     * Writes the chart, whole or not at all.
     *
     * @throws IOException with one line naming the file if it cannot be written
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, bytes());
    }

    /** Returns the file. */
    byte[] bytes() throws IOException {
        try (PdfPage page = new PdfPage(paper, "Color chart")) {
            double left = (paper.width() - ColorChart.WIDTH) / 2;
            double y = Paper.MARGIN + TITLE;
            page.text(left, y, TITLE, "Color chart of Visor");
            y += 6;
            for (String line : LINES) {
                page.text(left, y, TEXT, line);
                y += LINE;
            }
            patches(page, left);
            for (ColorChart.Mark mark : ColorChart.marks()) {
                draw(page, mark, left);
            }
            return page.file();
        }
    }

    private static void patches(PdfPage page, double left) throws IOException {
        List<ColorChart.Patch> patches = ColorChart.patches();
        for (ColorChart.Patch patch : patches) {
            square(page, patch, left, ColorChart.PITCH + 2 * BORDER, ColorChart.SEPARATOR);
        }
        for (ColorChart.Patch patch : patches) {
            square(page, patch, left, ColorChart.PATCH, patch.sent());
        }
    }

    private static void square(PdfPage page, ColorChart.Patch patch, double left, double side, Color color)
            throws IOException {
        page.fill(left + patch.middle().x() - side / 2, TOP + patch.middle().y() - side / 2, side, side, color);
    }

    private static void draw(PdfPage page, ColorChart.Mark mark, double left) throws IOException {
        boolean black = true;
        for (double side : mark.sides()) {
            page.fill(
                    left + mark.middle().x() - side / 2,
                    TOP + mark.middle().y() - side / 2,
                    side,
                    side,
                    black ? BLACK : WHITE);
            black = !black;
        }
    }
}
